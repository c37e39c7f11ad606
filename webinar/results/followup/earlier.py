"""Sessions that follow up the steps agreed in earlier sessions, and those earlier steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.actions import keep_edition
from webinar.content.lessons.model import Module
from webinar.people.accounts.models import User
from webinar.results.followup import queries, shown
from webinar.results.followup.models import FollowUp
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.actions import create_room

# Enough for a course of two years with a session every other month.
LONGEST_CHAIN = 12


def plan_next(
    db: Session,
    before: Room,
    owner: User,
    module: Module | None,
    title: str,
    *,
    planned_at: datetime | None,
    planned_minutes: int,
    time_zone: str,
) -> Room:
    """Plan a session that follows up `before`; it has the same edition if the module is gone.

    Raises `Refused("title_empty")`. It need not run in the queue of a room, because nobody is in
    the new session yet.
    """
    edition = before.edition if module is None else keep_edition(db, module)
    room = create_room(
        db,
        owner,
        edition,
        title,
        planned_at=planned_at,
        planned_minutes=planned_minutes,
        time_zone=time_zone,
    )
    db.add(FollowUp(room_id=room.id, follows_id=before.id))
    db.flush()
    return room


def before(db: Session, room: Room) -> list[Room]:
    """Return the chain of earlier sessions that this one follows up, the latest first."""
    found: list[Room] = []
    here: Room | None = room
    while here is not None and len(found) < LONGEST_CHAIN:
        rows = select(Room).join(FollowUp, FollowUp.follows_id == Room.id)
        here = db.scalar(rows.where(FollowUp.room_id == here.id))
        if here is not None:
            found.append(here)
    return found


def follows_another(db: Session, code: str) -> bool:
    """Return whether the session of this code follows up an earlier one."""
    rows = select(FollowUp.room_id).join(Room, FollowUp.room_id == Room.id)
    return db.scalar(rows.where(Room.code == code)) is not None


def after(db: Session, room: Room) -> Sequence[Room]:
    """Return the sessions that follow up this one."""
    rows = select(Room).join(FollowUp, FollowUp.room_id == Room.id)
    return db.scalars(rows.where(FollowUp.follows_id == room.id).order_by(Room.id)).all()


def agreed_before(db: Session, room: Room, language: str) -> list[dict[str, Any]]:
    """Return each earlier session with its steps as they are now, for all members of this one.

    Reports are left out, because they are meant for hosts and owners, except for what a blocked
    step needs.
    """
    found = []
    for one in before(db, room):
        steps = shown.steps_shown(db, one, queries.followed(db, one), language)
        for step in steps:
            # The meeting is meant to discuss the obstacles to steps.
            blocked = [told for told in step["reports"] if told["kind"] == "blocked"]
            is_blocked = step["state"] == "blocked" and blocked
            step["needs"] = blocked[-1]["note"] if is_blocked else ""
            del step["reports"], step["offered"], step["files"]
        held = one.started_at or one.planned_at
        found.append(
            {
                "code": one.code,
                "title": title_in(one, language),
                "day": "" if held is None else shown.local_day(held, one),
                "steps": steps,
            }
        )
    return found
