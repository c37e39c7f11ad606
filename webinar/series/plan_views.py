"""Pages on which a planned session is changed, called off, duplicated and repeated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from webinar import clock
from webinar.accounts.access import for_roles, this_user
from webinar.accounts.models import User, UserRole
from webinar.accounts.refusals import refused_page
from webinar.audit.actions import note
from webinar.errors import Refused
from webinar.i18n import page_language
from webinar.live.change import Change
from webinar.rooms import planning
from webinar.rooms.actions import cancel, replan
from webinar.rooms.cards import card_of, own_room
from webinar.rooms.models import Room
from webinar.rooms.times import shown_time
from webinar.rooms.titles import title_in
from webinar.series import actions, copying, queries
from webinar.series.repeating import Every, Occurrence, occurrences, times_typed
from webinar.series.words import every_words
from webinar.services import services
from webinar.slides.actions import keep_edition
from webinar.slides.models import Edition

bp = Blueprint("planning", __name__)

for_organisers = for_roles(UserRole.ADMIN, UserRole.ORGANISER)


@bp.get("/desk/<code>/change")
@for_organisers
def change(code: str) -> ResponseReturnValue:
    return render_template("series/change.html", **_change_page(code))


@bp.post("/desk/<code>/change")
@for_organisers
def save(code: str) -> ResponseReturnValue:
    """`title`, `date` and `time` (both or neither), `time_zone`, `minutes`."""
    form, by = request.form, this_user().id
    with services().db.read() as db:
        room = own_room(db, code)
        title = form.get("title", "").strip()
        # What was not touched stays the module's title, which each reads in their own language.
        title = room.title if title == title_in(room, page_language()) else title

    def work(change: Change) -> None:
        zone = form.get("time_zone", "")
        starts = planning.replanned_instant(
            form.get("date", ""),
            form.get("time", ""),
            zone,
            change.at,
            change.room.planned_at,
        )
        replan(
            change,
            title,
            planned_at=starts,
            planned_minutes=planning.planned_minutes(form.get("minutes", "")),
            time_zone=zone,
        )
        note(change.db, "session.changed", by, room_id=change.room.id)

    try:
        services().live.run(room.id, work)
    except Refused as refusal:
        page = _change_page(code, form)
        return refused_page("series/change.html", refusal, refused=refusal.code, **page)
    flash(_("Saved. Send the new time to those who were invited: they are not told by themselves."))
    return redirect(url_for("desk.plan", code=room.code), 303)


@bp.post("/desk/<code>/cancel")
@for_organisers
def call_off(code: str) -> ResponseReturnValue:
    """Nothing is deleted: the link says that the session was cancelled."""
    by = this_user().id
    with services().db.read() as db:
        room = own_room(db, code)

    def work(change: Change) -> None:
        cancel(change)
        note(change.db, "session.cancelled", by, room_id=change.room.id)

    try:
        services().live.run(room.id, work)
    except Refused as refusal:
        return refused_page("series/change.html", refusal, **_change_page(code))
    flash(_("The session is cancelled. Whoever opens its link reads that."))
    return redirect(url_for("desk.plan", code=room.code), 303)


@bp.get("/desk/<code>/cancel")
@for_organisers
def back(code: str) -> ResponseReturnValue:
    """Who switches the language on a form's answer gets the form."""
    return redirect(url_for("series.planning.change", code=code))


@bp.get("/desk/<code>/repeat")
@for_organisers
def repeat(code: str) -> ResponseReturnValue:
    return render_template("series/repeat.html", **_repeat_page(code))


@bp.post("/desk/<code>/repeat")
@for_organisers
def repeat_now(code: str) -> ResponseReturnValue:
    """`every` and `times`, `date`, `time`, `time_zone`, `minutes`, `title`, `edition` (`same` or
    `newest`), `series` (an id, `new` or empty). With `show` the dates are only shown.
    """
    form, user = request.form, this_user()
    try:
        wanted = _occurrences(form)
        minutes = planning.planned_minutes(form.get("minutes", ""))
        if "show" in form:
            return render_template("series/repeat.html", **_repeat_page(code, form, wanted))
        made = services().db.write(lambda db: _duplicate(db, code, user, form, wanted, minutes))
    except Refused as refusal:
        page = _repeat_page(code, form)
        return refused_page("series/repeat.html", refusal, refused=refusal.code, **page)
    count = len(made)
    flash(
        ngettext("%(num)d session is set up.", "%(num)d sessions are set up.", count).replace(
            "%(num)d", str(count)
        )
    )
    if any(one.is_moved for one in wanted):
        flash(_("Where the clocks skip this time, the session begins after the gap."))
    if count == 1:
        return redirect(url_for("desk.plan", code=made[0]), 303)
    return redirect(url_for("desk.home"), 303)


def _occurrences(form: Mapping[str, str]) -> Sequence[Occurrence]:
    day, time = form.get("date", ""), form.get("time", "")
    zone, every = form.get("time_zone", ""), form.get("every", "")
    times = times_typed(form.get("times", "1")) if every else 1
    if times == 1:
        # One alone may be without a time, as a new session may.
        instant = planning.planned_instant(day, time, zone, clock.now())
        return [] if instant is None else [Occurrence(instant)]
    if every not in list(Every):
        raise Refused("times_invalid")
    return occurrences(day, time, zone, Every(every), times, clock.now())


def _duplicate(
    db: Session,
    code: str,
    user: User,
    form: Mapping[str, str],
    wanted: Sequence[Occurrence],
    minutes: int,
) -> list[str]:
    """The codes of the new sessions."""
    room, by = own_room(db, code), db.get_one(User, user.id)
    # One alone may be without a time.
    instants: list[datetime | None] = [one.instant for one in wanted] or [None]
    edition, title = _edition(db, room, form), form.get("title", "")
    if title.strip() == title_in(room, page_language()):
        title = room.title
    rooms = [
        copying.duplicate(
            db,
            room,
            by,
            edition,
            title,
            instant,
            planned_minutes=minutes,
            time_zone=form.get("time_zone", ""),
        )
        for instant in instants
    ]
    _into_series(db, room, by, form.get("series", ""), rooms)
    return [one.code for one in rooms]


def _edition(db: Session, room: Room, form: Mapping[str, str]) -> Edition:
    if form.get("edition") != "newest":
        return room.edition
    module = services().library.find(room.edition.module)
    if module is None:
        raise Refused("unknown_module")
    return keep_edition(db, module)


def _into_series(db: Session, room: Room, by: User, asked: str, rooms: Sequence[Room]) -> None:
    if not asked:
        return
    if asked == "new":
        owner = db.get_one(User, room.owner_id)
        series = actions.create_series(db, owner, room.title)
        if queries.series_of(db, room) is None:
            actions.add_session(db, series, room, by)
    else:
        number = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
        found = queries.find_own_series(db, by, number)
        if found is None:
            raise Refused("unknown_series")
        series = found
    for one in rooms:
        actions.add_session(db, series, one, by)


def _typed(room: Room) -> dict[str, str]:
    """What the form has in it before somebody types."""
    local = planning.local_time(room.planned_at, room.time_zone) if room.planned_at else None
    return {
        "title": title_in(room, page_language()),
        "date": local.date().isoformat() if local else "",
        "time": local.strftime("%H:%M") if local else "",
        "time_zone": room.time_zone,
        "minutes": str(room.planned_minutes),
    }


def _change_page(code: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
    with services().db.read() as db:
        room = own_room(db, code)
        return {
            "card": card_of(room, this_user()),
            "form": form or _typed(room),
            "zones": planning.zones_by_region(clock.now().date()),
        }


def _repeat_page(
    code: str, form: Mapping[str, str] | None = None, wanted: Sequence[Occurrence] = ()
) -> dict[str, Any]:
    user = this_user()
    with services().db.read() as db:
        room = own_room(db, code)
        series = queries.series_of(db, room)
        typed = {"times": "4", "every": "", "edition": "same"} | _typed(room)
        typed["series"] = str(series.id) if series else ""
        zone = (form or typed).get("time_zone", "")
        return {
            "card": card_of(room, user),
            "form": form or typed,
            "every_words": every_words(),
            "all_series": queries.own_series(db, user),
            "in_library": services().library.find(room.edition.module) is not None,
            "zones": planning.zones_by_region(clock.now().date()),
            "dates": [
                (shown_time(one.instant, zone, user.time_zone), one.is_moved) for one in wanted
            ],
        }
