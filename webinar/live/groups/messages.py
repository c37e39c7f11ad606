"""The messages that clients send about group work."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from webinar.room.engine.wire import Mutation
from webinar.room.rooms.numbering import NumberOfMember
from webinar.room.sessions.wire import Language

Number = Annotated[int, msgspec.Meta(ge=1, le=9999)]
Minutes = Annotated[int, msgspec.Meta(ge=1, le=240)]
BlockKey = Annotated[str, msgspec.Meta(min_length=8, max_length=36, pattern="^[0-9A-Za-z-]+$")]
Words = Annotated[str, msgspec.Meta(max_length=2000)]
Typed = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Question = Annotated[str, msgspec.Meta(max_length=300)]
Option = Annotated[str, msgspec.Meta(max_length=200)]


class DraftGroups(Mutation, frozen=True):
    """Deal groups of about this size, for hosts to look at. The same `seed` deals the same.

    With `everyone`, also those who have joined and are away now. By `unit`, whoever is on the
    session's roster is with others of their unit; whoever is not, with each other.
    """

    split: Literal["language", "unit", "random", "hand"]
    size: Annotated[int, msgspec.Meta(ge=2, le=12)] = 5
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)] | None = None
    everyone: bool = False


class ForMinutes(Mutation, frozen=True):
    """Let the groups work for so many minutes from now."""

    minutes: Minutes


class MoveMember(Mutation, frozen=True):
    """Put this member into this group."""

    member: NumberOfMember
    group: Number


class TellGroups(Mutation, frozen=True):
    """Write to this group, or to all of them (0)."""

    group: Annotated[int, msgspec.Meta(ge=0, le=9999)]
    text: Typed
    language: Language


class NameGroup(Mutation, frozen=True):
    """This group's call for help."""

    group: Number


class WriteNote(Mutation, frozen=True):
    """Make `now` of a paragraph that its writer saw as `was`; one that is not known is added.

    What others made of it meanwhile stays. `after` is the paragraph behind which a new one stands,
    or "" for the end. A text without words erases.
    """

    round: Number
    group: Number
    block: BlockKey
    was: Words
    now: Words
    language: Language
    after: Annotated[str, msgspec.Meta(max_length=36)] = ""


class NameBlock(Mutation, frozen=True):
    """Bring back this paragraph that was erased."""

    round: Number
    group: Number
    block: BlockKey


class CallHelp(Mutation, frozen=True):
    """Call for a presenter, or take the call back."""

    wanted: bool


class AskGroup(Mutation, frozen=True):
    """Ask one's own group. With `copy`, the question of the present slide in all its languages."""

    language: Language
    question: Question = ""
    options: Annotated[list[Option], msgspec.Meta(max_length=8)] = []
    copy: bool = False


class VoteInGroup(Mutation, frozen=True):
    """Choose this option, counted from 0; a second vote replaces the first."""

    poll: Number
    option: Annotated[int, msgspec.Meta(ge=0, le=99)]


class NameGroupPoll(Mutation, frozen=True):
    """Close this poll of one's own group."""

    poll: Number
