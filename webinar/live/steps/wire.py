"""A next step as participants and as hosts see it, and the broadcasts about it."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from msgspec import UNSET, UnsetType

from webinar.live.steps.models import Answer, OwnerState, Rule, StepState, Verdict
from webinar.room.engine.wire import Audience, Broadcast, State
from webinar.room.rooms.models import MemberNumber


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many members gave each answer."""

    agree: int = 0
    reserve: int = 0
    disagree: int = 0
    abstain: int = 0
    must_ask: int = 0


class Mine(msgspec.Struct, frozen=True):
    """The member's own answer in the step's last ballot."""

    answer: Answer
    reason: str
    is_late: bool = False


class ReasonView(msgspec.Struct, frozen=True, kw_only=True):
    """A member's reason, in their language."""

    member: MemberNumber
    name: str
    answer: Answer
    reason: str
    language: str


class OwnerView(msgspec.Struct, frozen=True, kw_only=True):
    """An owner of a step. `member` is null for a role that nobody here holds.

    `paper_by` names the host who recorded that the owner accepted on paper.
    """

    owner: int
    role: str
    member: MemberNumber | None
    name: str
    state: OwnerState
    reason: str
    proposed_by: str
    paper_by: str | None


class OutcomeView(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of the last closed ballot, and the figures behind it.

    `needed` is how many agreements the rule asked for, or, by the rule `owners`, how many
    acceptances. `quorum` is how many of the people present had to answer. `computed` is the outcome
    by the rule. If a host recorded another one, `reason` says why.
    """

    ballot: int
    version: int
    rule: Rule
    present: int
    answered: int
    quorum: int
    needed: int
    counts: Counts
    late: int
    owners: int
    owners_accepted: int
    computed: Verdict
    recorded: Verdict
    reason: str
    overruled_by: str | None


class StepView(msgspec.Struct, frozen=True, kw_only=True):
    """A next step. `mine` is absent from broadcasts.

    `text` is the original of the newest wording, and `texts` its translations by language.
    `revisions` has, by language, the revision to send as `base` when rewording. `proposer` is the
    number of the member who proposed the step. `reasons` are for hosts, or for everybody if the
    session shares them. `indicators` are the programme's translations of `indicator`, by language.
    """

    step: int
    state: StepState
    text: str
    language: str
    texts: dict[str, str]
    revisions: dict[str, int]
    version: int
    ballot: int
    proposed_by: str
    proposer: MemberNumber
    draft: str | None
    counts: Counts
    owners: list[OwnerView]
    due: str | None
    check_back: str | None
    indicator: str
    indicators: dict[str, str]
    evidence: str
    details: int
    merged_into: int | None
    outcome: OutcomeView | None
    mine: Mine | None | UnsetType = UNSET
    reasons: list[ReasonView] | UnsetType = UNSET


class DraftView(msgspec.Struct, frozen=True):
    """A draft of the programme, for hosts. `step` is the step made from it, or null."""

    draft: str
    step: int | None


class TermsView(msgspec.Struct, frozen=True, kw_only=True):
    """How this session agrees. `quorum` is a percentage of the people present.

    With `shares_reasons`, everybody sees the reasons.
    """

    rule: Rule
    quorum: int
    shares_reasons: bool


class WordingView(msgspec.Struct, frozen=True, kw_only=True):
    """One wording of a step in the order in which they were written."""

    revision: int
    version: int
    language: str
    text: str
    is_original: bool
    by: str
    at: str


class TermsChosen(Broadcast, frozen=True):
    """A host chose how this session agrees."""

    name: ClassVar[str] = "step.terms"

    terms: TermsView


class StepProposed(Broadcast, frozen=True):
    """Somebody proposed a next step."""

    name: ClassVar[str] = "step.proposed"

    step: StepView


class StepPut(Broadcast, frozen=True):
    """This step is put to the room; null means that no step is.

    Answers name `ballot`. `previous` is the step that was put until now and is proposed again.
    """

    name: ClassVar[str] = "step.put"

    step: int | None
    ballot: int
    previous: int | None


class StepChanged(Broadcast, frozen=True):
    """The step's wording, owners, dates, state or outcome changed."""

    name: ClassVar[str] = "step.changed"

    step: StepView


class StepCounts(State, frozen=True):
    """The running counts of a step."""

    name: ClassVar[str] = "step.counts"
    of: ClassVar[str] = "step"

    step: int
    counts: Counts


class StepReasons(State, frozen=True):
    """The reasons given so far, for hosts only."""

    name: ClassVar[str] = "step.reasons"
    audience: ClassVar[Audience] = Audience.HOSTS
    of: ClassVar[str] = "step"

    step: int
    reasons: list[ReasonView]


class SharedReasons(State, frozen=True):
    """The reasons given so far, for everybody; only if the session shares reasons."""

    name: ClassVar[str] = "step.shared_reasons"
    of: ClassVar[str] = "step"

    step: int
    reasons: list[ReasonView]


class StepAnswered(Broadcast, frozen=True):
    """This member's own answer was stored."""

    name: ClassVar[str] = "step.answered"
    audience: ClassVar[Audience] = Audience.MEMBER

    step: int
    answer: Answer
    reason: str
    is_late: bool
