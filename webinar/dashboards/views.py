"""The dashboard of a session and its report in PDF, for those who may read the session's report."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar import clock, concurrency, languages
from webinar.accounts.access import for_roles, signed_in_user, this_user
from webinar.accounts.models import UserRole
from webinar.audit.actions import note
from webinar.cohorts.queries import find_own_cohort, invitation_of
from webinar.dashboards import cohort_reading, cohort_sections, drawings
from webinar.dashboards import report as reports
from webinar.dashboards.reading import Overview, read
from webinar.dashboards.worded import dashboard
from webinar.handouts.press import CannotPrint
from webinar.i18n import page_language
from webinar.languages import LANGUAGES
from webinar.lessons.fallback import resolve
from webinar.reports.finding import find_reported, find_viewed
from webinar.rooms.models import Room, RoomState
from webinar.services import services
from webinar.tokens import read_code

bp = Blueprint("dashboards", __name__)


@bp.get("/rooms/<code>/dashboard")
def session(code: str) -> ResponseReturnValue:
    """As it ended, or as of now."""
    language = page_language()
    with services().db.read() as db:
        room = _room_or_404(find_viewed(db, read_code(code), signed_in_user()))
        overview, cohort_id = read(db, room, clock.now()), _own_cohort_of(db, room)
    sections = concurrency.offload(dashboard, overview, language)
    page = render_template(
        "dashboards/session.html",
        session=overview.session,
        title=resolve(overview.titles, language)[1],
        is_live=overview.session.state is RoomState.LIVE,
        as_of=overview.session.as_of.astimezone(overview.session.zone),
        sections=sections,
        cohort_id=cohort_id,
        may_download=this_user().role is not UserRole.VIEWER,
        document=LANGUAGES[language],
    )
    return unstored(Response(page))


@bp.get("/rooms/<code>/report.pdf")
def pdf(code: str) -> ResponseReturnValue:
    """In the language of `?language=`; with `?names=no` everybody has a number instead."""
    with services().db.read() as db:
        room = _room_or_404(find_reported(db, read_code(code), signed_in_user()))
        overview, language = read(db, room, clock.now()), _language()
    names = request.args.get("names") != "no"
    try:
        content = concurrency.offload(reports.write, overview, language, names=names)
    except CannotPrint as error:
        current_app.logger.error("the report of %s as PDF: %s", overview.session.code, error)
        told = _("The PDF cannot be made on this server now. Print the dashboard instead.")
        return render_template("errors/error.html", code=409, detail=told), 409
    _note(overview, content, language, names=names)
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = _attachment(overview, language, names=names)
    return unstored(response)


@bp.get("/desk/cohorts/<int:cohort_id>/dashboard")
@for_roles(UserRole.ADMIN, UserRole.ORGANISER)
def cohort(cohort_id: int) -> ResponseReturnValue:
    """All sessions of a cohort, or those of `?series=`; people in pages of 200 by `?page=`."""
    series = request.args.get("series", type=int)
    page = max(1, request.args.get("page", 1, type=int))
    with services().db.read() as db:
        found = find_own_cohort(db, this_user(), cohort_id)
        group = found and cohort_reading.read(db, found, series, page_language(), clock.now())
    if not group:
        abort(404)
    shown = concurrency.offload(cohort_sections.dashboard, group, page_language(), page)
    marks = {status: drawings.mark(status) for status in shown.statuses}
    response = render_template(
        "dashboards/cohort.html",
        group=group,
        shown=shown,
        page=page,
        marks=marks,
        document=LANGUAGES[page_language()],
    )
    return unstored(Response(response))


def _room_or_404(room: Room | None) -> Room:
    if room is None:
        abort(404)
    return room


def _own_cohort_of(db: Session, room: Room) -> int | None:
    """The cohort that the session is for, if its dashboard is this user's to see."""
    user, invited = this_user(), invitation_of(db, room)
    if invited is None or user.role not in (UserRole.ADMIN, UserRole.ORGANISER):
        return None
    found = find_own_cohort(db, user, invited.cohort_id)
    return None if found is None else found.id


def _note(overview: Overview, content: bytes, language: str, *, names: bool) -> None:
    user_id, code = this_user().id, overview.session.code
    detail: dict[str, Any] = {
        "what": "report",
        "format": "pdf",
        "language": language,
        "names": names,
        "sha256": hashlib.sha256(content).hexdigest(),
    }

    def work(db: Session) -> None:
        room_id = db.scalars(select(Room.id).filter_by(code=code)).one()
        note(db, "export.made", user_id, room_id=room_id, **detail)

    services().db.write(work)


def _language() -> str:
    return languages.known(request.args.get("language", "")) or page_language()


def _attachment(overview: Overview, language: str, *, names: bool) -> str:
    """A plain name for every program, and one with the title for those that can (RFC 6266)."""
    code = overview.session.code
    tag = f"{language}.pdf" if names else f"numbers.{language}.pdf"
    title = resolve(overview.titles, language)[1]
    kept = "".join(mark if mark.isalnum() else " " for mark in title)
    full = f"report {code} {' '.join(kept.split())[:60].strip()}.{tag}"
    plain = f"report-{code}.{tag}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(full, safe='')}"


def unstored(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
