"""The form for a course: reads an organiser's entries and fills them in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from webinar.kit import zones
from webinar.kit.errors import Refused
from webinar.kit.text import whole_number
from webinar.learn.courses.changing import TypedCourse
from webinar.learn.courses.models import Course
from webinar.people.accounts.models import User
from webinar.room.cohorts.queries import find_choosable
from webinar.room.rooms import planning

# A course may have opened long ago, so no time is too early.
_ANY_TIME = datetime(1970, 1, 2, tzinfo=UTC)


def typed_course(
    db: Session, owner: User, form: Mapping[str, str], chosen_id: int | None
) -> TypedCourse:
    """Read `title`, `cohort` (an id or empty), `guests` (`yes`), and the opening and closing times.

    `chosen_id` is the cohort that the course has now. Refused: `unknown_cohort`, `time_invalid`,
    `time_skipped`, `time_zone_unknown`.
    """
    return TypedCourse(
        title=form.get("title", ""),
        cohort_id=typed_cohort_id(db, owner, form.get("cohort", ""), chosen_id),
        takes_guests=form.get("guests") == "yes",
        opens_at=_instant(form, "opens"),
        closes_at=_instant(form, "closes"),
    )


def typed_cohort_id(
    db: Session, owner: User, typed: str, chosen_id: int | None = None
) -> int | None:
    """Return the id of the owner's cohort, or of the chosen one; None for an empty field.

    Refused: `unknown_cohort`.
    """
    if not typed:
        return None
    cohort = find_choosable(db, owner, whole_number(typed) or 0, chosen_id)
    if cohort is None:
        raise Refused("unknown_cohort")
    return cohort.id


def stored_fields(course: Course, zone: str) -> dict[str, Any]:
    """Return the form's fields as the course has them, in the organiser's time zone."""
    fields = {
        "title": course.title,
        "cohort": str(course.cohort_id or ""),
        "guests": "yes" if course.takes_guests else "",
        "time_zone": zone,
    }
    for name, at in (("opens", course.opens_at), ("closes", course.closes_at)):
        local = zones.local_time(at, zone) if at else None
        fields[f"{name}-date"] = local.date().isoformat() if local else ""
        fields[f"{name}-time"] = local.strftime("%H:%M") if local else ""
    return fields


def _instant(form: Mapping[str, str], name: str) -> datetime | None:
    """Read an instant. Without a time, opening is at the start of the day, closing at its end."""
    day, time = form.get(f"{name}-date", "").strip(), form.get(f"{name}-time", "").strip()
    if day and not time:
        time = "00:00" if name == "opens" else "23:59"
    return planning.planned_instant(day, time, form.get("time_zone", ""), _ANY_TIME)
