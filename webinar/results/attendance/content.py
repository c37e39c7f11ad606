"""The register as plain values, which a version of a frozen report keeps. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.loop_turns import in_turns
from webinar.people.accounts.models import User
from webinar.results.attendance.models import Correction
from webinar.results.attendance.register import Attendee, Register
from webinar.room.rooms.models import Room


def content_of(room: Room, found: Register, authors: Mapping[int, str]) -> dict[str, Any]:
    """Return the register as plain values, to be frozen. `authors` maps ids of users to names."""
    return {
        "session": {
            "code": room.code,
            "title": room.title,
            "time_zone": room.time_zone,
            "planned_minutes": room.planned_minutes,
            "started_at": clock.iso(found.frame.begin),
            "ended_at": clock.iso(room.ended_at),
            "polls": found.frame.polls,
        },
        "rule": asdict(found.rule),
        "people": [_person(attendee, authors) for attendee in in_turns(found.attendees)],
    }


def authors_of(db: Session, found: Register) -> dict[int, str]:
    """Return the names of the users who made corrections, by id."""
    ids = {one.by_user_id for attendee in found.attendees for one in attendee.history}
    rows = db.execute(select(User.id, User.name).where(User.id.in_(ids))) if ids else ()
    return {user_id: name for user_id, name in rows}


def _person(one: Attendee, authors: Mapping[int, str]) -> dict[str, Any]:
    return {
        "key": one.page_key,
        "name": one.name,
        "rank": one.rank,
        "position": one.position,
        "unit": one.unit,
        "external_id": one.external_id,
        "members": list(one.members),
        "stretches": [
            [clock.iso(part.begin), clock.iso(part.end)] for part in one.measured.presence.stretches
        ],
        "gaps": [
            {
                "begin": clock.iso(gap.stretch.begin),
                "end": clock.iso(gap.stretch.end),
                "ending": gap.ending and gap.ending.value,
            }
            for gap in one.measured.gaps
        ],
        "measured_seconds": one.measured.presence.seconds,
        "measured_minutes": one.measured_minutes,
        "answered": one.measured.answered,
        "later_seconds": one.measured.later_seconds,
        "is_bridged": one.is_bridged,
        "hall": one.hall,
        "judged": {**asdict(one.judged), "status": one.judged.status.value},
        "status": one.status.value,
        "minutes": one.credited_minutes,
        "corrections": [_correction(said, authors) for said in one.history],
    }


def _correction(said: Correction, authors: Mapping[int, str]) -> dict[str, Any]:
    at: datetime = said.corrected_at
    return {
        "status": said.status and said.status.value,
        "minutes": said.minutes,
        "reason": said.reason,
        "by": authors.get(said.by_user_id, ""),
        "at": clock.iso(at),
    }
