"""The report of a session and its downloads: for those who run it and for administrators."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar import clock, concurrency, languages
from webinar.accounts.access import signed_in_user, this_user
from webinar.accounts.models import UserRole
from webinar.assessment import page as test_page
from webinar.assessment.results import results
from webinar.attendance.queries import attendance
from webinar.attendance.register import register
from webinar.i18n import page_language
from webinar.reports import downloads, queries
from webinar.reports.csv_export import Separator
from webinar.reports.downloads import Format, Kind, Wanted
from webinar.reports.page import COMMA_IS_DECIMAL, report_page
from webinar.reports.session import ReportedSession, reported_session
from webinar.rooms.models import Room
from webinar.rooms.titles import title_in
from webinar.services import services
from webinar.slides.editions import module_of
from webinar.slides.plan import plan_of
from webinar.tokens import read_code

bp = Blueprint("reports", __name__)


@bp.get("/rooms/<code>/report")
def report(code: str) -> ResponseReturnValue:
    """Figures, attendance, polls and steps: as it ended, or as of now."""
    with services().db.read() as db:
        room = queries.find_viewed(db, read_code(code), signed_in_user())
        if room is None:
            abort(404)
        session = reported_session(room, clock.now())
        page = report_page(
            replace(session, title=title_in(room, page_language())),
            attendance(db, room, session.as_of),
            register(db, room, session.as_of),
            queries.poll_results(db, room),
            queries.steps(db, room),
            plan_of(db, room, module_of(room.edition), page_language()),
            page_language(),
        )
        page["cohort"] = test_page.cohort(results(db, room), page_language())
        page["owns"] = _owns(room)
        page["may_download"] = this_user().role is not UserRole.VIEWER
        page["separator"] = "semicolon" if page_language() in COMMA_IS_DECIMAL else None
    return _unstored(Response(render_template("reports/report.html", **page)))


@bp.get(f"/rooms/<code>/report/<any({', '.join(Kind)}):kind>.<any(csv, json):format>")
def download(code: str, kind: str, format: str) -> ResponseReturnValue:
    """`?language=` words the polls; `?separator=semicolon` is for spreadsheets that expect it."""
    wanted = Wanted(Kind(kind), Format(format), _language(), _separator())
    with services().db.read() as db:
        room = _room_or_404(db, code)
        if wanted.kind is Kind.TESTS:
            _check_may_see_each(room)
        session = reported_session(room, clock.now())
        records = downloads.read(db, room, session, wanted.kind)
    if wanted.kind is Kind.TESTS:
        _note_download(room)
    # Thousands of rows take a while: meanwhile the others go on.
    content = concurrency.offload(downloads.write, records, session, wanted)
    response = Response(content, mimetype=downloads.MIMETYPES[wanted.format])
    response.headers["Content-Disposition"] = _attachment(session, wanted)
    return _unstored(response)


def _room_or_404(db: Session, code: str) -> Room:
    room = queries.find_reported(db, read_code(code), signed_in_user())
    if room is None:
        abort(404)
    return room


def _check_may_see_each(room: Room) -> None:
    """Each person's tests are for the organiser of the session, not for all who run it."""
    if not _owns(room):
        abort(404)


def _owns(room: Room) -> bool:
    user = this_user()
    return user.id == room.owner_id or user.role is UserRole.ADMIN


def _note_download(room: Room) -> None:
    """Who has taken each person's answers home is written down."""
    user_id = this_user().id
    services().live.run(room.id, lambda change: change.record("report.tests", None, user=user_id))


def _language() -> str:
    return languages.known(request.args.get("language", "")) or languages.DEFAULT


def _separator() -> Separator:
    wants_semicolon = request.args.get("separator") == "semicolon"
    return Separator.SEMICOLON if wants_semicolon else Separator.COMMA


def _attachment(session: ReportedSession, wanted: Wanted) -> str:
    """A plain name for every program, and one with the title for those that can (RFC 6266)."""
    plain = f"{wanted.kind}-{session.code}.{wanted.format}"
    title = "".join(mark if mark.isalnum() else " " for mark in session.title)
    full = f"{wanted.kind} {session.code} {' '.join(title.split())[:60].strip()}.{wanted.format}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(full, safe='')}"


def _unstored(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
