"""Reads the still pictures of a session."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.live.stills.models import Still
from webinar.live.stills.wire import StillView
from webinar.room.rooms.models import Member, Room


def still_views(db: Session, room: Room) -> dict[str, StillView]:
    """Return the pictures that are shown now, by kind."""
    rows = db.execute(
        select(Still, Member)
        .join(Member, Member.id == Still.member_id)
        .where(Still.room_id == room.id, Still.key.is_not(None))
        .order_by(Still.kind)
    )
    views = {still.kind: view_of(still, member) for still, member in rows}
    return {kind: view for kind, view in views.items() if view is not None}


def view_of(still: Still, member: Member) -> StillView | None:
    if still.key is None:
        return None
    return StillView(member.number, member.name, still.key, still.text, still.language)


def content_of(db: Session, key: str) -> bytes | None:
    """Return the picture with this key as WebP, or None if it is shown no longer."""
    return db.scalar(select(Still.content).filter_by(key=key))


def is_shown(db: Session, room: Room, kind: str, key: str) -> bool:
    """Whether the newest picture of this kind has this key."""
    return db.scalar(select(Still.kind).filter_by(room_id=room.id, kind=kind, key=key)) is not None
