"""Broadcasts of group work, and the views that hosts and participants get of it.

The part's `items` hold the groups and the paragraphs of their notes: for hosts those of all groups,
for a participant those of their own group alone.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec
from msgspec import UNSET, UnsetType

from webinar.kit import clock
from webinar.live.groups.models import Group, GroupRound, NoteBlock, RoundState, Split
from webinar.room.engine.wire import Audience, PartChange, PartState
from webinar.room.rooms.models import MemberNumber

# The topic of the pulse; `group_key` and `block_key` make its keys.
ITEM = "groups.item"


class RoundView(msgspec.Struct, frozen=True, kw_only=True):
    """A round of group work. `slide` is the slide whose hand-out the groups work on."""

    round: int
    state: RoundState
    split: Split
    size: int
    slide: int
    closes_at: str | None


class GroupMemberView(msgspec.Struct, frozen=True, kw_only=True):
    """A member of a group. `language`, and whether they `wrote` in the note, are for hosts."""

    member: MemberNumber
    name: str
    language: str | UnsetType = UNSET
    wrote: bool | UnsetType = UNSET


class GroupPollView(msgspec.Struct, frozen=True, kw_only=True):
    """A group's poll, in one language. `mine` is the reader's own choice.

    `votes`, by option, are for hosts, for members who have voted, and for the whole group once the
    poll is closed.
    """

    poll: int
    question: str
    options: list[str]
    language: str
    open: bool
    voters: int
    votes: list[int] | UnsetType = UNSET
    mine: int | None | UnsetType = UNSET


class GroupMessageView(msgspec.Struct, frozen=True, kw_only=True):
    """What a host wrote to a group."""

    text: str
    language: str
    by: str


class GroupView(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="group"):
    """A group. `help_at` is the time since which it has waited for a presenter.

    `helper` is the name of the host who is coming.
    """

    id: str
    group: int
    members: list[GroupMemberView]
    help_at: str | None
    helper: str | None
    poll: GroupPollView | None
    said: list[GroupMessageView]


class BlockView(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="block"):
    """A paragraph of a group's note; `id` joins the group's number and the paragraph's key.

    `of` is the group's number. Sort paragraphs by `at`. An empty `text` means that it was erased.
    `by` names the member who changed it last.
    """

    id: str
    of: int
    at: str
    text: str
    language: str
    by: str


Items = list[GroupView | BlockView]


class GroupsView(msgspec.Struct, frozen=True, kw_only=True):
    """The reader's view of group work, or the parts of it that changed.

    `mine` is the number of a participant's own group, null without one. `items` are that group and
    its note; for hosts, all groups and notes. `unplaced`, for hosts, are the members here who are
    in no group.
    """

    round: RoundView | None | UnsetType = UNSET
    mine: int | None | UnsetType = UNSET
    items: Items | UnsetType = UNSET
    unplaced: list[GroupMemberView] | UnsetType = UNSET


class RoundChanged(PartChange, frozen=True, kw_only=True):
    """A round of group work starts, gets another end, or is closed.

    When a round starts, discard everything from the previous round.
    """

    name: ClassVar[str] = "groups.round"
    part: ClassVar[str] = "groups"

    set: GroupsView


class AllGroups(PartChange, frozen=True, kw_only=True):
    """The groups, for hosts; sent when they are drafted or started, and when a member moves."""

    name: ClassVar[str] = "groups.all"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "groups"

    set: GroupsView


class OwnGroup(PartState, frozen=True, kw_only=True):
    """The group that this member has joined or was moved to."""

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
    """Return the key of a group in the topic `ITEM`."""
    return str(group.id)


def block_key(group: Group, key: str) -> str:
    """Return the key of a paragraph in the topic `ITEM`."""
    return f"{group.id}.{key}"
