"""Commands of group work, its part of the snapshot, its topic of the pulse and its deadline."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.limits import VOTING, WRITING, Limit
from webinar.kit.permissions import HOST_ROLES, Can
from webinar.kit.text import whole_number
from webinar.live.groups import (
    actions,
    group_views,
    help_and_polls,
    messages,
    notes,
    places,
    queries,
    wire,
)
from webinar.live.stage.kinds import stage_kind
from webinar.room.engine.cache import Person
from webinar.room.engine.change import AddressedBroadcast, Change
from webinar.room.engine.lifecycle import on_due, on_ended
from webinar.room.engine.registry import Reader, command, own_part, part, topic
from webinar.room.engine.wire import Bare, Broadcast
from webinar.room.rooms.models import Member, Room

# 30 messages in 15 seconds: a phone sends a paragraph about once a second while its user types, and
# after an outage sends everything at once.
NOTING = Limit(30, 15)

on_ended(actions.close_at_end)
on_due(actions.CLOSE)(actions.close_when_due)


@command("groups.draft", needs=Can.RUN_GROUPS, message=messages.DraftGroups)
def draft(change: Change, _member: Member, message: messages.DraftGroups) -> None:
    actions.draft(change, message)


@command("groups.discard", needs=Can.RUN_GROUPS, message=Bare)
def discard(change: Change, member: Member, _message: Bare) -> None:
    """Delete the drafted round."""
    actions.discard(change, member)


@command("groups.start", needs=Can.RUN_GROUPS, message=messages.ForMinutes)
def start(change: Change, member: Member, message: messages.ForMinutes) -> None:
    """Start the drafted round for `minutes` minutes, without its empty groups."""
    actions.start(change, member, message.minutes)


@command("groups.time", needs=Can.RUN_GROUPS, message=messages.ForMinutes)
def time(change: Change, member: Member, message: messages.ForMinutes) -> None:
    """Make the round end `minutes` minutes from now."""
    actions.set_minutes(change, member, message.minutes)


@command("groups.close", needs=Can.RUN_GROUPS, message=Bare)
def close(change: Change, member: Member, _message: Bare) -> None:
    """End the round and open its notes to everybody."""
    actions.close(change, member)


@command("groups.move", needs=Can.RUN_GROUPS, message=messages.MoveMember)
def move(change: Change, member: Member, message: messages.MoveMember) -> None:
    statement = select(Member).filter_by(room_id=change.room.id, number=message.member)
    moved = change.db.scalar(statement)
    if moved is None:
        raise Refused("unknown_member")
    places.move(change, member, moved, message.group)


@command("groups.tell", needs=Can.RUN_GROUPS, message=messages.TellGroups)
def tell(change: Change, member: Member, message: messages.TellGroups) -> None:
    actions.write_to(change, member, message)


@command("groups.answer", needs=Can.RUN_GROUPS, message=messages.NameGroup)
def answer(change: Change, member: Member, message: messages.NameGroup) -> None:
    """Tell the group that this host is coming; only one host can."""
    help_and_polls.answer(change, member, message.group)


@command("groups.helped", needs=Can.RUN_GROUPS, message=messages.NameGroup)
def end_call(change: Change, member: Member, message: messages.NameGroup) -> None:
    """End the group's call for help."""
    help_and_polls.end_call(change, member, message.group)


@command("group.join", needs=Can.WRITE_NOTES, message=Bare, limit=WRITING)
def join(change: Change, member: Member, _message: Bare) -> None:
    """Join a group as a latecomer; the server chooses it. Members of a group stay in theirs."""
    places.join(change, member)


@command(
    "group.write",
    needs=Can.WRITE_NOTES,
    message=messages.WriteNote,
    limit=NOTING,
    # Writing changes nothing that votes look up, so it keeps their cache and does not slow them.
    keeps_cache=True,
)
def write(change: Change, member: Person, message: messages.WriteNote) -> None:
    notes.write(change, member, message)


@command("group.restore", needs=Can.WRITE_NOTES, message=messages.NameBlock, limit=WRITING)
def restore(change: Change, member: Member, message: messages.NameBlock) -> None:
    notes.restore(change, member, message)


@command("group.help", needs=Can.WRITE_NOTES, message=messages.CallHelp, limit=WRITING)
def call(change: Change, member: Member, message: messages.CallHelp) -> None:
    help_and_polls.call(change, member, message.wanted)


@command("group.ask", needs=Can.WRITE_NOTES, message=messages.AskGroup, limit=WRITING)
def ask(change: Change, member: Member, message: messages.AskGroup) -> None:
    help_and_polls.ask(change, member, message)


@command("group.vote", needs=Can.WRITE_NOTES, message=messages.VoteInGroup, limit=VOTING)
def vote(change: Change, member: Member, message: messages.VoteInGroup) -> None:
    help_and_polls.vote(change, member, message)


@command("group.close_poll", needs=Can.WRITE_NOTES, message=messages.NameGroupPoll, limit=WRITING)
def close_poll(change: Change, member: Member, message: messages.NameGroupPoll) -> None:
    help_and_polls.close_poll(change, member, message.poll)


@part("groups")
def groups_part(db: Session, room: Room, reader: Reader) -> wire.GroupsView | None:
    """Return all groups to hosts; participants get the round, and later their own group."""
    is_host = reader.role in HOST_ROLES
    round_ = queries.latest_round(db, room, with_draft=is_host)
    if round_ is None:
        return None
    if is_host:
        return group_views.hosts_view(db, room, round_)
    return wire.GroupsView(round=wire.round_view(round_))


@own_part("groups")
def own_groups(
    db: Session, room: Room, member: Member, groups: dict[str, Any] | None
) -> dict[str, Any] | None:
    if groups is None or member.role in HOST_ROLES:
        return groups
    place = queries.place_in(db, room, member.id, groups["round"]["round"])
    group = None if place is None else place.group
    return {
        **groups,
        **msgspec.to_builtins(group_views.own_view(db, group, member.id, member.language)),
    }


# Two updates a second are enough to read along, and do not overload a slow link.
@topic(wire.ITEM, rest=0.5)
def items(
    db: Session, room: Room, keys: Collection[str]
) -> Sequence[Broadcast | AddressedBroadcast]:
    return group_views.item_broadcasts(db, room, keys)


@stage_kind("group_note")
def is_group(db: Session, room: Room, key: str) -> bool:
    """Return whether the key is the number of a group in the room's latest round."""
    round_ = queries.latest_round(db, room, with_draft=False)
    number = whole_number(key) if key.isascii() else None
    if round_ is None or number is None:
        return False
    return queries.find_group(db, round_, number) is not None
