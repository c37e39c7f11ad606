"""The desk: a user's running, coming and past sessions, and setting up a session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from webinar import features
from webinar.content.editions.actions import keep_edition
from webinar.content.lessons.model import Module
from webinar.kit import clock, zones
from webinar.kit.errors import Refused
from webinar.kit.language_fallback import resolve
from webinar.kit.numerals import digits
from webinar.kit.text import whole_number
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.kit.zone_words import zone_choices
from webinar.live.steps.actions import choose_terms, set_terms
from webinar.people.accounts.access import ORGANISERS, for_organisers, for_users, this_user
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import refused_page
from webinar.results.desk import terms as terms_form
from webinar.results.desk.plan_page import plan_page
from webinar.results.desk.today import today_page
from webinar.room.engine.change import Change
from webinar.room.rooms import planning
from webinar.room.rooms.models import Room, RoomState
from webinar.room.sessions import team
from webinar.room.sessions.actions import create_room
from webinar.room.sessions.cards import own_room

bp = Blueprint("desk", __name__)


@bp.get("/desk")
@for_users
def home() -> ResponseReturnValue:
    user = this_user()
    with services().db.read() as db:
        page = today_page(db, user)
    return render_template(
        "results/desk/desk.html",
        user=user,
        may_create=user.role in ORGANISERS,
        programmes=_programmes(),
        **page,
    )


@bp.get("/desk/new")
@for_organisers
def new() -> ResponseReturnValue:
    return render_template("results/desk/new.html", **_new_page(request.args))


@bp.post("/desk/new")
@for_organisers
def create() -> ResponseReturnValue:
    try:
        room = _create(this_user(), request.form)
    except Refused as refusal:
        return refused_page(
            "results/desk/new.html", refusal, code=refusal.code, **_new_page(request.form)
        )
    if request.form.get("every"):
        count = whole_number(request.form.get("times", "")) or 1
        flash(digits(ngettext("%(num)d session is set up.", "%(num)d sessions are set up.", count)))
    return redirect(url_for("desk.plan", code=room.code), 303)


@bp.get("/desk/<code>")
@for_organisers
def plan(code: str) -> ResponseReturnValue:
    return render_template("results/desk/plan.html", **plan_page(code))


@bp.post("/desk/<code>")
@for_organisers
def change_team(code: str) -> ResponseReturnValue:
    """Give a `task` to a user or a member, or remove a member from the team.

    `appoint` is the user's id; `entrust` and `dismiss` are the member's number.
    """
    with services().db.read() as db:
        room = own_room(db, code)
    appointed, entrusted, dismissed = (
        whole_number(request.form.get(name, "")) for name in ("appoint", "entrust", "dismiss")
    )
    task = request.form.get("task", "presenter")
    live = services().live
    try:
        if appointed is not None:
            user = this_user()
            live.run(room.id, lambda change: team.appoint_known(change, user, appointed, task))
        elif entrusted is not None:
            live.run(room.id, lambda change: team.entrust(change, entrusted, task))
        elif dismissed is not None:
            member = live.run(room.id, lambda change: team.dismiss(change, dismissed))
            live.close_member(member.id)
    except Refused as refusal:
        return refused_page("results/desk/plan.html", refusal, **plan_page(code))
    return redirect(url_for("desk.plan", code=room.code), 303)


@bp.post("/desk/<code>/terms")
@for_organisers
def save_terms(code: str) -> ResponseReturnValue:
    """Save `rule`, `quorum` in percent, and `shares_reasons`, which is `true` or `false`."""
    with services().db.read() as db:
        room = own_room(db, code)
    form = request.form

    def work(change: Change) -> None:
        if change.room.state is not RoomState.PLANNED:
            raise Refused("room_already_started")
        choose_terms(change, None, terms_form.terms_typed(form))

    try:
        services().live.run(room.id, work)
    except Refused as refusal:
        return refused_page("results/desk/plan.html", refusal, **plan_page(code, form))
    flash(_("Saved"), "terms")
    return redirect(url_for("desk.plan", code=room.code) + "#terms", 303)


def _create(user: User, form: Mapping[str, str]) -> Room:
    module = services().library.find(form.get("module", ""))
    if module is None:
        raise Refused("unknown_module")
    zone = form.get("time_zone", planning.DEFAULT_ZONE)
    title = form.get("title", "").strip() or _title(module)
    planned_at = planning.planned_instant(
        form.get("date", ""), form.get("time", ""), zone, clock.now()
    )
    # The desk's one-click form sends neither a time nor a length, so use the usual length.
    usual_minutes = planning.usual_minutes(module.minutes)
    minutes = planning.planned_minutes(form.get("minutes", ""), usual_minutes)

    terms = terms_form.terms_typed(form)

    def work(db: Session) -> Room:
        room = create_room(
            db,
            db.get_one(User, user.id),
            keep_edition(db, module),
            title,
            planned_at=planned_at,
            planned_minutes=minutes,
            time_zone=zone,
        )
        set_terms(db, room, terms)
        features.call(lambda feature: feature.after_made, db, room, user, form)
        return room

    return services().db.write(work)


def _new_page(form: Mapping[str, str]) -> dict[str, Any]:
    library = services().library
    with services().db.read() as db:
        extra_values = features.gather(lambda feature: feature.new_page, db, this_user(), form)
    zone = this_user().time_zone or planning.DEFAULT_ZONE
    return {
        "form": form,
        "programmes": _titles(library.programmes),
        "modules": _titles(library.modules),
        "minutes": {
            name: planning.usual_minutes(module.minutes)
            for name, module in {**library.modules, **library.programmes}.items()
        },
        "zones": zone_choices(clock.now().date()),
        "default_zone": zone,
        "terms": terms_form.typed_values(form),
        "today": zones.local_time(clock.now(), zone).date().isoformat(),
        **extra_values,
    }


def _titles(modules: Mapping[str, Module]) -> list[tuple[str, str]]:
    """Return the names and titles of the modules, in the order of the titles."""
    titles = [(name, _title(module)) for name, module in modules.items()]
    return sorted(titles, key=lambda entry: entry[1])


def _programmes() -> list[dict[str, Any]]:
    """Return the programmes that can be set up in one click, each with its parts and length."""
    return [
        {
            "name": name,
            "title": _title(programme),
            "minutes": programme.minutes,
            "parts": [
                (resolve(part.title, page_language())[1], part.minutes) for part in programme.parts
            ],
        }
        for name, programme in services().library.programmes.items()
    ]


def _title(module: Module) -> str:
    return resolve(module.title, page_language())[1]


# Import these modules so that they add their routes to the blueprint above.
from webinar.results.desk import audit_log, sessions_page  # noqa: E402, F401
