"""Shared functions of roster pages: they find the user's cohort, and render pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.kit.days import day_in_words
from webinar.kit.errors import Refused
from webinar.kit.zones import local_time
from webinar.people.accounts.access import this_user
from webinar.people.accounts.refusals import status_of
from webinar.room.cohorts.models import Cohort
from webinar.room.cohorts.queries import find_own_cohort
from webinar.room.cohorts.words import refusal_text
from webinar.room.rooms.planning import DEFAULT_ZONE


def own_cohort(db: Session, cohort_id: int) -> Cohort:
    """Return the cohort if this user may change it, or answer 404."""
    cohort = find_own_cohort(db, this_user(), cohort_id)
    if cohort is None:
        abort(404)
    return cohort


def day(at: datetime) -> str:
    """Return the day of a past instant in the default time zone; the hour is not needed."""
    return day_in_words(local_time(at, DEFAULT_ZONE), "medium")


def page(template: str, refusal: Refused | None = None, **context: Any) -> ResponseReturnValue:
    words = None if refusal is None else refusal_text(refusal)
    return render_template(template, refusal=words, **context), status_of(refusal)
