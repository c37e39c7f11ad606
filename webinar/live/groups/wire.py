"""Broadcasts of group work, and what of it goes to whom.

Everything of which there are several lies in the part's `items`: groups, and paragraphs of notes.
Hosts have those of all groups, a participant those of their own group alone.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec
from msgspec import UNSET, UnsetType

from webinar.kit import clock
from webinar.live.groups.models import Group, GroupRound, NoteBlock, RoundState, Split
from webinar.room.engine.wire import Audience, PartChange, PartState
from webinar.room.rooms.models import MemberNumber

# The topic of the pulse, and how its keys name a group or a paragraph.
ITEM = "groups.item"


class RoundView(msgspec.Struct, frozen=True, kw_only=True):
    """A round of group work. `slide` is the one whose hand-out it is about."""

    round: int
    state: RoundState
    split: Split
    size: int
    slide: int
    closes_at: str | None


class GroupMemberView(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in a group; `language` and whether they `wrote` in the note are for hosts."""

    member: MemberNumber
    name: str
    language: str | UnsetType = UNSET
    wrote: bool | UnsetType = UNSET


class GroupPollView(msgspec.Struct, frozen=True, kw_only=True):
    """A group's poll in one language. `votes`, by option, are there for hosts, and for those of the
    group who have voted, and once it is closed; `mine` is the reader's own choice.
    """

    poll: int
    question: str
    options: list[str]
    language: str
    open: bool
    voters: int
    votes: list[int] | UnsetType = UNSET
    mine: int | None | UnsetType = UNSET


class MessageView(msgspec.Struct, frozen=True, kw_only=True):
    """What a host wrote to a group."""

    text: str
    language: str
    by: str


class GroupView(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="group"):
    """A group. `help_at`: since when it waits for a presenter; `helper`: who is coming."""

    id: str
    group: int
    members: list[GroupMemberView]
    help_at: str | None
    helper: str | None
    poll: GroupPollView | None
    said: list[MessageView]


class BlockView(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="block"):
    """A paragraph of a group's note; `id` is the group and the paragraph's key.

    `at` sorts the paragraphs. One without text was erased. `by` is who changed it last.
    """

    id: str
    of: int
    at: str
    text: str
    language: str
    by: str


Items = list[GroupView | BlockView]


class GroupsView(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader has of group work, or of it what has changed.

    `mine` is the number of a participant's own group, null without one. `items` are that group and
    its note; for hosts, all of them. `unplaced`, for hosts, are those who are here and in no group.
    """

    round: RoundView | None | UnsetType = UNSET
    mine: int | None | UnsetType = UNSET
    items: Items | UnsetType = UNSET
    unplaced: list[GroupMemberView] | UnsetType = UNSET


class RoundChanged(PartChange, frozen=True, kw_only=True):
    """A round of group work begins, lasts for another time, or is closed.

    When it begins, what anybody had of the round before is gone.
    """

    name: ClassVar[str] = "groups.round"
    part: ClassVar[str] = "groups"

    set: GroupsView


class AllGroups(PartChange, frozen=True, kw_only=True):
    """The groups as hosts see them: dealt, begun, somebody moved."""

    name: ClassVar[str] = "groups.all"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "groups"

    set: GroupsView


class OwnGroup(PartState, frozen=True, kw_only=True):
    """This member's group, when they come into it."""

    name: ClassVar[str] = "groups.mine"
    audience: ClassVar[Audience] = Audience.MEMBER
    part: ClassVar[str] = "groups"

    set: GroupsView


class GroupItem(PartState, frozen=True, kw_only=True):
    """A group, or a paragraph of its note, has changed."""

    name: ClassVar[str] = "groups.item"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "groups"

    key: str
    put: Items


class OwnItem(PartState, frozen=True, kw_only=True):
    """The member's own group, or a paragraph of its note, has changed."""

    name: ClassVar[str] = "groups.own_item"
    audience: ClassVar[Audience] = Audience.MEMBER
    part: ClassVar[str] = "groups"

    key: str
    put: Items


def round_view(round_: GroupRound) -> RoundView:
    return RoundView(
        round=round_.number,
        state=round_.state,
        split=round_.split,
        size=round_.size,
        slide=round_.slide,
        closes_at=clock.iso(round_.closes_at),
    )


def block_view(group: Group, block: NoteBlock, by: str) -> BlockView:
    return BlockView(
        id=f"{group.number}.{block.key}",
        of=group.number,
        at=block.position,
        text=block.text,
        language=block.language,
        by=by,
    )


def group_key(group: Group) -> str:
    """Names a group among what the pulse is to say."""
    return str(group.id)


def block_key(group: Group, key: str) -> str:
    """Names a paragraph among what the pulse is to say."""
    return f"{group.id}.{key}"
