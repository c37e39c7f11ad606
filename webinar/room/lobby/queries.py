"""Reads of the waiting people, in order, and of the expected names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from webinar.kit.permissions import Role
from webinar.room.cohorts.models import Match
from webinar.room.engine.models import Interval, Operation
from webinar.room.lobby.models import ExpectedName
from webinar.room.rooms.models import Member, Room, Seat

# The value of `turned_away` for participants whom `actions.clear` removed.
NEVER_HERE = "never_here"


def waiting_members(db: Session, room: Room) -> Sequence[Member]:
    """Return the waiting members, the earliest first, without those who were turned away."""
    return db.scalars(
        select(Member)
        .where(
            Member.room_id == room.id,
            Member.waits_since.is_not(None),
            Member.turned_away.is_(None),
            Member.removed_at.is_(None),
        )
        .order_by(Member.waits_since, Member.number)
    ).all()


def ahead_of(db: Session, room: Room, member: Member) -> int:
    """Count the members who came before this one and still wait."""
    earlier = or_(
        Member.waits_since < member.waits_since,
        (Member.waits_since == member.waits_since) & (Member.number < member.number),
    )
    return (
        db.scalar(
            select(func.count())
            .select_from(Member)
            .where(
                Member.room_id == room.id,
                Member.waits_since.is_not(None),
                Member.turned_away.is_(None),
                Member.removed_at.is_(None),
                earlier,
            )
        )
        or 0
    )


def removed_members(db: Session, room: Room) -> Sequence[Member]:
    """Return the removed participants, except those removed as `NEVER_HERE`."""
    return db.scalars(
        select(Member)
        .filter_by(room_id=room.id, role=Role.PARTICIPANT)
        .where(Member.removed_at.is_not(None), Member.turned_away.is_distinct_from(NEVER_HERE))
        .order_by(Member.number)
    ).all()


def never_here(db: Session, room: Room, joined_until: datetime) -> Sequence[int]:
    """Return the ids of participants from whose browsers nothing but the join was ever heard."""
    traces = (
        Interval.member_id == Member.id,
        Operation.member_id == Member.id,
        Match.member_id == Member.id,
    )
    return db.scalars(
        select(Member.id).where(
            Member.room_id == room.id,
            Member.role == Role.PARTICIPANT,
            Member.user_id.is_(None),
            Member.removed_at.is_(None),
            Member.joined_at <= joined_until,
            # The waiting page would have measured the link.
            Member.link.is_(None),
            exists().where(Seat.member_id == Member.id),
            *(~exists().where(trace) for trace in traces),
        )
    ).all()


def find_participant(db: Session, room: Room, number: int) -> Member | None:
    return db.scalar(
        select(Member).filter_by(room_id=room.id, number=number, role=Role.PARTICIPANT)
    )


def expected_names(db: Session, room: Room) -> Sequence[str]:
    """Return the names as they were typed, in alphabetical order."""
    return sorted(db.scalars(select(ExpectedName.name).filter_by(room_id=room.id)))


def expected_keys(db: Session, room: Room) -> frozenset[str]:
    return frozenset(db.scalars(select(ExpectedName.key).filter_by(room_id=room.id)))


def has_list(db: Session, room: Room) -> bool:
    return db.scalar(select(ExpectedName.key).filter_by(room_id=room.id).limit(1)) is not None
