"""Tells members which group is theirs, and hosts which groups there are."""

from __future__ import annotations

from webinar.live.groups import queries, shown, wire
from webinar.live.groups.models import Group, GroupRound
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member


def show_own(change: Change, group: Group, member: Member) -> None:
    """Tell a member which group is theirs, and what the group has so far."""
    change.db.flush()
    mine = shown.own_view(change.db, group, member.id, member.language)
    change.tell(member, wire.OwnGroup(set=mine))


def show_members(change: Change, group: Group) -> None:
    for person in queries.members_by_group(change.db, [group])[group.id]:
        show_own(change, group, change.db.get_one(Member, person.id))


def show_hosts(change: Change, round_: GroupRound | None) -> None:
    change.db.flush()
    view = shown.for_hosts(change.db, change.room, round_)
    change.announce(wire.AllGroups(set=view))
