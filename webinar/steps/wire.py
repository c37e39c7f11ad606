"""Messages and broadcasts of next steps, and a step as participants and as hosts see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import UNSET, UnsetType

from webinar.live.wire import Audience, Broadcast, Mutation, State
from webinar.rooms.models import Member
from webinar.rooms.wire import Language
from webinar.steps.models import Answer, Step, StepAnswer

Number = Annotated[int, msgspec.Meta(ge=1, le=9999)]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Owner = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Reason = Annotated[str, msgspec.Meta(max_length=500)]
Choice = Literal["agree", "disagree", "abstain"]


class ProposeStep(Mutation, frozen=True):
    """Propose a next step, in the language that it is written in."""

    text: Text
    language: Language


class UseDraft(Mutation, frozen=True):
    """Propose this draft of the programme to the room; with `put`, put it to the room at once."""

    draft: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    put: bool = False


class NameStep(Mutation, frozen=True):
    """Put this step to the room, or set it aside."""

    step: Number


class AgreeStep(Mutation, frozen=True):
    """Record the step that is put to the room as agreed, with its owner and due date."""

    step: Number
    owner: Owner
    due: date


class AnswerStep(Mutation, frozen=True):
    """Answer the step that is put to the room; a second answer replaces the first."""

    step: Number
    answer: Choice
    reason: Reason = ""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many gave each answer."""

    agree: int = 0
    disagree: int = 0
    abstain: int = 0


class Mine(msgspec.Struct, frozen=True):
    """The member's own answer."""

    answer: str
    reason: str


class ReasonView(msgspec.Struct, frozen=True, kw_only=True):
    """A reason that somebody gave; for hosts."""

    member: int
    name: str
    answer: str
    reason: str


class StepView(msgspec.Struct, frozen=True, kw_only=True):
    """A next step. `mine` is absent from broadcasts; `reasons` is there for hosts only.

    `draft` names the draft of the programme that it was made of, whose words in each language are
    in the deck; it is null for a step that somebody typed.
    """

    step: int
    text: str
    language: str
    state: str
    proposed_by: str
    counts: Counts
    owner: str
    due: str | None
    draft: str | None
    mine: Mine | None | UnsetType = UNSET
    reasons: list[ReasonView] | UnsetType = UNSET


class DraftView(msgspec.Struct, frozen=True):
    """A draft of the programme, for hosts. `step` is the one that was made of it, or null."""

    draft: str
    step: int | None


class StepProposed(Broadcast, frozen=True):
    """Somebody proposed a next step."""

    name: ClassVar[str] = "step.proposed"

    step: StepView


class StepPut(Broadcast, frozen=True):
    """This step is put to the room, or none (null: the session ends).

    `previous` was put until now, and is proposed again.
    """

    name: ClassVar[str] = "step.put"

    step: int | None
    previous: int | None


class StepAgreed(Broadcast, frozen=True):
    """This step is recorded as agreed."""

    name: ClassVar[str] = "step.agreed"

    step: int
    owner: str
    due: str
    counts: Counts


class StepDropped(Broadcast, frozen=True):
    """This step is set aside."""

    name: ClassVar[str] = "step.dropped"

    step: int


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


class StepAnswered(Broadcast, frozen=True):
    """This member's own answer was stored; said to all of the member's tabs."""

    name: ClassVar[str] = "step.answered"
    audience: ClassVar[Audience] = Audience.MEMBER

    step: int
    answer: str
    reason: str


def step_view(
    step: Step, proposed_by: str, counted: Mapping[Answer, int], draft: str | None = None
) -> StepView:
    """What everybody may see of a step."""
    return StepView(
        step=step.number,
        text=step.text,
        language=step.language,
        state=step.state.value,
        proposed_by=proposed_by,
        counts=counts(counted),
        owner=step.owner,
        due=None if step.due is None else step.due.isoformat(),
        draft=draft,
    )


def with_reasons(view: StepView, given: Sequence[tuple[StepAnswer, Member]]) -> StepView:
    """A host's view."""
    return msgspec.structs.replace(view, reasons=reason_views(given))


def reason_views(given: Sequence[tuple[StepAnswer, Member]]) -> list[ReasonView]:
    return [
        ReasonView(
            member=member.number,
            name=member.name,
            answer=answer.answer.value,
            reason=answer.reason,
        )
        for answer, member in given
    ]


def counts(counted: Mapping[Answer, int]) -> Counts:
    return Counts(**{answer.value: count for answer, count in counted.items()})
