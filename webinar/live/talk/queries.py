"""Reads the participants who may speak. Grants are read through their room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webinar.kit.permissions import Role
from webinar.live.talk import wire
from webinar.live.talk.models import SpeakingGrant
from webinar.room.rooms.models import Member, Room


def grants_view(db: Session, room: Room) -> wire.GrantsView:
    rows = db.execute(
        select(SpeakingGrant, Member)
        .join(Member, Member.id == SpeakingGrant.member_id)
        .where(SpeakingGrant.room_id == room.id)
        .order_by(SpeakingGrant.id)
    )
    return wire.GrantsView(
        [
            wire.GrantView(member.number, member.name, grant.seconds, _iso(grant.ends_at))
            for grant, member in rows
        ]
    )


def own_view(grant: SpeakingGrant | None) -> wire.OwnGrant | None:
    return None if grant is None else wire.OwnGrant(_iso(grant.ends_at))


def grant_of(db: Session, member_id: int) -> SpeakingGrant | None:
    return db.scalar(_GRANT, {"member_id": member_id})


_GRANT = select(SpeakingGrant).where(SpeakingGrant.member_id == bindparam("member_id"))


def find_grant(db: Session, room: Room, number: int) -> SpeakingGrant | None:
    """Return the grant of the member with this number."""
    return db.scalar(
        select(SpeakingGrant)
        .join(Member, Member.id == SpeakingGrant.member_id)
        .where(SpeakingGrant.room_id == room.id, Member.number == number)
    )


def grants_in(db: Session, room: Room) -> Sequence[SpeakingGrant]:
    """Return all grants of the room, in order."""
    query = select(SpeakingGrant).filter_by(room_id=room.id).order_by(SpeakingGrant.id)
    return db.scalars(query).all()


def find_speaker(db: Session, room: Room, number: int) -> Member | None:
    """Return the participant with this number, who is in the session now."""
    return db.scalar(
        select(Member).filter_by(
            room_id=room.id,
            number=number,
            role=Role.PARTICIPANT,
            removed_at=None,
            waits_since=None,
        )
    )


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="milliseconds")
