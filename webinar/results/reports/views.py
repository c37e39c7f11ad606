"""The report of a session and its downloads, for its hosts and for administrators."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webinar.content.editions.content import module_of
from webinar.kit import clock
from webinar.kit.languages import DEFAULT
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.live.assessment import page as test_page
from webinar.live.assessment.results import results
from webinar.live.polls import results as poll_results
from webinar.live.slides.plan import plan_of
from webinar.people.accounts.access import this_user
from webinar.people.accounts.models import UserRole
from webinar.results.reports import delivering, downloads, exports, queries
from webinar.results.reports.caption_views import captioning
from webinar.results.reports.delivering import Name, owns, viewable_room_or_404
from webinar.results.reports.export_views import exporting
from webinar.results.reports.kinds import ExportOptions, Format, Kind
from webinar.results.reports.page import report_page
from webinar.results.reports.persons import persons
from webinar.results.reports.session import reported_session
from webinar.room.rooms.titles import title_in

bp = Blueprint("reports", __name__)
bp.register_blueprint(exporting)
bp.register_blueprint(captioning)


@bp.get("/rooms/<code>/report")
def report(code: str) -> ResponseReturnValue:
    """Show figures, attendance, polls and steps, as of the end of the session, or as of now."""
    with services().db.read() as db:
        room = viewable_room_or_404(db, code)
        session = reported_session(room, clock.now())
        page = report_page(
            replace(session, title=title_in(room, page_language())),
            persons(db, room, session),
            poll_results.of_room(db, room),
            queries.steps(db, room),
            plan_of(db, room, module_of(room.edition), page_language()),
            page_language(),
        )
        page["cohort"] = test_page.cohort(results(db, room), page_language())
        page["owns"] = owns(room)
        page["may_download"] = this_user().role is not UserRole.VIEWER
        page["separator"] = delivering.spreadsheet_separator()
    return render_template("results/reports/report.html", **page)


@bp.get(f"/rooms/<code>/report/<any({', '.join(Kind)}):kind>.<any({', '.join(Format)}):format>")
def download(code: str, kind: str, format: str) -> ResponseReturnValue:
    """Send a table. `?language=` is that of polls; some spreadsheets need `?separator=semicolon`.

    `?profile=` chooses the personal columns; the default is all that this user may have.
    """
    options = ExportOptions(Kind(kind), Format(format), DEFAULT)
    name = Name(options.kind.value, options.format.value)
    read = partial(downloads.read, kind=options.kind)
    return delivering.deliver(code, options, name, read, exports.write_table)
