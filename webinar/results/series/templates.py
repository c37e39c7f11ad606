"""Keeps a session as a template, from which new sessions are made. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webinar.kit import clock
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.people.ownership.queries import belongs_to
from webinar.room.rooms.models import Room


def keep_as_template(db: Session, room: Room, by: User) -> None:
    """List the session among its owners' templates. It changes nothing else about the session."""
    if room.template_at is None:
        room.template_at = clock.now()
        note(db, "session.kept_as_template", by.id, room_id=room.id)


def drop_template(db: Session, room: Room, by: User) -> None:
    """Undo `keep_as_template`."""
    if room.template_at is not None:
        room.template_at = None
        note(db, "session.template_dropped", by.id, room_id=room.id)


def templates_of(db: Session, user: User) -> Sequence[Room]:
    """Return the sessions that the user may use as templates, newest first, with their editions."""
    kept = select(Room).where(Room.template_at.is_not(None), belongs_to(Room, user))
    newest_first = kept.order_by(Room.template_at.desc(), Room.id.desc())
    return db.scalars(newest_first.options(joinedload(Room.edition))).all()
