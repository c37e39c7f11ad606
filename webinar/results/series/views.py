"""The pages of series: the list, and each series with its sessions, its totals and its forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.text import whole_number
from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, for_readers, this_user
from webinar.people.accounts.models import User, UserRole
from webinar.people.accounts.refusals import refused_page
from webinar.people.ownership.queries import may_give_away, owned_ids, owns
from webinar.results.series import actions, queries
from webinar.results.series.calendar_views import bp as calendar
from webinar.results.series.helper_views import bp as helping
from webinar.results.series.models import Series
from webinar.results.series.plan_views import bp as planning
from webinar.results.series.repeat_views import bp as repeating
from webinar.results.series.totals import totals
from webinar.results.series.viewer_views import bp as viewing
from webinar.room.cohorts.models import Cohort
from webinar.room.cohorts.queries import choosable_cohorts, find_choosable, own_cohorts
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.agenda import find_own_room
from webinar.room.sessions.cards import card_of, own_room

bp = Blueprint("series", __name__)
for _part in (planning, repeating, calendar, helping, viewing):
    bp.register_blueprint(_part)


@bp.get("/desk/series")
@for_readers
def index() -> ResponseReturnValue:
    return render_template("results/series/index.html", **_index_page())


@bp.post("/desk/series")
@for_organisers
def create() -> ResponseReturnValue:
    """Create a series: `title`, and `cohort`, an id or empty."""
    form, user = request.form, this_user()

    def work(db: Session) -> int:
        owner = db.get_one(User, user.id)
        cohort = _cohort_typed(db, owner, form.get("cohort", ""))
        return actions.create_series(db, owner, form.get("title", ""), cohort).id

    try:
        series_id = services().db.write(work)
    except Refused as refusal:
        return refused_page("results/series/index.html", refusal, **_index_page(form=form))
    return redirect(url_for("series.show", series_id=series_id), 303)


@bp.get("/desk/series/<int:series_id>")
@for_readers
def show(series_id: int) -> ResponseReturnValue:
    return render_template("results/series/series.html", **_page(series_id))


@bp.post("/desk/series/<int:series_id>")
@for_organisers
def change(series_id: int) -> ResponseReturnValue:
    """Change the series: its `title` and `cohort`, or the place of one session.

    To change a place, one of `add`, `remove`, `earlier` and `later` is the session's code.
    """
    form, user = request.form, this_user()

    def work(db: Session) -> None:
        series, by = _own_series_or_404(db, user, series_id), db.get_one(User, user.id)
        for name, action in _session_changes().items():
            if name in form:
                action(db, series, form[name], by)
                return
        cohort = _cohort_typed(db, by, form.get("cohort", ""), series.cohort_id)
        actions.change_series(db, series, by, form.get("title", ""), cohort)

    try:
        services().db.write(work)
    except Refused as refusal:
        return refused_page("results/series/series.html", refusal, **_page(series_id))
    return redirect(url_for("series.show", series_id=series_id), 303)


@bp.post("/desk/series/<int:series_id>/delete")
@for_organisers
def remove(series_id: int) -> ResponseReturnValue:
    user = this_user()
    try:
        services().db.write(
            lambda db: actions.delete_series(
                db, _own_series_or_404(db, user, series_id), db.get_one(User, user.id)
            )
        )
    except Refused as refusal:
        return refused_page("results/series/series.html", refusal, **_page(series_id))
    flash(_("The series is dissolved. Its sessions stay."))
    return redirect(url_for("series.index"), 303)


@bp.get("/desk/series/<int:series_id>/delete")
@for_organisers
def back(series_id: int) -> ResponseReturnValue:
    """Redirect to the series, if the user switches the language on a form's answer."""
    return redirect(url_for("series.show", series_id=series_id))


@bp.app_template_global()
def series_of_session(code: str) -> Series | None:
    """Return the session's series, for the session's page, which only its organiser sees."""
    with services().db.read() as db:
        return queries.series_of(db, own_room(db, code))


def _session_changes() -> dict[str, Callable[[Session, Series, str, User], None]]:
    return {
        "add": lambda db, series, code, by: actions.add_session(
            db, series, _own_room(db, by, code), by
        ),
        "remove": lambda db, series, code, by: actions.take_out(
            db, series, _own_room(db, by, code).id, by
        ),
        "earlier": lambda db, series, code, by: actions.move(
            db, series, _own_room(db, by, code).id, is_earlier=True
        ),
        "later": lambda db, series, code, by: actions.move(
            db, series, _own_room(db, by, code).id, is_earlier=False
        ),
    }


def _own_room(db: Session, by: User, code: str) -> Room:
    room = find_own_room(db, by, read_code(code))
    if room is None:
        raise Refused("unknown_session")
    return room


def _own_series_or_404(db: Session, user: User, series_id: int) -> Series:
    series = queries.find_own_series(db, user, series_id)
    if series is None:
        abort(404)
    return series


def _cohort_typed(
    db: Session, user: User, typed: str, chosen_id: int | None = None
) -> Cohort | None:
    if not typed:
        return None
    cohort = find_choosable(db, user, whole_number(typed) or 0, chosen_id)
    if cohort is None:
        raise Refused("unknown_cohort")
    return cohort


def _index_page(**context: Any) -> dict[str, Any]:
    user = this_user()
    with services().db.read() as db:
        all_series = queries.own_series(db, user)
        owners = queries.owners_of(db, [listed.series for listed in all_series])
        cohorts = own_cohorts(db, user) if user.role is not UserRole.VIEWER else []
    return {
        "all_series": all_series,
        "owners": owners if user.role is UserRole.ADMIN else {},
        "cohorts": cohorts,
        "may_change": user.role is not UserRole.VIEWER,
        "form": {},
        **context,
    }


def _page(series_id: int) -> dict[str, Any]:
    user = this_user()
    with services().db.read() as db:
        series = queries.find_readable_series(db, user, series_id)
        if series is None:
            abort(404)
        may_change = user.role is not UserRole.VIEWER
        cohort = None if series.cohort_id is None else db.get(Cohort, series.cohort_id)
        rooms = [
            room
            for room in queries.sessions_of(db, series)
            if may_change or queries.may_view(db, user, room)
        ]
        own_ids = owned_ids(db, user, rooms)
        return {
            "series": series,
            "cohort": cohort,
            "cohorts": choosable_cohorts(db, user, series.cohort_id) if may_change else [],
            "has_cohort": cohort is not None and owns(db, user, cohort),
            "may_dissolve": may_give_away(user, series),
            "cards": [card_of(room, user, is_own=room.id in own_ids) for room in rooms],
            "loose": [
                (room.code, title_in(room, page_language()), card_of(room, user)["starts"])
                for room in (queries.loose_sessions(db, series, user) if may_change else [])
            ],
            "places": {room.code: number for number, room in enumerate(rooms, 1)},
            "totals": totals(db, series, rooms),
            "may_change": may_change,
        }
