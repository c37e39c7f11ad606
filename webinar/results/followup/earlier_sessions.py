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
from webinar.results.followup import display, queries
from webinar.results.followup.models import FollowUp
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.actions import create_room

# Enough for a course of two years with a session every other month.
LONGEST_CHAIN = 12


def plan_next(
    db: Session,
    earlier_room: Room,
    owner: User,
    module: Module | None,
    title: str,
    *,
    planned_at: datetime | None,
    planned_minutes: int,
    time_zone: str,
) -> Room:
    """Plan a session that follows up `earlier_room`; it has the same edition if the module is gone.

    Raises `Refused("title_empty")`. It need not run in the queue of a room, because nobody is in
    the new session yet.
    """
    edition = earlier_room.edition if module is None else keep_edition(db, module)
    room = create_room(
        db,
        owner,
        edition,
        title,
        planned_at=planned_at,
        planned_minutes=planned_minutes,
        time_zone=time_zone,
    )
    db.add(FollowUp(room_id=room.id, follows_id=earlier_room.id))
    db.flush()
    return room


def sessions_before(db: Session, room: Room) -> list[Room]:
    """Return the chain of earlier sessions that this one follows up, the latest first."""
    sessions: list[Room] = []
    current: Room | None = room
    while current is not None and len(sessions) < LONGEST_CHAIN:
        statement = select(Room).join(FollowUp, FollowUp.follows_id == Room.id)
        current = db.scalar(statement.where(FollowUp.room_id == current.id))
        if current is not None:
            sessions.append(current)
    return sessions


def follows_another(db: Session, code: str) -> bool:
    """Return whether the session of this code follows up an earlier one."""
    statement = select(FollowUp.room_id).join(Room, FollowUp.room_id == Room.id)
    return db.scalar(statement.where(Room.code == code)) is not None


def sessions_after(db: Session, room: Room) -> Sequence[Room]:
    """Return the sessions that follow up this one."""
    statement = select(Room).join(FollowUp, FollowUp.room_id == Room.id)
    return db.scalars(statement.where(FollowUp.follows_id == room.id).order_by(Room.id)).all()


def agreed_before(db: Session, room: Room, language: str) -> list[dict[str, Any]]:
    """Return each earlier session with its steps as they are now, for all members of this one.

    Reports are left out, because they are meant for hosts and owners, except for what a blocked
    step needs.
    """
    sessions = []
    for earlier_room in sessions_before(db, room):
        steps = display.step_views(
            db, earlier_room, queries.followed_steps(db, earlier_room), language
        )
        for step in steps:
            # The meeting is meant to discuss the obstacles to steps.
            blocked_reports = [report for report in step["reports"] if report["kind"] == "blocked"]
            is_blocked = step["state"] == "blocked" and blocked_reports
            step["needs"] = blocked_reports[-1]["note"] if is_blocked else ""
            del step["reports"], step["offered"], step["files"]
        held_at = earlier_room.started_at or earlier_room.planned_at
        sessions.append(
            {
                "code": earlier_room.code,
                "title": title_in(earlier_room, language),
                "day": "" if held_at is None else display.local_day(held_at, earlier_room),
                "steps": steps,
            }
        )
    return sessions
