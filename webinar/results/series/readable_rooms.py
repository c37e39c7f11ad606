"""The rooms whose results a user may read. Reads only."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.kit.permissions import Can, Role, can
from webinar.people.accounts.models import User, UserRole
from webinar.people.ownership.queries import owns
from webinar.results.series.queries import may_view
from webinar.room.rooms.models import Room
from webinar.room.rooms.queries import find_member_of_user, find_room


def find_report_room(db: Session, code: str, user: User | None) -> Room | None:
    """Return the room, if it exists and this user may read its report."""
    room = find_room(db, code)
    if room is None or user is None or user.role is UserRole.VIEWER:
        return None
    if owns(db, user, room):
        return room
    member = find_member_of_user(db, room, user.id)
    # Only owners and co-owners are hosts: this one was a co-owner.
    if member is None or member.role is Role.HOST:
        return None
    return room if can(member, Can.RUN_ROOM) else None


def find_viewable_room(db: Session, code: str, user: User | None) -> Room | None:
    """Return the room, if this user may read its report, or as a viewer only its results."""
    room = find_room(db, code)
    if room is not None and user is not None and may_view(db, user, room):
        return room
    return find_report_room(db, code, user)
