"""The page of today: the next session with its preparations, and the work that waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import format_timedelta
from sqlalchemy.orm import Session

from webinar import features
from webinar.kit import clock
from webinar.kit.preparations import Errand, Preparation
from webinar.people.accounts.access import ORGANISERS
from webinar.people.accounts.models import User
from webinar.people.ownership.queries import owned_ids, owns
from webinar.room.rooms.models import Room
from webinar.room.sessions import agenda, team
from webinar.room.sessions.cards import card_of

# Further sessions and errands are on their own pages: this page is to be surveyed at one look.
SHOWN = 5


def today_page(db: Session, user: User) -> dict[str, Any]:
    """Return the values of the page of today."""
    found, roles = agenda.agenda_of(db, user), team.roles_of(db, user)
    own_ids = owned_ids(db, user, [*found.live, *found.planned, *found.finished])

    def cards(rooms: Sequence[Room]) -> list[dict[str, Any]]:
        return [
            card_of(room, user, roles.get(room.id), is_own=room.id in own_ids) for room in rooms
        ]

    coming = found.planned[0] if found.planned else None
    errands = _errands(db, user, found.finished)
    return {
        "coming": None if coming is None else cards([coming])[0],
        "in_how_long": "" if coming is None else _in_how_long(coming),
        "preparations": [] if coming is None else _preparations(db, user, coming),
        "errands": errands[:SHOWN],
        "sections": {
            "live": cards(found.live),
            "planned": cards(found.planned[1 : SHOWN + 1]),
            "finished": cards(found.finished[:SHOWN]),
        },
        "has_more": len(found.planned) > SHOWN + 1 or len(found.finished) > SHOWN,
    }


def _in_how_long(room: Room) -> str:
    """Return `in 3 days`, or `5 minutes ago` for a session that has not begun in time."""
    if room.planned_at is None:
        return ""
    return str(format_timedelta(room.planned_at - clock.now(), add_direction=True))


def _preparations(db: Session, user: User, room: Room) -> list[Preparation]:
    """Return how far the session is prepared; nothing for those who may not change it."""
    if user.role not in ORGANISERS or not owns(db, user, room):
        return []
    steps = features.collect(lambda feature: feature.preparations, db, room)
    return sorted(steps, key=lambda step: step.rank)


def _errands(db: Session, user: User, rooms: Sequence[Room]) -> list[Errand]:
    """Return the work that waits in these finished sessions; nothing for those who only help."""
    if user.role not in ORGANISERS:
        return []
    return features.collect(lambda feature: feature.errands, db, user, rooms)
