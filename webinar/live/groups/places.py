"""Puts members into groups: a host moves them, or they join late.

No Flask, no Socket.IO, no commit.
"""

from __future__ import annotations

from collections import Counter

from sqlalchemy import insert

from webinar.kit.db import upsert
from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.live.groups import queries, wire
from webinar.live.groups.announcements import show_hosts, show_own
from webinar.live.groups.dealing import latecomer_group
from webinar.live.groups.models import GroupMember, RoundState
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member


def move(change: Change, member: Member, moved: Member, number: int) -> None:
    """Put a participant into a group, out of any other group of the round.

    Raises `Refused` with `no_groups`, `unknown_group` or `unknown_member`.
    """
    db = change.db
    round_ = queries.open_round(db, change.room)
    if round_ is None:
        raise Refused("no_groups")
    group = queries.find_group(db, round_, number)
    if group is None:
        raise Refused("unknown_group")
    is_absent = moved.removed_at is not None or moved.waits_since is not None
    if moved.role is not Role.PARTICIPANT or is_absent:
        raise Refused("unknown_member")
    old_group = queries.group_of_member(db, round_, moved.id)
    if old_group is not None and old_group.id == group.id:
        return
    row = {"round_id": round_.id, "member_id": moved.id, "group_id": group.id}
    upsert(db, GroupMember, [row], update=["group_id"])
    if round_.state is RoundState.RUNNING:
        change.record("groups.moved", member, round=round_.number, of=moved.number, group=number)
        show_own(change, group, moved)
        for changed_group in (old_group, group):
            if changed_group is not None:
                change.stir(wire.ITEM, wire.group_key(changed_group))
    show_hosts(change, round_)


def join(change: Change, member: Member) -> None:
    """Find a group for a latecomer; a member who has a group stays there.

    Raises `Refused("groups_not_running")`.
    """
    db = change.db
    round_ = queries.running_round(db, change.room)
    if queries.group_of_member(db, round_, member.id) is not None:
        return
    groups = {group.number: group for group in queries.groups_of(db, round_)}
    people = queries.members_by_group(db, groups.values())
    sizes = {number: len(people[group.id]) for number, group in groups.items()}
    speakers = Counter(
        number
        for number, group in groups.items()
        for person in people[group.id]
        if person.language == member.language
    )
    group = groups[latecomer_group(sizes, speakers)]
    db.execute(
        insert(GroupMember),
        [{"round_id": round_.id, "member_id": member.id, "group_id": group.id}],
    )
    change.record("groups.joined", member, round=round_.number, group=group.number)
    show_own(change, group, member)
    change.stir(wire.ITEM, wire.group_key(group))
    show_hosts(change, round_)
