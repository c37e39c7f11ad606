"""The attendance of a session on the desk: its hosts may read it, its organiser may change it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.files.downloads import attached
from webinar.kit.numerals import digits
from webinar.kit.shown_times import place_of
from webinar.kit.text import whole_number
from webinar.kit.tokens import read_code
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, for_users, this_user
from webinar.people.accounts.refusals import status_of
from webinar.people.audit.actions import note
from webinar.results.attendance import freezing, ruling
from webinar.results.attendance.models import FrozenReport
from webinar.results.attendance.register import register, rule_of
from webinar.results.attendance.rules import Rule
from webinar.results.attendance.words import refusal_text
from webinar.results.registers import contexts, frozen_page, page
from webinar.results.reports.delivering import fields_of, owns
from webinar.results.reports.session import reported_session
from webinar.room.rooms.models import Room
from webinar.room.sessions.agenda import find_own_room

bp = Blueprint("attendance", __name__, url_prefix="/desk/<code>/attendance")
bp.add_app_template_global(place_of)


@bp.get("")
@for_users
def home(code: str) -> ResponseReturnValue:
    """Show the register. Takes `?find=`, `?status=`, `?unit=`, `?page=` and `?sort=`.

    `sort` is `name`, `status`, `unit` or `minutes`.
    """
    return _page("results/attendance/register.html", contexts.register_context(code))


@bp.post("/rule")
@for_organisers
def set_rule(code: str) -> ResponseReturnValue:
    """Set the rule: `percent`, `polls`, `late_minutes`, `early_minutes`, `counts_later`.

    `from` is `plan` if the form is on the session's page.
    """
    room, user_id = _own_room(code), this_user().id
    try:
        rule = ruling.rule_typed(request.form)
        services().db.write(lambda db: ruling.set_rule(db, room, rule, user_id))
    except Refused as refusal:
        return _refused(
            "results/attendance/register.html",
            refusal,
            contexts.register_context(code),
            request.form,
        )
    is_plan = request.form.get("from") == "plan"
    flash(_("Saved"), "attendance" if is_plan else "rule")
    if is_plan:
        return redirect(url_for("desk.plan", code=room.code) + "#attendance", 303)
    return redirect(url_for("attendance.home", code=room.code) + "#rule", 303)


@bp.get("/people/<key>")
@for_users
def person(code: str, key: str) -> ResponseReturnValue:
    return _page("results/attendance/person.html", contexts.person_context(code, key))


@bp.post("/people/<key>")
@for_organisers
def correct(code: str, key: str) -> ResponseReturnValue:
    """Correct a person: `status`, `minutes` and `reason`; or `take_back` (`true`) and `reason`."""
    room, user_id, form = _own_room(code), this_user().id, request.form.to_dict()
    with services().db.read() as db:
        session_register = register(db, db.merge(room, load=False))
    try:
        attendee = ruling.find_attendee(session_register, key)
        services().db.write(lambda db: ruling.correct(db, room, attendee, form, user_id) and None)
    except Refused as refusal:
        return _refused(
            "results/attendance/person.html", refusal, contexts.person_context(code, key), form
        )
    flash(_("Saved"), "good")
    return redirect(url_for("attendance.person", code=room.code, key=attendee.page_key), 303)


@bp.post("/people")
@for_organisers
def correct_people(code: str) -> ResponseReturnValue:
    """Correct several people alike: each `person`, or with `all` (`true`) each `shown`, is a key.

    The other fields are those of `correct`. The query chooses the part of the register to return
    to, as on its page.
    """
    room, user_id, form = _own_room(code), this_user().id, request.form.to_dict()
    keys = request.form.getlist("shown" if form.get("all") == "true" else "person")
    with services().db.read() as db:
        session_register = register(db, db.merge(room, load=False))
    try:
        attendees = ruling.find_attendees(session_register, keys)
        count = services().db.write(
            lambda db: ruling.correct_many(db, room, attendees, form, user_id)
        )
    except Refused as refusal:
        chosen = {"chosen": keys, "bulk": form}
        return _refused(
            "results/attendance/register.html",
            refusal,
            contexts.register_context(code) | chosen,
            {},
        )
    if form.get("take_back") == "true":
        done = ngettext("%(num)d correction taken back.", "%(num)d corrections taken back.", count)
    else:
        done = ngettext("%(num)d person corrected.", "%(num)d people corrected.", count)
        if not any(attendee.history for attendee in attendees):
            flash(" ".join(attendee.page_key for attendee in attendees), "people-undo")
    flash(digits(done), "people")
    wish = page.Wish.read(request.args).query()
    return redirect(url_for("attendance.home", code=room.code, **wish) + "#people", 303)


@bp.post("/freeze")
@for_organisers
def freeze(code: str) -> ResponseReturnValue:
    """Freeze a version. The form sends `reason`, and `before`, the latest on the page (0: none)."""
    room, user = _own_room(code), this_user()
    version_typed, reason = request.form.get("before", ""), request.form.get("reason", "")
    seen_version, read_at = whole_number(version_typed), clock.now()
    with services().db.read() as db:
        content = contexts.content_to_freeze(
            db, room := db.merge(room, load=False), register(db, room)
        )

    def work(db: Session) -> None:
        freezing.freeze(
            db, room, content, user, previous_version=seen_version, reason=reason, read_at=read_at
        )

    try:
        services().db.write(work)
    except Refused as refusal:
        return _refused(
            "results/attendance/register.html",
            refusal,
            contexts.register_context(code),
            request.form,
        )
    message = _("Version %(number)s is frozen.", number=(seen_version or 0) + 1)
    flash(digits(message), "frozen")
    return redirect(url_for("attendance.home", code=room.code) + "#frozen", 303)


@bp.get("/versions/<int:version>")
@for_users
def frozen(code: str, version: int) -> ResponseReturnValue:
    """Show a frozen version as a page to print, made only from the frozen content."""
    with services().db.read() as db:
        room, row = _version_or_404(db, code, version)
        content = freezing.read(row.content) or abort(404)
        session, number = reported_session(room, clock.now()), page.Wish.read(request.args).page
        page_content = frozen_page.version_page(row, content, session, number, fields_of(room))
        return _page("results/attendance/frozen.html", page_content | contexts.edit_rights(room))


@bp.get("/versions/<int:version>.json")
@for_users
def frozen_file(code: str, version: int) -> ResponseReturnValue:
    """Send exactly the bytes that were hashed, to the owner only: they contain the whole roster.

    The audit log records the download.
    """
    with services().db.read() as db:
        room, row = _version_or_404(db, code, version)
        if not owns(room):
            abort(404)
        content, hash_ = row.content, row.hash
    user_id, room_id = this_user().id, room.id
    detail: dict[str, Any] = {"what": "frozen_attendance", "version": version, "hash": hash_}
    services().db.write(
        lambda db: note(db, "export.made", user_id, room_id=room_id, **detail) and None
    )
    return attached(content, "application/json", f"attendance-{room.code}-v{version}.json")


@bp.get("/verify")
@for_users
def verify(code: str) -> ResponseReturnValue:
    return _page("results/attendance/verify.html", contexts.verify_context(code))


@bp.post("/verify")
@for_users
def verify_file(code: str) -> ResponseReturnValue:
    """Say whether `file` is, byte for byte, a version of this session's report."""
    request.max_content_length = frozen_page.LONGEST_FILE
    page_content = contexts.verify_context(code)
    file = request.files.get("file")
    content = file.read() if file else b""
    if not content:
        return _refused("results/attendance/verify.html", Refused("file_empty"), page_content, {})
    return _page(
        "results/attendance/verify.html",
        page_content | frozen_page.verdict(content, page_content["versions"]),
    )


@bp.app_template_global()
def attendance_rule(code: str) -> Rule:
    """Return the rule for the form on the session's page, which only its organiser sees."""
    with services().db.read() as db:
        room = find_own_room(db, this_user(), code)
        return rule_of(db, room) if room is not None else abort(404)


def _own_room(code: str) -> Room:
    with services().db.read() as db:
        return find_own_room(db, this_user(), read_code(code)) or abort(404)


def _version_or_404(db: Session, code: str, version: int) -> tuple[Room, FrozenReport]:
    room = contexts.room_or_404(db, code)
    row = db.get(FrozenReport, (room.id, version))
    return (room, row) if row is not None else abort(404)


def _refused(
    template: str, refusal: Refused, page_content: Mapping[str, Any], typed: Mapping[str, str]
) -> ResponseReturnValue:
    """Show the page again with the typed values, and the remedy."""
    response = _page(template, {**page_content, "typed": typed, "refusal": refusal_text(refusal)})
    response.status_code = status_of(refusal)
    return response


def _page(template: str, page_content: Mapping[str, Any]) -> Response:
    return Response(render_template(template, **{"typed": {}, **page_content}))
