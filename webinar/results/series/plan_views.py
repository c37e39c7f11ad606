"""The pages that change a planned session, call it off, duplicate it and repeat it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
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
from webinar.people.audit.actions import note
from webinar.results.series.templates import drop_template, keep_as_template
from webinar.room.engine.change import Change
from webinar.room.rooms import planning
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.actions import cancel, replan
from webinar.room.sessions.cards import card_of, own_room

bp = Blueprint("planning", __name__)


@bp.get("/desk/<code>/change")
@for_organisers
def change(code: str) -> ResponseReturnValue:
    return render_template("results/series/change.html", **_change_page(code))


@bp.post("/desk/<code>/change")
@for_organisers
def save(code: str) -> ResponseReturnValue:
    """Change the session: `title`, `date` and `time` (both or neither), `time_zone`, `minutes`."""
    form, by = request.form, this_user().id
    with services().db.read() as db:
        room = own_room(db, code)
        title = form.get("title", "").strip()
        # If the title was not edited, keep the module's, which people read in their own language.
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
        return refused_page("results/series/change.html", refusal, refused=refusal.code, **page)
    flash(_("Saved. Send the new time to those who were invited: they are not told by themselves."))
    return redirect(url_for("desk.plan", code=room.code), 303)


@bp.post("/desk/<code>/cancel")
@for_organisers
def call_off(code: str) -> ResponseReturnValue:
    """Call the session off. Nothing is deleted; visitors of its link read that it was cancelled."""
    by = this_user().id
    with services().db.read() as db:
        room = own_room(db, code)

    def work(change: Change) -> None:
        cancel(change)
        note(change.db, "session.cancelled", by, room_id=change.room.id)

    try:
        services().live.run(room.id, work)
    except Refused as refusal:
        return refused_page("results/series/change.html", refusal, **_change_page(code))
    flash(_("The session is cancelled. Everybody who opens its link is told."))
    return redirect(url_for("desk.plan", code=room.code), 303)


@bp.post("/desk/<code>/template")
@for_organisers
def choose_template(code: str) -> ResponseReturnValue:
    """Keep the session as a template; with the `act` `drop`, do so no longer."""
    user_id, is_dropping = this_user().id, request.form.get("act") == "drop"
    with services().db.read() as db:
        room_id = own_room(db, code).id

    def work(db: Session) -> None:
        act = drop_template if is_dropping else keep_as_template
        act(db, db.get_one(Room, room_id), db.get_one(User, user_id))

    services().db.write(work)
    if is_dropping:
        flash(_("No longer kept as a template."))
    else:
        flash(_('Kept as a template. You find it under "New session".'))
    return redirect(url_for("desk.plan", code=code) + "#series", 303)


@bp.get("/desk/<code>/template")
@bp.get("/desk/<code>/cancel")
@for_organisers
def back(code: str) -> ResponseReturnValue:
    """Redirect to the form, if the user switches the language on a form's answer."""
    return redirect(url_for("series.planning.change", code=code))


def form_values(room: Room) -> dict[str, str]:
    """Return the form's initial values."""
    local = zones.local_time(room.planned_at, room.time_zone) if room.planned_at else None
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
            "form": form or form_values(room),
            "zones": zone_choices(clock.now().date()),
        }
