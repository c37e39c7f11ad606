"""Prepares, starts and closes rounds of group work, and sends messages to groups.

No Flask, no Socket.IO, no commit.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from secrets import randbelow

from sqlalchemy import delete

from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.live.groups import announcements, messages, queries, wire
from webinar.live.groups.dealing import Candidate, deal
from webinar.live.groups.models import (
    Group,
    GroupMember,
    GroupMessage,
    GroupRound,
    RoundState,
    Split,
)
from webinar.room.cohorts.queries import units_of
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member

CLOSE = "groups.close"
ROUNDS_PER_ROOM = 50
# In characters.
MESSAGE_LENGTH = 500


def draft(change: Change, message: messages.DraftGroups) -> GroupRound:
    """Deal groups that only hosts see, in place of an earlier draft.

    Raises `Refused` with `groups_running`, `too_few_people` or `too_many_rounds`.
    """
    db, room = change.db, change.room
    round_ = queries.open_round(db, room)
    if round_ is not None and round_.state is RoundState.RUNNING:
        raise Refused("groups_running")
    people = queries.participants(db, room, also_away=message.everyone)
    if len(people) < 2:
        raise Refused("too_few_people")
    if round_ is not None:
        _delete_draft(change, round_)
    number = queries.next_number(db, room)
    if number > ROUNDS_PER_ROOM:
        raise Refused("too_many_rounds")
    round_ = GroupRound(
        room_id=room.id,
        number=number,
        state=RoundState.DRAFT,
        split=Split(message.split),
        size=message.size,
        seed=randbelow(2**31) if message.seed is None else message.seed,
        slide=room.slide,
    )
    db.add(round_)
    db.flush()
    _deal(change, round_, people)
    announcements.show_hosts(change, round_)
    return round_


def _deal(change: Change, round_: GroupRound, people: Iterable[queries.Person]) -> None:
    db = change.db
    units = units_of(db, change.room) if round_.split is Split.UNIT else {}
    candidates = [
        Candidate(person.id, person.language, units.get(person.id, "")) for person in people
    ]
    for place, ids in enumerate(deal(candidates, round_.split, round_.size, round_.seed), start=1):
        group = Group(round_id=round_.id, number=place)
        db.add(group)
        db.flush()
        for member_id in ids:
            db.add(GroupMember(round_id=round_.id, group_id=group.id, member_id=member_id))
    db.flush()


def discard(change: Change, _member: Member) -> None:
    """Delete the drafted round. Raises `Refused("no_draft")`."""
    _delete_draft(change, _find_draft(change))
    announcements.show_hosts(change, queries.latest_round(change.db, change.room, with_draft=True))


def start(change: Change, member: Member, minutes: int) -> None:
    """Start the drafted round for `minutes` minutes; groups without members are left out.

    Raises `Refused` with `no_draft` or `groups_empty`.
    """
    db = change.db
    round_ = _find_draft(change)
    groups = queries.groups_of(db, round_)
    people = queries.members_by_group(db, groups)
    groups_with_members = [group for group in groups if people[group.id]]
    if not groups_with_members:
        raise Refused("groups_empty")
    for group in groups:
        if not people[group.id]:
            # All members of this group have been removed from the session since the draft.
            db.execute(delete(GroupMember).filter_by(group_id=group.id))
            db.delete(group)
    db.flush()
    # Renumber in order, so that no two groups have the same number at any moment.
    for number, group in enumerate(groups_with_members, start=1):
        group.number = number
        db.flush()
    round_.state, round_.started_at, round_.slide = RoundState.RUNNING, change.at, change.room.slide
    _set_end(change, round_, minutes)
    change.record(
        "groups.started",
        member,
        round=round_.number,
        split=round_.split,
        groups=len(groups_with_members),
    )
    view = wire.GroupsView(round=wire.round_view(round_), mine=None, items=[])
    change.announce(wire.RoundChanged(set=view))
    for group in groups_with_members:
        announcements.show_members(change, group)
    announcements.show_hosts(change, round_)


def set_minutes(change: Change, member: Member, minutes: int) -> None:
    """Let the round end `minutes` minutes from now. Raises `Refused("groups_not_running")`."""
    round_ = queries.running_round(change.db, change.room)
    _set_end(change, round_, minutes)
    change.record("groups.timed", member, round=round_.number, minutes=minutes)
    change.announce(wire.RoundChanged(set=wire.GroupsView(round=wire.round_view(round_))))


def close(change: Change, member: Member | None) -> None:
    """End the round and open its notes to everybody. Raises `Refused("groups_not_running")`."""
    round_ = queries.running_round(change.db, change.room)
    round_.state, round_.closed_at = RoundState.CLOSED, change.at
    groups = queries.groups_of(change.db, round_)
    ids = [group.id for group in groups]
    for group in groups:
        group.help_at = group.helper_id = None
    polls = queries.polls_of(change.db, groups)
    for poll in polls.values():
        poll.is_open = False
    change.db.flush()
    change.unschedule(CLOSE, str(round_.number))
    change.record("groups.closed", member, round=round_.number, groups=len(ids))
    change.announce(wire.RoundChanged(set=wire.GroupsView(round=wire.round_view(round_))))
    for group in groups:
        change.stir(wire.ITEM, wire.group_key(group))


def write_to(change: Change, member: Member, message: messages.TellGroups) -> None:
    """Write a message to one group, or to all.

    Raises `Refused` with `groups_not_running`, `unknown_group` or `text_empty`.
    """
    round_ = queries.running_round(change.db, change.room)
    groups = queries.groups_of(change.db, round_)
    chosen = [group for group in groups if message.group in (0, group.number)]
    if not chosen:
        raise Refused("unknown_group")
    text = one_line(message.text, MESSAGE_LENGTH, "text_empty")
    for group in chosen:
        change.db.add(
            GroupMessage(
                group_id=group.id,
                member_id=member.id,
                text=text,
                language=message.language,
                sent_at=change.at,
            )
        )
        change.stir(wire.ITEM, wire.group_key(group))
    change.record("groups.told", member, round=round_.number, group=message.group or None)


def close_at_end(change: Change) -> None:
    """End the round with its session; delete a round that was only prepared."""
    round_ = queries.open_round(change.db, change.room)
    if round_ is not None and round_.state is RoundState.RUNNING:
        close(change, None)
    elif round_ is not None:
        _delete_draft(change, round_)


def close_when_due(change: Change, key: str) -> None:
    """Close the round of this number, if it is still running: its time is over."""
    round_ = queries.open_round(change.db, change.room)
    if round_ is None or str(round_.number) != key or round_.state is not RoundState.RUNNING:
        return
    close(change, None)


def _find_draft(change: Change) -> GroupRound:
    round_ = queries.open_round(change.db, change.room)
    if round_ is None or round_.state is not RoundState.DRAFT:
        raise Refused("no_draft")
    return round_


def _set_end(change: Change, round_: GroupRound, minutes: int) -> None:
    round_.closes_at = change.at + timedelta(minutes=minutes)
    change.schedule(round_.closes_at, CLOSE, str(round_.number))
    change.db.flush()


def _delete_draft(change: Change, round_: GroupRound) -> None:
    """Delete a draft completely: only hosts have seen it."""
    db = change.db
    db.execute(delete(GroupMember).filter_by(round_id=round_.id))
    db.execute(delete(Group).filter_by(round_id=round_.id))
    db.delete(round_)
    db.flush()
