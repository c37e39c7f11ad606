"""The page of a hall, with forms on which its facilitator enters people and their votes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from webinar.kit.errors import Refused
from webinar.kit.forms import number_in
from webinar.kit.permissions import Can, can
from webinar.kit.web.services import services
from webinar.live.proxies import page, pins, queries
from webinar.live.proxies.models import Hall
from webinar.room.sessions.visitors import Visitor, find_visitor, require_host
from webinar.words import refusal_text, refusal_words, script_words

bp = Blueprint("proxies", __name__)

# Commands whose refused form is shown again as typed: it may hold the names of a whole hall.
SHOWN_AGAIN = ("add", "hands")


@bp.get("/rooms/<code>/halls")
def halls(code: str) -> ResponseReturnValue:
    """Show a session's halls to its hosts; the console shows the same content in a tab."""
    visitor = require_host(code, Can.ENTER_FOR_OTHERS)
    with services().db.read() as db:
        facilitators = page.possible_facilitators(db, visitor.room)
    is_piece = "piece" in request.args
    return render_template(
        "live/proxies/piece.html" if is_piece else "live/proxies/halls.html",
        room=visitor.room,
        view=visitor.page["view"],
        facilitators=facilitators,
        level=3 if is_piece else 2,
    )


@bp.get("/rooms/<code>/halls/<int:number>")
def hall(code: str, number: int) -> ResponseReturnValue:
    """Show the people in the hall, and the open polls: by a show of hands, or one by one."""
    visitor = _visitor_or_redirect(code)
    if isinstance(visitor, Response):
        return visitor
    return _render_hall(visitor, number, {})


@bp.get("/rooms/<code>/halls/<int:number>/<int:person>/<poll>")
def ballot(code: str, number: int, person: int, poll: str) -> ResponseReturnValue:
    """Show the screen that is passed to one person: the question, the options, the PIN."""
    visitor = _visitor_or_redirect(code)
    if isinstance(visitor, Response):
        return visitor
    with services().db.read() as db:
        hall = _hall_or_404(db, visitor, number)
        content = page.ballot_page(db, visitor, hall, person, poll)
    if content is None:
        return redirect(_address(visitor, number), 303)
    return render_template("live/proxies/ballot.html", **_context(visitor, hall), **content)


@bp.post("/rooms/<code>/halls/<int:number>/vote")
def vote(code: str, number: int) -> ResponseReturnValue:
    visitor = _visitor_or_redirect(code)
    if isinstance(visitor, Response):
        return visitor
    person, poll = number_in("person"), request.form.get("poll", "")
    fields = {
        "person": person,
        "pin": request.form.get("pin", ""),
        "poll": poll,
        "options": request.form.getlist("options"),
    }
    if _is_accepted(visitor, number, "hall.vote", fields) and not _is_wrong_pin(
        visitor, number, person
    ):
        flash(_("Counted. Pass the device on."))
        return redirect(_address(visitor, number), 303)
    ballot_address = url_for(
        "proxies.ballot", code=visitor.room.code, number=number, person=person, poll=poll or "-"
    )
    return redirect(ballot_address, 303)


@bp.post("/rooms/<code>/halls/<int:number>/<any(add, leave, return, match, hands, reset):what>")
def change(code: str, number: int, what: str) -> ResponseReturnValue:
    """Carry out any command for a hall except a vote."""
    visitor = _visitor_or_redirect(code)
    if isinstance(visitor, Response):
        return visitor
    if (
        not _is_accepted(visitor, number, f"hall.{what}", _fields(visitor, what))
        and what in SHOWN_AGAIN
    ):
        return _render_hall(visitor, number, request.form), 422
    return redirect(_address(visitor, number), 303)


@bp.get("/rooms/<code>/halls/<int:number>/<any(add, hands):what>")
def back(code: str, number: int, what: str) -> ResponseReturnValue:
    """Redirect to the hall, for the opened address of a refused form."""
    return redirect(url_for("proxies.hall", code=code, number=number))


def _render_hall(visitor: Visitor, number: int, typed: Mapping[str, str]) -> str:
    """Render the hall; `typed` holds the fields of a refused form."""
    with services().db.read() as db:
        hall = _hall_or_404(db, visitor, number)
        content = page.hall_page(db, visitor, hall)
    return render_template(
        "live/proxies/hall.html", typed=typed, **_context(visitor, hall), **content
    )


def _fields(visitor: Visitor, action: str) -> dict[str, Any]:
    if action == "add":
        lines = request.form.get("names", "").splitlines()
        names = [line for line in lines if line.strip()]
        return {"names": names, "language": request.form.get("language", visitor.member.language)}
    if action == "hands":
        hands = {
            name.removeprefix("hands-"): typed.strip() or "0"
            for name, typed in request.form.items()
            if name.startswith("hands-")
        }
        took_part = request.form.get("took_part", "").strip() or "0"
        return {"poll": request.form.get("poll", ""), "hands": hands, "took_part": took_part}
    fields: dict[str, Any] = {"person": number_in("person")}
    return fields | {"member": number_in("member")} if action == "match" else fields


def _is_wrong_pin(visitor: Visitor, number: int, person: int) -> bool:
    """Return whether the PIN was wrong: the command counts wrong PINs and does not refuse them."""
    with services().db.read() as db:
        hall = _hall_or_404(db, visitor, number)
        tries = next(
            (
                sitter.person.tries
                for sitter in queries.sitters(db, hall)
                if sitter.member.number == person
            ),
            0,
        )
    if tries:
        flash(_("Wrong PIN. Tries left: %(count)s", count=pins.TRIES - tries))
    return tries > 0


def _visitor_or_redirect(code: str) -> Visitor | Response:
    visitor = find_visitor(code)
    return redirect(url_for("rooms.join", code=code), 303) if visitor is None else visitor


def _hall_or_404(db: Session, visitor: Visitor, number: int) -> Hall:
    try:
        return queries.find_hall(db, visitor.room, visitor.member, number)
    except Refused:
        abort(404)


def _context(visitor: Visitor, hall: Hall) -> dict[str, Any]:
    return {
        "room": visitor.room,
        "view": visitor.page["view"],
        "seat": visitor.page["seat"],
        "hall": hall,
        "is_host": can(visitor.member, Can.ENTER_FOR_OTHERS),
        "words": script_words("hall.js", refusals=refusal_words()),
    }


def _address(visitor: Visitor, number: int) -> str:
    return url_for("proxies.hall", code=visitor.room.code, number=number)


def _is_accepted(visitor: Visitor, number: int, command: str, fields: dict[str, Any]) -> bool:
    """Submit a command as the facilitator. If it is refused, the next page shows the reason."""
    message = {"op_id": str(uuid4()), "hall": number, **fields}
    try:
        services().live.submit(visitor.room.id, visitor.member.id, command, message)
    except Refused as refusal:
        flash(refusal_text(refusal))
        return False
    return True
