"""Statements of a course or of a session as a file, for its organiser."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from urllib.parse import urlsplit

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.connect.xapi import event_collection
from webinar.connect.xapi.ledger import CurrentStatement
from webinar.connect.xapi.statement_file import current_statements, statements_file
from webinar.connect.xapi.statement_jobs import place_of
from webinar.connect.xapi.statements import Event, Place
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.files.downloads import file_names
from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course
from webinar.learn.courses.page import own_course
from webinar.learn.courses.queries import title_in
from webinar.live.presence.finality import is_final
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.delivery import Order, deliver
from webinar.people.audit.actions import note
from webinar.results.reports.session import NOT_FINAL
from webinar.room.rooms.models import Room
from webinar.room.sessions.agenda import find_own_room

bp = Blueprint("xapi", __name__)


@bp.get("/desk/courses/<int:course_id>/xapi")
@for_organisers
def course(course_id: int) -> ResponseReturnValue:
    """Explain statements, say whether they go to a record store, and offer the file."""
    with services().db.read() as db:
        return _page(own_course(db, course_id))


@bp.get("/desk/courses/<int:course_id>/xapi.json")
@for_organisers
def course_file(course_id: int) -> ResponseReturnValue:
    """Send the statements of a course; with `?names=yes` they hold names."""

    def find(db: Session) -> Order[tuple[CurrentStatement, ...]]:
        owned_course = own_course(db, course_id)
        read_events = partial(event_collection.everything_of_course, course=owned_course)
        title = title_in(owned_course, page_language())
        return _order(db, read_events, owned_course.code, title, course_id=owned_course.id)

    try:
        return deliver(find)
    except Refused as refusal:
        with services().db.read() as db:
            return _page(own_course(db, course_id), refusal.code), 422


@bp.get("/rooms/<code>/report/xapi.json")
@for_organisers
def session_file(code: str) -> ResponseReturnValue:
    """Send the statements of one session to its owner alone, who alone sees the roster, too."""

    def find(db: Session) -> Order[tuple[CurrentStatement, ...]]:
        room: Room | None = find_own_room(db, this_user(), read_code(code))
        if room is None:
            abort(404)
        read_events = partial(event_collection.everything_of_room, room=room)
        is_early = not is_final(room, clock.now())
        return _order(db, read_events, room.code, room.title, room_id=room.id, is_early=is_early)

    return deliver(find)


def _order(
    db: Session,
    read_events: Callable[[Session, Place], Iterable[Event]],
    code: str,
    title: str,
    *,
    room_id: int | None = None,
    course_id: int | None = None,
    is_early: bool = False,
) -> Order[tuple[CurrentStatement, ...]]:
    place = place_of(services().settings, names=request.args.get("names") == "yes")
    user_id = this_user().id
    return Order(
        names=file_names("statements", code, title, f".{NOT_FINAL}.json" if is_early else ".json"),
        media_type="application/json",
        subject=f"room:{room_id}" if room_id else f"course:{course_id}",
        file=f"xapi:{place.names}",
        read=lambda: current_statements(db, place, read_events(db, place)),
        write=lambda statements: statements_file(statements, place),
        note=lambda db, made, digest: note(
            db,
            "statements.taken",
            user_id,
            room_id=room_id,
            course=course_id,
            rows=made.rows,
            names=place.names,
            sha256=digest,
        ),
    )


def _page(shown_course: Course, refused: str = "") -> str:
    lrs = services().settings.lrs
    return render_template(
        "connect/xapi/page.html",
        course=shown_course,
        back=url_for("courses.show", course_id=shown_course.id),
        store="" if lrs is None else urlsplit(lrs.endpoint).hostname,
        sends_names=lrs is not None and lrs.names,
        refused=refused,
    )
