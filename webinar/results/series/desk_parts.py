"""The part of a session's page from series: links for helpers."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.people.accounts.models import User
from webinar.results.series import helpers
from webinar.room.rooms.models import Room
from webinar.room.sessions import team


def linkable_context(db: Session, room: Room, user: User) -> dict[str, Any]:
    """Return `linkable_numbers`: the numbers of the helpers for whom this user may make a link."""
    return {"linkable_numbers": helpers.linkable_numbers(db, user, team.team_of(db, room))}
