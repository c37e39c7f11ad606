"""The page of members who wait to be let in."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webinar.kit.slices import in_one_piece
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.live.pages.finished_page import finished_page
from webinar.room.call.queries import waiting_call
from webinar.room.lobby import queries, wire
from webinar.room.lobby.words import reasons
from webinar.room.rooms.models import RoomState
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.visitors import find_visitor
from webinar.words import refusal_words, script_words

bp = Blueprint("waiting", __name__)


@bp.get("/rooms/<code>/lobby")
@in_one_piece
def page(code: str) -> ResponseReturnValue:
    """Show the waiting member's place. Without scripts, a link on the page loads it again."""
    visitor = find_visitor(code, may_wait=True)
    if visitor is None:
        return redirect(url_for("rooms.join", code=code), 303)
    if visitor.member.waits_since is None:
        return redirect(url_for("rooms.room", code=visitor.room.code), 303)
    with services().db.read() as db:
        room, member = db.merge(visitor.room, load=False), db.merge(visitor.member, load=False)
        title = title_in(room, page_language())
        ahead = queries.ahead_of(db, room, member)
        has_list, call = queries.has_list(db, room), waiting_call(db, room, member)
        place = wire.my_place(room, member, ahead, has_list=has_list, call=call)
    if visitor.room.state is RoomState.ENDED:
        return finished_page(visitor.room, title)
    return render_template(
        "room/lobby/waiting.html",
        room=visitor.room,
        member=visitor.member,
        seat=visitor.page["seat"],
        title=title,
        place=place,
        reasons=reasons(),
        words=script_words("lobby.js", refusals=refusal_words()),
    )
