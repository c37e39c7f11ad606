"""Announcements of groups: to members their own group, to hosts all groups."""

from __future__ import annotations

from webinar.live.groups import group_views, queries, wire
from webinar.live.groups.models import Group, GroupRound
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member


def show_own(change: Change, group: Group, member: Member) -> None:
    """Send a member the view of their own group, with its note and polls so far."""
    change.db.flush()
    own = group_views.own_view(change.db, group, member.id, member.language)
    change.tell(member, wire.OwnGroup(set=own))


def show_members(change: Change, group: Group) -> None:
    for person in queries.members_by_group(change.db, [group])[group.id]:
        show_own(change, group, change.db.get_one(Member, person.id))


def show_hosts(change: Change, round_: GroupRound | None) -> None:
    change.db.flush()
    view = group_views.hosts_view(change.db, change.room, round_)
    change.announce(wire.AllGroups(set=view))
