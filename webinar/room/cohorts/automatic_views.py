"""The switch for letters that the server sends by itself, and what it has sent and will send."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, this_user
from webinar.room.cohorts import automation, queries, session_reminders
from webinar.room.cohorts.forms import own_cohort
from webinar.room.cohorts.mailing import address_of, newest_dates
from webinar.room.cohorts.models import AutomaticLetters, Cohort
from webinar.room.cohorts.sessions import when
from webinar.room.rooms.models import Room, RoomState
from webinar.room.rooms.planning import DEFAULT_ZONE
from webinar.room.rooms.titles import title_in

automatic = Blueprint(
    "automatic", __name__, url_prefix="/desk/cohorts/<int:cohort_id>/automatic-letters"
)


@automatic.post("")
@for_organisers
def change(cohort_id: int) -> ResponseReturnValue:
    """Let the server send letters by itself (`allowed` is `yes`), or stop it."""
    user, is_allowed = this_user(), request.form.get("allowed") == "yes"

    with services().db.read() as db:
        newest = newest_dates(db, own_cohort(db, cohort_id))

    def work(db: Session) -> None:
        if is_allowed:
            automation.allow(db, user, cohort_id, newest)
        else:
            automation.stop(db, user, cohort_id)

    services().db.write(work)
    return redirect(url_for("cohorts.links.home", cohort_id=cohort_id) + "#automatic", 303)


class Planned(NamedTuple):
    """A session and its reminder: when it leaves and to how many people, or how many had it.

    `leaves` is empty if the time has passed.
    """

    code: str
    title: str
    leaves: str
    zone: str
    people: int
    sent: int
    failed: int


class News(NamedTuple):
    """When new dates leave by themselves, in words, and the place with that time."""

    time: str
    zone: str


def news_of(db: Session, cohort: Cohort) -> News | None:
    """Return when letters with new dates leave next, if the server may send them by itself."""
    row = automation.automatic_of(db, cohort)
    return None if row is None else _news(row, _rooms_to_come(db, cohort))


def status_of(db: Session, cohort: Cohort) -> dict[str, Any]:
    """Return what the server has sent by itself, and what it will send when."""
    row = automation.automatic_of(db, cohort)
    if row is None:
        return {"is_on": False}
    rooms = _rooms_to_come(db, cohort)
    links = queries.links_of(db, cohort)
    people = sum(
        bool(person.email and person.id in links and address_of(links[person.id]))
        for person in queries.people_of(db, cohort)
    )
    counts = session_reminders.counts(db, rooms, links.values())
    news = _news(row, rooms)
    return {
        "is_on": True,
        "news": news,
        "error": row.error,
        "retry": _in_words(row.next_at, news.zone) if row.error else "",
        "reminders": [_planned(room, people, counts[room.id]) for room in rooms],
    }


def _rooms_to_come(db: Session, cohort: Cohort) -> list[Room]:
    now = clock.now()
    return [
        room
        for room in queries.sessions_of(db, cohort)
        if room.state is RoomState.PLANNED and room.planned_at and room.planned_at > now
    ]


def _news(row: AutomaticLetters, rooms: Sequence[Room]) -> News:
    zone = rooms[0].time_zone if rooms else DEFAULT_ZONE
    return News(_in_words(max(row.dates_at + automation.SETTLING, row.next_at), zone), zone)


def _planned(room: Room, people: int, counted: tuple[int, int]) -> Planned:
    assert room.planned_at is not None  # noqa: S101  only sessions with a time are listed
    at = room.planned_at - session_reminders.AHEAD
    leaves = _in_words(at, room.time_zone) if at > clock.now() else ""
    title = title_in(room, page_language())
    return Planned(room.code, title, leaves, room.time_zone, people, *counted)


def _in_words(at: datetime, zone: str) -> str:
    return when(at, zone, page_language())
