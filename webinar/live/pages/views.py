"""The front page, the pages of a session (join, room, console, stage), and commands by form."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webinar import features
from webinar.kit.errors import Refused
from webinar.kit.languages import our_tag
from webinar.kit.permissions import Can, can
from webinar.kit.qr_codes import cached_qr, qr_picture
from webinar.kit.slices import in_one_piece
from webinar.kit.web.i18n import page_language, remember, use_language
from webinar.kit.web.services import services
from webinar.live.pages import joining
from webinar.live.pages.announcement import announced_of, introduced, words_on_stage
from webinar.live.pages.entry_fields import address_of, entry_refusals, name_of
from webinar.live.pages.finished_page import finished_page
from webinar.live.pages.form_fields import fields_of
from webinar.live.pages.join_page import join_page, refused_join_page
from webinar.live.pages.refused_form import (
    has_text,
    newest_wording,
    page_of_form,
    refused_form_page,
)
from webinar.live.pages.room_page import room_page
from webinar.people.accounts.remotes import for_remotes
from webinar.people.accounts.sessions import current_session
from webinar.room.consent.queries import missing_consent
from webinar.room.engine.registry import commands_of
from webinar.room.rooms.models import Room, RoomState
from webinar.room.rooms.queries import find_member_at
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.visitors import find_room_or_404, find_visitor, home_of, require_host
from webinar.words import ScriptWords, refusal_text, refusal_words, script_words

bp = Blueprint("rooms", __name__)
bp.add_app_template_global(announced_of)
bp.add_app_template_global(introduced)


@bp.get("/")
@in_one_piece
def front() -> ResponseReturnValue:
    """Show the front page, on which visitors type the code of a session or a course."""
    return render_template("live/pages/front.html", typed="")


@bp.post("/join")
def find() -> ResponseReturnValue:
    """Lead to the page of the session or course with this code."""
    typed = request.form.get("code", "")
    try:
        return redirect(address_of(typed), 303)
    except Refused as refusal:
        wrong = refusal_text(refusal, entry_refusals())
        page = render_template("live/pages/front.html", typed=typed, wrong=wrong)
        return page, 429 if refusal.code == "rate" else 422


@bp.get("/join/<code>")
@in_one_piece
def join(code: str) -> ResponseReturnValue:
    """Show a newcomer the session, and ask for name and language; redirect members to the room."""
    browser_id = current_session().browser_id
    with services().db.read() as db:
        room = find_room_or_404(db, code)
        member = find_member_at(db, room, browser_id)
        if member is None and room.state is not RoomState.ENDED:
            return join_page(db, room)
        title = title_in(room, page_language())
    if member is None:
        return finished_page(room, title)
    page = "rooms.room" if member.waits_since is None else "waiting.page"
    return redirect(url_for(page, code=room.code), 303)


@bp.post("/join/<code>")
def join_post(code: str) -> ResponseReturnValue:
    """Seat the newcomer, or show the form again with what was typed."""
    language = our_tag(request.form.get("language", "")) or page_language()
    name = request.form.get("name", "")
    with services().db.read() as db:
        room = find_room_or_404(db, code)
    try:
        joined = _take_seat(room, name, language)
    except Refused as refusal:
        return _refused_join(code, refusal, name, language)
    response = redirect(url_for("rooms.room", code=joined.code), 303)
    remember(response, language)
    return response


@bp.get("/rooms/<code>")
@in_one_piece
def room(code: str) -> ResponseReturnValue:
    """Show the participant's room."""
    visitor = find_visitor(code)
    if visitor is None:
        return redirect(url_for("rooms.join", code=code), 303)
    if can(visitor.member, Can.SEE_PEOPLE):
        return redirect(home_of(visitor), 303)
    with services().db.read() as db:
        if missing_consent(db, visitor.room, visitor.member) is not None:
            return redirect(url_for("personal.consent", code=code), 303)
        return room_page(db, visitor.room, visitor.page)


@bp.get("/rooms/<code>/more")
def more(code: str) -> ResponseReturnValue:
    """Show the rest of the room without scripts: everything besides slides, polls and steps."""
    visitor = find_visitor(code)
    if visitor is None:
        return redirect(url_for("rooms.join", code=code), 303)
    return render_template(
        "live/pages/more.html",
        room=visitor.room,
        plain=features.plain_parts(),
        **visitor.page,
    )


@bp.get("/rooms/<code>/console")
def console(code: str) -> ResponseReturnValue:
    """Show the console to presenters; moderators see only the controls that they may use."""
    return _host_page(code, "live/pages/console.html", Can.MODERATE, words=_words_of_console)


@bp.get("/rooms/<code>/stage")
def stage(code: str) -> ResponseReturnValue:
    """Show the projector's page, which has its words in each language of the session."""
    return _host_page(
        code, "live/pages/stage.html", Can.RUN_STAGE, words_by_language=words_on_stage
    )


@bp.get("/rooms/<code>/qr.svg")
def qr(code: str) -> ResponseReturnValue:
    """Return the join link as a QR code."""
    with services().db.read() as db:
        room = find_room_or_404(db, code)
    return Response(qr_picture(_join_url(room.code)), mimetype="image/svg+xml")


@bp.post("/rooms/<code>/do/<command>")
@for_remotes
def do(code: str, command: str) -> ResponseReturnValue:
    """Run a command sent by a form of a page without scripts, through the gateway of sockets."""
    visitor = find_visitor(code, may_wait=True)
    if visitor is None:
        return redirect(url_for("rooms.join", code=code), 303)
    fields: dict[str, Any] = {}
    try:
        fields = fields_of(command)
        is_remote = current_session().is_remote
        ids = visitor.room.id, visitor.member.id
        services().live.submit(*ids, command, fields, is_remote=is_remote)
    except Refused as refusal:
        reason = refusal_text(refusal)
        newest = newest_wording(code, command, fields) if refusal.code == "step_changed" else None
        if newest or has_text():
            return refused_form_page(visitor, reason, newest), 422
        flash(reason)
    return redirect(page_of_form(visitor), 303)


def _host_page(code: str, template: str, needs: Can, **context: Any) -> str:
    """Render a page that only hosts with this permission may see."""
    visitor = require_host(code, needs)
    join_url = _join_url(visitor.room.code)
    return render_template(
        template,
        room=visitor.room,
        join_url=join_url,
        join_host=urlsplit(join_url).netloc,
        qr_svg=cached_qr(join_url),
        panels=features.panels(visitor.member),
        may=commands_of(visitor.member),
        **context,
        **visitor.page,
    )


def _words_of_console() -> ScriptWords:
    """Return the texts of the console's script; called by its page, when its language is known."""
    return script_words("console.js", refusals=refusal_words())


def _refused_join(code: str, refusal: Refused, name: str, language: str) -> ResponseReturnValue:
    has_ended = refusal.code == "room_ended"
    if not has_ended:
        # The visitor reads what is wrong, and the consent text, in the language that they chose.
        use_language(language)
    with services().db.read() as db:
        room = find_room_or_404(db, code)
        title = title_in(room, page_language())
        if not has_ended:
            page = refused_join_page(
                db,
                room,
                typed={"name": name, "language": language},
                wrong_field="name" if refusal.code in ("name_empty", "name_too_long") else "",
                error=refusal_text(refusal, entry_refusals()),
            )
            return page, 422
    return finished_page(room, title)


def _take_seat(room: Room, name: str, language: str) -> joining.Joined:
    """Seat this browser in the session by the fields of the join form."""
    session = current_session()
    agreement = joining.Agreement(
        request.form.get("consent", type=int), request.form.get("consent_language", "")
    )
    joined = joining.seat_in(room, session.token_to_keep, name_of(name), language, agreement)
    session.hold(joined.seat.browser, joined.token)
    return joined


def _join_url(code: str) -> str:
    """Return the join link, built from the configured address and never from the Host header."""
    return services().settings.public_url + url_for("rooms.join", code=code)
