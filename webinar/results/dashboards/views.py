"""The report of a session as a page and in PDF, and the dashboard of a cohort."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.content.handouts.press import CannotPrint
from webinar.kit import clock, concurrency
from webinar.kit.language_fallback import resolve
from webinar.kit.languages import LANGUAGES
from webinar.kit.text import whole_number
from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.delivery import Made
from webinar.people.accounts.models import UserRole
from webinar.results.dashboards import (
    assessment_blocks,
    cohort_reading,
    cohort_sections,
    drawings,
    report,
)
from webinar.results.dashboards.reading import Overview, read
from webinar.results.dashboards.sections import dashboard
from webinar.results.reports import delivering
from webinar.results.reports.about import Words
from webinar.results.reports.delivering import Name, owns, viewable_room_or_404
from webinar.results.reports.kinds import ExportOptions, Format, Kind
from webinar.results.reports.page import report_page
from webinar.results.reports.persons import persons_of
from webinar.results.reports.profiles import register_with
from webinar.results.reports.session import ReportedSession
from webinar.room.cohorts.queries import find_own_cohort, invitation_of
from webinar.room.rooms.models import Room

bp = Blueprint("dashboards", __name__)


@bp.get("/rooms/<code>/report")
def session(code: str) -> ResponseReturnValue:
    """Show figures, charts, people and steps as of the end of the session, or as of now."""
    language = page_language()
    with services().db.read() as db:
        room = viewable_room_or_404(db, code)
        overview, cohort_id = read(db, room, clock.now()), _own_cohort_id(db, room)
        people = persons_of(db, room, overview.register, overview.session)
        is_own = owns(room)
    sections = concurrency.offload(dashboard, overview, language)
    shown = replace(overview.session, title=resolve(overview.titles, language)[1])
    return render_template(
        "results/dashboards/session.html",
        **report_page(shown, people, overview.polls, overview.steps, language),
        sections=sections,
        gain=assessment_blocks.gain_figure(overview, language),
        cohort_id=cohort_id,
        owns=is_own,
        may_download=this_user().role is not UserRole.VIEWER,
        separator=delivering.spreadsheet_separator(),
        document=LANGUAGES[language],
    )


@bp.get("/rooms/<code>/dashboard")
def moved(code: str) -> ResponseReturnValue:
    """Lead to the report, of which the dashboard of a session has become a part."""
    with services().db.read() as db:
        viewable_room_or_404(db, code)
    return redirect(url_for("dashboards.session", code=code), 301)


@bp.get("/rooms/<code>/report.pdf")
def pdf(code: str) -> ResponseReturnValue:
    """Export the report like other exports, by `?language=` and `?profile=`.

    With `?names=no` people have numbers instead of names.
    """
    language = delivering.language_in_address(default=page_language())
    options = ExportOptions(Kind.ATTENDANCE, Format.CSV, language)
    try:
        return delivering.deliver(code, options, Name("report", "pdf", language), _read, _print)
    except CannotPrint as error:
        current_app.logger.error("the report of %s as PDF: %s", read_code(code), error)
        explanation = _(
            "The PDF cannot be made on this server now. Print the report's page instead."
        )
        return render_template("errors/error.html", code=409, detail=explanation), 409


def _read(db: Session, room: Room, session: ReportedSession) -> Overview:
    return read(db, room, session.as_of)


def _print(
    overview: Overview, _session: ReportedSession, options: ExportOptions, _words: Words
) -> Made:
    register = register_with(overview.register, options.profile.exported_fields)
    limited_overview, names = replace(overview, register=register), options.profile.has_names
    return Made(report.write(limited_overview, options.language, names=names), len(overview.people))


@bp.get("/desk/cohorts/<int:cohort_id>/dashboard")
@for_organisers
def cohort(cohort_id: int) -> ResponseReturnValue:
    """Show all sessions of a cohort, or those of `?series=`; a `?page=` lists 200 people."""
    series = request.args.get("series", type=int)
    page = whole_number(request.args.get("page", "")) or 1
    with services().db.read() as db:
        own_cohort = find_own_cohort(db, this_user(), cohort_id)
        group = own_cohort and cohort_reading.read(
            db, own_cohort, series, page_language(), clock.now()
        )
    if not group:
        abort(404)
    dashboard_page = concurrency.offload(cohort_sections.dashboard, group, page_language(), page)
    marks = {status: drawings.mark(status) for status in dashboard_page.statuses}
    return render_template(
        "results/dashboards/cohort.html",
        group=group,
        dashboard=dashboard_page,
        marks=marks,
        document=LANGUAGES[page_language()],
    )


def _own_cohort_id(db: Session, room: Room) -> int | None:
    """Return the id of the cohort invited to the session, if the user may see its dashboard."""
    user, invitation = this_user(), invitation_of(db, room)
    if invitation is None or user.role not in (UserRole.ADMIN, UserRole.ORGANISER):
        return None
    own_cohort = find_own_cohort(db, user, invitation.cohort_id)
    return None if own_cohort is None else own_cohort.id
