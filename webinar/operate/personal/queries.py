"""Finds the people whose data a user may see."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.permissions import Role
from webinar.room.cohorts.models import Match
from webinar.room.rooms.models import Member, Room


def guests_of(db: Session, room: Room) -> Sequence[Member]:
    """Return participants without an account who are not matched to a person of the roster."""
    guests = (
        select(Member)
        .outerjoin(Match, Match.member_id == Member.id)
        .where(
            Member.room_id == room.id,
            Member.user_id.is_(None),
            Member.role == Role.PARTICIPANT,
            Match.member_id.is_(None),
        )
    )
    return db.scalars(guests.order_by(Member.number)).all()
