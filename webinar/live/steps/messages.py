"""The messages that clients send about next steps."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from webinar.room.engine.wire import Message, Mutation
from webinar.room.rooms.numbering import NumberOfMember
from webinar.room.sessions.wire import Language

Number = Annotated[int, msgspec.Meta(ge=1, le=9999)]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Role = Annotated[str, msgspec.Meta(max_length=120)]
Reason = Annotated[str, msgspec.Meta(max_length=500)]
Line = Annotated[str, msgspec.Meta(max_length=300)]
Revision = Annotated[int, msgspec.Meta(ge=0, le=999_999)]
Choice = Literal["agree", "reserve", "disagree", "abstain", "must_ask"]

# An answer that waited for a link longer than this was given before any step that is put now.
LONGEST_WAY_MS = 12 * 60 * 60 * 1000


class ChooseTerms(Mutation, frozen=True):
    """Choose how this session agrees, before it starts.

    `quorum` is a percentage of the people present. With `shares_reasons`, everybody sees the
    reasons.
    """

    rule: Literal["consent", "majority", "two_thirds", "owners"]
    quorum: Annotated[int, msgspec.Meta(ge=0, le=100)]
    shares_reasons: bool = False


class ProposeStep(Mutation, frozen=True):
    """Propose a next step; `language` is the language of `text`."""

    text: Text
    language: Language


class UseDraft(Mutation, frozen=True):
    """Propose this draft from the programme; with `put`, also put it to the room."""

    draft: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    put: bool = False


class NameStep(Mutation, frozen=True):
    """Put this step to the room, take it back, close it, set it aside or bring it back."""

    step: Number


class WordStep(Mutation, frozen=True):
    """Reword a step, or translate it.

    `base` is the revision that the writer started from, 0 for a first translation. If somebody else
    has changed the wording since, the server refuses, so that it overwrites nothing.
    """

    step: Number
    text: Text
    language: Language
    base: Revision


class MergeSteps(Mutation, frozen=True):
    """Merge this step into another one, which stays."""

    step: Number
    into: Number


class DetailStep(Mutation, frozen=True):
    """Set dates, the indicator and the evidence wanted; fields that are left out stay.

    `base` is the step's `details`, the number of such changes, as the writer knew it.
    """

    step: Number
    base: Revision
    due: date | None | UnsetType = UNSET
    check_back: date | None | UnsetType = UNSET
    indicator: Line | UnsetType = UNSET
    evidence: Line | UnsetType = UNSET


class DecideStep(Mutation, frozen=True):
    """Overrule the outcome of the last ballot; the reason stays in the record."""

    step: Number
    outcome: Literal["agreed", "not_agreed"]
    reason: Text


class OwnStep(Mutation, frozen=True):
    """Propose an owner: a member by number, a role in words, or, with neither, oneself."""

    step: Number
    member: NumberOfMember | None = None
    role: Role = ""


class NameOwner(Mutation, frozen=True):
    """Accept as this owner, record that it was accepted on paper, or take the owner off."""

    step: Number
    owner: Number


class DeclineStep(Mutation, frozen=True):
    """Decline to own a step; the reason is optional."""

    step: Number
    owner: Number
    reason: Reason = ""


class AnswerStep(Mutation, frozen=True):
    """Answer the step that is put to the room; a second answer replaces the first.

    `ballot` is the ballot that the member saw. `age` is how many ms ago, by the member's own clock,
    the answer was given; it may have waited for a connection.
    """

    step: Number
    ballot: Number
    answer: Choice
    reason: Reason = ""
    age: Annotated[int, msgspec.Meta(ge=0, le=LONGEST_WAY_MS)] = 0


class AskHistory(Message, frozen=True):
    """Ask for all wordings of this step."""

    step: Number
