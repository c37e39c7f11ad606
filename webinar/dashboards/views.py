"""The dashboard of a session: pictures that the server draws, for those who may read its report."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from webinar import clock, concurrency
from webinar.accounts.access import signed_in_user
from webinar.dashboards.reading import Overview, read
from webinar.dashboards.worded import dashboard
from webinar.i18n import page_language
from webinar.languages import LANGUAGES
from webinar.lessons.fallback import resolve
from webinar.reports.queries import find_reported
from webinar.rooms.models import RoomState
from webinar.services import services
from webinar.tokens import read_code

bp = Blueprint("dashboards", __name__)


@bp.get("/rooms/<code>/dashboard")
def session(code: str) -> ResponseReturnValue:
    """As it ended, or as of now."""
    overview, language = _read(code), page_language()
    sections = concurrency.offload(dashboard, overview, language)
    page = render_template(
        "dashboards/session.html",
        session=overview.session,
        title=resolve(overview.titles, language)[1],
        is_live=overview.session.state is RoomState.LIVE,
        as_of=overview.session.as_of.astimezone(overview.session.zone),
        sections=sections,
        document=LANGUAGES[language],
    )
    return unstored(Response(page))


def _read(code: str) -> Overview:
    with services().db.read() as db:
        room = find_reported(db, read_code(code), signed_in_user())
        if room is None:
            abort(404)
        return read(db, room, clock.now())


def unstored(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
