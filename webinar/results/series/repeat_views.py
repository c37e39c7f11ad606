"""The page that duplicates a session, once or at regular intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from webinar.content.editions.actions import keep_edition
from webinar.content.lessons.model import Module
from webinar.kit import clock, zones
from webinar.kit.errors import Refused
from webinar.kit.numerals import digits
from webinar.kit.shown_times import shown_time
from webinar.kit.text import whole_number
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.kit.zone_words import zone_choices
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import refused_page
from webinar.results.series import actions, copying, queries
from webinar.results.series.numbered_titles import advanced_title, is_numbered
from webinar.results.series.plan_views import form_values
from webinar.results.series.repeating import Occurrence, occurrences_typed, times_typed
from webinar.results.series.words import frequency_words
from webinar.room.rooms import planning
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.cards import card_of, own_room

bp = Blueprint("repeating", __name__)


class _RepeatRequest(NamedTuple):
    """The form's values. `newest` is the module as it is now; `series` is an id, `new` or empty.

    `titles` has a title for each of the instants. With `same_people`, the cohort and the list of
    names are taken over.
    """

    room_id: int
    titles: Sequence[str]
    newest: Module | None
    series: str
    instants: Sequence[datetime | None]
    minutes: int
    zone: str
    same_people: bool


@bp.get("/desk/<code>/repeat")
@for_organisers
def repeat(code: str) -> ResponseReturnValue:
    return render_template("results/series/repeat.html", **_repeat_page(code))


@bp.post("/desk/<code>/repeat")
@for_organisers
def repeat_now(code: str) -> ResponseReturnValue:
    """Duplicate the session; with `show`, only show the dates.

    The form sends `every` and `times`, `date`, `time`, `time_zone`, `minutes`, `title`, `count_on`
    (`yes`), `edition` (`same` or `newest`), `people` (`same` or `none`) and `series` (an id, `new`
    or empty).
    """
    form, user = request.form, this_user()
    try:
        dates = _occurrences(form)
        minutes = planning.planned_minutes(form.get("minutes", ""))
        if "show" in form:
            return render_template("results/series/repeat.html", **_repeat_page(code, form, dates))
        repeat_request = _repeat_request(code, form, dates, minutes)
        codes = services().db.write(lambda db: _duplicate(db, repeat_request, user.id))
    except Refused as refusal:
        page = _repeat_page(code, form)
        return refused_page("results/series/repeat.html", refusal, refused=refusal.code, **page)
    count = len(codes)
    flash(digits(ngettext("%(num)d session is set up.", "%(num)d sessions are set up.", count)))
    if any(date.is_moved for date in dates):
        flash(_("Where the clocks skip this time, the session begins after the gap."))
    if count == 1:
        return redirect(url_for("desk.plan", code=codes[0]), 303)
    return redirect(url_for("desk.home"), 303)


def _occurrences(form: Mapping[str, str]) -> Sequence[Occurrence]:
    day, time = form.get("date", ""), form.get("time", "")
    zone, every = form.get("time_zone", ""), form.get("every", "")
    times = times_typed(form.get("times", "1")) if every else 1
    if times == 1:
        # A single duplicate may have no time, like a new session.
        instant = planning.planned_instant(day, time, zone, clock.now())
        return [] if instant is None else [Occurrence(instant)]
    return occurrences_typed(form, clock.now())


def _repeat_request(
    code: str, form: Mapping[str, str], dates: Sequence[Occurrence], minutes: int
) -> _RepeatRequest:
    with services().db.read() as db:
        room = own_room(db, code)
        title, edition = form.get("title", "").strip(), room.edition
        # If the title was not edited, keep the module's, which people read in their own language.
        title = room.title if title == title_in(room, page_language()) else title
    newest = None
    if form.get("edition") == "newest":
        newest = services().library.find(edition.module)
        if newest is None:
            raise Refused("unknown_module")
    # A single duplicate may have no time.
    instants: list[datetime | None] = [date.instant for date in dates] or [None]
    zone = form.get("time_zone", "")
    titles = _titles(title, form, len(instants))
    return _RepeatRequest(
        room.id,
        titles,
        newest,
        form.get("series", ""),
        instants,
        minutes,
        zone,
        form.get("people") != "none",
    )


def _titles(first: str, form: Mapping[str, str], count: int) -> list[str]:
    counts = form.get("count_on") == "yes"
    return [advanced_title(first, step) if counts else first for step in range(count)]


def _duplicate(db: Session, repeat_request: _RepeatRequest, user_id: int) -> list[str]:
    """Return the codes of the new sessions, or of the existing ones if the form came twice."""
    room, by = db.get_one(Room, repeat_request.room_id), db.get_one(User, user_id)
    if existing := copying.recent_duplicates(
        db, room, repeat_request.titles, repeat_request.instants
    ):
        return [room.code for room in existing]
    edition = (
        room.edition if repeat_request.newest is None else keep_edition(db, repeat_request.newest)
    )
    copies = [
        copying.duplicate(
            db,
            room,
            by,
            edition,
            title,
            instant,
            planned_minutes=repeat_request.minutes,
            time_zone=repeat_request.zone,
            same_people=repeat_request.same_people,
        )
        for title, instant in zip(repeat_request.titles, repeat_request.instants, strict=True)
    ]
    _add_to_series(db, room, by, repeat_request.series, copies)
    return [copy.code for copy in copies]


def _add_to_series(db: Session, room: Room, by: User, typed: str, copies: Sequence[Room]) -> None:
    if not typed:
        return
    if typed == "new":
        series = actions.begin_series(db, room, by)
    else:
        own_series = queries.find_own_series(db, by, whole_number(typed) or 0)
        if own_series is None:
            raise Refused("unknown_series")
        series = own_series
    for copy in copies:
        actions.add_session(db, series, copy, by)


def _next_day(room: Room) -> str:
    """Return the day some whole weeks after the session's that is the first to come."""
    if room.planned_at is None:
        return ""
    day = zones.local_time(room.planned_at, room.time_zone).date()
    today = zones.local_time(clock.now(), room.time_zone).date()
    weeks = max(0, (today - day).days // 7) + 1
    return (day + timedelta(weeks=weeks)).isoformat()


def _repeat_page(
    code: str, form: Mapping[str, str] | None = None, dates: Sequence[Occurrence] = ()
) -> dict[str, Any]:
    user = this_user()
    with services().db.read() as db:
        room = own_room(db, code)
        series = queries.series_of(db, room)
        typed = {"times": "4", "every": "", "edition": "same"} | form_values(room)
        typed["date"] = _next_day(room)
        in_library = services().library.find(room.edition.module) is not None
        if room.template_at is not None:
            # A template is used for other people, and it may be old.
            edition = "newest" if in_library else "same"
            typed |= {"people": "none", "edition": edition, "date": "", "time": "", "series": ""}
        typed["series"] = str(series.id) if series else ""
        if room.title == typed["title"] and is_numbered(room.title):
            typed |= {"title": advanced_title(room.title, 1), "count_on": "yes"}
        zone = (form or typed).get("time_zone", "")
        titles = _titles((form or typed).get("title", ""), form or typed, len(dates))
        return {
            "card": card_of(room, user),
            "form": form or typed,
            "frequency_words": frequency_words(),
            "all_series": queries.own_series(db, user),
            "expects_people": copying.expects_people(db, room),
            "in_library": in_library,
            "zones": zone_choices(clock.now().date()),
            "dates": [
                (title, shown_time(date.instant, zone, user.time_zone), date.is_moved)
                for title, date in zip(titles, dates, strict=True)
            ],
        }
