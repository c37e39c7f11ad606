"""Planning a follow-up session, and showing its members the steps that earlier sessions agreed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit import clock, zones
from webinar.kit.errors import Refused
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.kit.zone_words import zone_choices
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import refused_page
from webinar.results.followup import earlier_sessions, hosting, words
from webinar.room.rooms import planning
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.visitors import find_visitor, home_of

next_bp = Blueprint("next", __name__)


@next_bp.get("/rooms/<code>/follow/next")
@for_organisers
def plan(code: str) -> ResponseReturnValue:
    """Show the form in which the follow-up session is planned."""
    return render_template("results/followup/next.html", **_form(code))


@next_bp.post("/rooms/<code>/follow/next")
@for_organisers
def create(code: str) -> ResponseReturnValue:
    """Set up the follow-up session by `title`, `date`, `time`, `time_zone` and `minutes`."""
    page = _form(code)
    try:
        room = _create(code)
    except Refused as refusal:
        page["form"] = request.form
        return refused_page("results/followup/next.html", refusal, code=refusal.code, **page)
    return redirect(url_for("desk.plan", code=room.code), 303)


@next_bp.get("/rooms/<code>/earlier")
def agreed(code: str) -> ResponseReturnValue:
    """Show the members of this session the steps that earlier sessions agreed, and their states."""
    seat = find_visitor(code)
    if seat is None:
        return redirect(url_for("rooms.join", code=code), 303)
    with services().db.read() as db:
        room = db.get_one(Room, seat.room.id)
        sessions = earlier_sessions.agreed_before(db, room, page_language())
        title = title_in(room, page_language())
    return render_template(
        "results/followup/earlier.html",
        title=title,
        home=home_of(seat),
        sessions=sessions,
        states=words.state_words(),
    )


@next_bp.app_template_global()
def earlier_address(code: str) -> str:
    """Return the address of the earlier sessions' steps; empty if this session follows up none."""
    with services().db.read() as db:
        if not earlier_sessions.follows_another(db, code):
            return ""
    return url_for("followup.next.agreed", code=code)


@next_bp.app_template_global()
def agreed_before(code: str) -> list[dict[str, Any]]:
    """Return the earlier sessions' steps, for pages of this session's hosts."""
    with services().db.read() as db:
        room = hosting.room_or_404(db, code)
        return earlier_sessions.agreed_before(db, room, page_language())


@next_bp.app_template_global()
def state_words() -> dict[str, str]:
    return words.state_words()


def _create(code: str) -> Room:
    form, user_id = request.form, this_user().id
    zone = form.get("time_zone", planning.DEFAULT_ZONE)
    planned_at = planning.planned_instant(
        form.get("date", ""), form.get("time", ""), zone, clock.now()
    )
    minutes = planning.planned_minutes(form.get("minutes", ""))
    with services().db.read() as db:
        earlier_room = hosting.room_or_404(db, code)
        module = services().library.find(earlier_room.edition.module)

    def work(db: Session) -> Room:
        return earlier_sessions.plan_next(
            db,
            db.get_one(Room, earlier_room.id),
            db.get_one(User, user_id),
            module,
            form.get("title", ""),
            planned_at=planned_at,
            planned_minutes=minutes,
            time_zone=zone,
        )

    room: Room = services().db.write(work)
    return room


def _form(code: str) -> dict[str, Any]:
    with services().db.read() as db:
        room = hosting.room_or_404(db, code)
        title = title_in(room, page_language())
    today = zones.local_time(clock.now(), room.time_zone).date()
    return {
        "room": room,
        "before": title,
        "form": {
            "title": _("Follow-up: %(session)s", session=title)[:200],
            "minutes": room.planned_minutes,
            "time_zone": room.time_zone,
        },
        "zones": zone_choices(today),
        "today": today.isoformat(),
    }
