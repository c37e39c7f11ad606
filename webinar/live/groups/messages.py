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
    """Draft groups of about this size, which only hosts see. The same `seed` gives the same groups.

    With `everyone`, the groups include members who have joined but are away. With the split `unit`,
    members on the session's roster are grouped with others of their unit, and all other members
    with each other.
    """

    split: Literal["language", "unit", "random", "hand"]
    size: Annotated[int, msgspec.Meta(ge=2, le=12)] = 5
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)] | None = None
    everyone: bool = False


class ForMinutes(Mutation, frozen=True):
    """Let the groups work for `minutes` minutes from now."""

    minutes: Minutes


class MoveMember(Mutation, frozen=True):
    """Move this member into this group."""

    member: NumberOfMember
    group: Number


class TellGroups(Mutation, frozen=True):
    """Write to this group; 0 means all groups."""

    group: Annotated[int, msgspec.Meta(ge=0, le=9999)]
    text: Typed
    language: Language


class NameGroup(Mutation, frozen=True):
    """Answer or end this group's call for help."""

    group: Number


class WriteNote(Mutation, frozen=True):
    """Change a paragraph from `was`, as its writer saw it, to `now`; an unknown one is added.

    The server keeps changes that others made meanwhile. `after` is the paragraph that a new one
    follows, or "" for the end of the note. An empty `now` erases the paragraph.
    """

    round: Number
    group: Number
    block: BlockKey
    was: Words
    now: Words
    language: Language
    after: Annotated[str, msgspec.Meta(max_length=36)] = ""


class NameBlock(Mutation, frozen=True):
    """Bring back this erased paragraph."""

    round: Number
    group: Number
    block: BlockKey


class CallHelp(Mutation, frozen=True):
    """Call for a presenter, or take back the call."""

    wanted: bool


class AskGroup(Mutation, frozen=True):
    """Open a poll in one's own group; with `copy`, the present slide's, in all its languages."""

    language: Language
    question: Question = ""
    options: Annotated[list[Option], msgspec.Meta(max_length=8)] = []
    copy: bool = False


class VoteInGroup(Mutation, frozen=True):
    """Vote for this option, counted from 0; a second vote replaces the first."""

    poll: Number
    option: Annotated[int, msgspec.Meta(ge=0, le=99)]


class NameGroupPoll(Mutation, frozen=True):
    """Close this poll of one's own group."""

    poll: Number
