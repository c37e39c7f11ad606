"""The pages of a session (join, participant's room, console, stage), and commands by form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webinar import features
from webinar.kit.errors import Refused
from webinar.kit.languages import our_tag
from webinar.kit.permissions import Can, can
from webinar.kit.qr_codes import cached_qr, qr_picture
from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language, remember, use_language
from webinar.kit.web.services import services
from webinar.live.pages import joining
from webinar.live.pages.announcement import announced_of, words_on_stage
from webinar.live.pages.finished_page import finished_page
from webinar.live.pages.form_fields import fields_of
from webinar.live.pages.refused_form import (
    has_text,
    newest_wording,
    page_of_form,
    refused_form_page,
)
from webinar.live.pages.room_page import room_page
from webinar.people.accounts.guesses import at_sessions as guesses
from webinar.people.accounts.remotes import for_remotes
from webinar.people.accounts.sessions import current_session
from webinar.room.consent.queries import missing_consent
from webinar.room.engine.registry import commands_of
from webinar.room.rooms.models import Room, RoomState
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.seating import takes_guests
from webinar.room.sessions.visitors import find_room_or_404, find_visitor, home_of, require_host
from webinar.words import ScriptWords, refusal_text, refusal_words, script_words

bp = Blueprint("rooms", __name__)
bp.add_app_template_global(announced_of)


@bp.get("/")
def front() -> ResponseReturnValue:
    """Show the front page, on which visitors join by code or sign in."""
    return render_template("live/pages/front.html", typed={})


@bp.post("/join")
def find() -> ResponseReturnValue:
    """Join with the code and the name from the front page."""
    typed = request.form.get("code", "")
    address = _begin_address(typed)
    if address is not None:
        # 307 sends the same form on: a course asks for a name and a language, too.
        return redirect(address, 307)
    return _join(partial(joining.join, typed), typed, "live/pages/front.html", {})


@bp.get("/join/<code>")
def join(code: str) -> ResponseReturnValue:
    """Show the join form of a link or a QR code; redirect a seated member to the room."""
    room, title = _titled(code)
    visitor = find_visitor(room.code)
    if visitor is not None:
        return redirect(url_for("rooms.room", code=room.code), 303)
    if room.state is RoomState.ENDED:
        return finished_page(room, title)
    with services().db.read() as db:
        is_open = takes_guests(db, room)
    return render_template(
        "live/pages/join.html", room=room, title=title, typed={}, is_open=is_open
    )


@bp.post("/join/<code>")
def join_post(code: str) -> ResponseReturnValue:
    room, title = _titled(code)
    context = {"room": room, "title": title, "is_open": True}
    return _join(partial(joining.seat_in, room), room.code, "live/pages/join.html", context)


@bp.get("/rooms/<code>")
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
    return render_template(
        template,
        room=visitor.room,
        join_url=_join_url(visitor.room.code),
        qr_svg=cached_qr(_join_url(visitor.room.code)),
        panels=features.panels(visitor.member),
        may=commands_of(visitor.member),
        **context,
        **visitor.page,
    )


def _words_of_console() -> ScriptWords:
    """Return the texts of the console's script; called by its page, when its language is known."""
    return script_words("console.js", refusals=refusal_words())


def _begin_address(typed: str) -> str | None:
    """Return the address at which to begin, if the code is a course's.

    If this visitor has guessed too many codes, return None: joining by the code then refuses them.
    """
    code = read_code(typed)
    if not code or guesses.are_too_many():
        return None
    with services().db.read() as db:
        return features.first(lambda feature: feature.begin_address, db, code)


def _titled(code: str) -> tuple[Room, str]:
    """Return the room and its title in the language of the page."""
    with services().db.read() as db:
        room = find_room_or_404(db, code)
        return room, title_in(room, page_language())


def _join(
    take_seat: Callable[[Callable[[], str], str, str, joining.Agreement], joining.Joined],
    typed_code: str,
    template: str,
    context: dict[str, Any],
) -> ResponseReturnValue:
    language = our_tag(request.form.get("language", "")) or page_language()
    name = request.form.get("name", "")
    try:
        session = current_session()
        agreement = joining.Agreement(
            request.form.get("consent", type=int), request.form.get("consent_language", "")
        )
        joined = take_seat(session.token_to_keep, name, language, agreement)
        session.hold(joined.seat.browser, joined.token)
    except Refused as refusal:
        typed = {"code": typed_code, "name": name, "language": language}
        if refusal.code == "consent_needed":
            # The session's own page has the consent text, in the language that the visitor chose.
            use_language(language)
            room, title = _titled(typed_code)
            context = {"room": room, "title": title, "is_open": True}
            template = "live/pages/join.html"
        error = refusal_text(refusal)
        return render_template(template, typed=typed, error=error, **context), 422
    response = redirect(url_for("rooms.room", code=joined.code), 303)
    remember(response, language)
    return response


def _join_url(code: str) -> str:
    """Return the join link, built from the configured address and never from the Host header."""
    return services().settings.public_url + url_for("rooms.join", code=code)
