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


def content_of(room: Room, register: Register, authors: Mapping[int, str]) -> dict[str, Any]:
    """Return the register as plain values, to be frozen. `authors` maps ids of users to names."""
    return {
        "session": {
            "code": room.code,
            "title": room.title,
            "time_zone": room.time_zone,
            "planned_minutes": room.planned_minutes,
            "started_at": clock.iso(register.frame.begin),
            "ended_at": clock.iso(room.ended_at),
            "polls": register.frame.polls,
        },
        "rule": asdict(register.rule),
        "people": [_person(attendee, authors) for attendee in in_turns(register.attendees)],
    }


def authors_of(db: Session, register: Register) -> dict[int, str]:
    """Return the names of the users who made corrections, by id."""
    ids = {
        correction.by_user_id for attendee in register.attendees for correction in attendee.history
    }
    rows = db.execute(select(User.id, User.name).where(User.id.in_(ids))) if ids else ()
    return {user_id: name for user_id, name in rows}


def _person(attendee: Attendee, authors: Mapping[int, str]) -> dict[str, Any]:
    return {
        "key": attendee.page_key,
        "name": attendee.name,
        "rank": attendee.rank,
        "position": attendee.position,
        "unit": attendee.unit,
        "external_id": attendee.external_id,
        "members": list(attendee.members),
        "stretches": [
            [clock.iso(stretch.begin), clock.iso(stretch.end)]
            for stretch in attendee.measured.presence.stretches
        ],
        "gaps": [
            {
                "begin": clock.iso(gap.stretch.begin),
                "end": clock.iso(gap.stretch.end),
                "ending": gap.ending and gap.ending.value,
            }
            for gap in attendee.measured.gaps
        ],
        "measured_seconds": attendee.measured.presence.seconds,
        "measured_minutes": attendee.measured_minutes,
        "answered": attendee.measured.answered,
        "later_seconds": attendee.measured.later_seconds,
        "is_bridged": attendee.is_bridged,
        "hall": attendee.hall,
        "judged": {**asdict(attendee.judged), "status": attendee.judged.status.value},
        "status": attendee.status.value,
        "minutes": attendee.credited_minutes,
        "corrections": [_correction(correction, authors) for correction in attendee.history],
    }


def _correction(correction: Correction, authors: Mapping[int, str]) -> dict[str, Any]:
    at: datetime = correction.corrected_at
    return {
        "status": correction.status and correction.status.value,
        "minutes": correction.minutes,
        "reason": correction.reason,
        "by": authors.get(correction.by_user_id, ""),
        "at": clock.iso(at),
    }
