"""The cohort of a new session, chosen in the form that sets the session up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.text import whole_number
from webinar.people.accounts.models import User
from webinar.room.cohorts import inviting, queries
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Room


def cohorts_context(db: Session, user: User, _form: Mapping[str, str]) -> dict[str, Any]:
    """Return `cohorts`, which the user may invite, with the number of people in each by its id."""
    cohorts = queries.own_cohorts(db, user)
    return {"cohorts": cohorts, "cohort_sizes": queries.count_people(db, cohorts)}


def invite_typed_cohort(db: Session, room: Room, user: User, form: Mapping[str, str]) -> None:
    """Invite the cohort with the id in the field `cohort`, if any; guests may come, too.

    Refused: `unknown_cohort`.
    """
    typed = form.get("cohort", "")
    if not typed:
        return
    cohort_id = whole_number(typed)
    if cohort_id is None:
        raise Refused("unknown_cohort")
    change = Change(db, room, clock.now())
    inviting.invite(change, db.get_one(User, user.id), cohort_id, takes_guests=True)
