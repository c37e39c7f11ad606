"""A next step as participants and as hosts see it, and what is said of it."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from msgspec import UNSET, UnsetType

from webinar.live.steps.models import Answer, OwnerState, Rule, StepState, Verdict
from webinar.room.engine.wire import Audience, Broadcast, State
from webinar.room.rooms.models import MemberNumber


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many gave each answer."""

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
    """A reason that somebody gave, in their language."""

    member: MemberNumber
    name: str
    answer: Answer
    reason: str
    language: str


class OwnerView(msgspec.Struct, frozen=True, kw_only=True):
    """The owner of a step. `member` is null for a role that nobody here holds.

    `state` is `asked`, `accepted` or `declined`; `paper_by` names the host who says that it was
    accepted on paper.
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
    """What came of the last ballot that was closed, with the arithmetic.

    `needed` is how many agreements the rule asked for (by the rule `owners`: acceptances);
    `quorum` how many of those present had to answer. `reason` is there if a host recorded another
    outcome than the rule's, which is `computed`.
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

    `texts` are the translations of the newest wording by language, each `revision` being the one to
    name when it is reworded; `text` is the original. `proposer` is the number of the member who
    proposed it. `reasons` is there for hosts, and for everybody where the session chose so.
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
    evidence: str
    details: int
    merged_into: int | None
    outcome: OutcomeView | None
    mine: Mine | None | UnsetType = UNSET
    reasons: list[ReasonView] | UnsetType = UNSET


class DraftView(msgspec.Struct, frozen=True):
    """A draft of the programme, for hosts. `step` is the one that was made of it, or null."""

    draft: str
    step: int | None


class TermsView(msgspec.Struct, frozen=True, kw_only=True):
    """How this session agrees. `quorum` is in percent of those present."""

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
    """How this session agrees was chosen."""

    name: ClassVar[str] = "step.terms"

    terms: TermsView


class StepProposed(Broadcast, frozen=True):
    """Somebody proposed a next step."""

    name: ClassVar[str] = "step.proposed"

    step: StepView


class StepPut(Broadcast, frozen=True):
    """This step is put to the room, or none any more (null).

    `ballot` is the one that answers name. `previous` was put until now, and is proposed again.
    """

    name: ClassVar[str] = "step.put"

    step: int | None
    ballot: int
    previous: int | None


class StepChanged(Broadcast, frozen=True):
    """A step as it is now: its wording, owners, dates, state or outcome changed."""

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
    """The reasons given so far, for everybody: only where the session chose so."""

    name: ClassVar[str] = "step.shared_reasons"
    of: ClassVar[str] = "step"

    step: int
    reasons: list[ReasonView]


class StepAnswered(Broadcast, frozen=True):
    """This member's own answer was stored; said to all of the member's tabs."""

    name: ClassVar[str] = "step.answered"
    audience: ClassVar[Audience] = Audience.MEMBER

    step: int
    answer: Answer
    reason: str
    is_late: bool
