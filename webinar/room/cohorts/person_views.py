"""A person's own page, opened by a personal link. It works without scripts."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from limits import parse
from sqlalchemy.orm import Session

from webinar import features
from webinar.kit import languages
from webinar.kit.errors import Refused
from webinar.kit.files.downloads import attached
from webinar.kit.slices import in_one_piece
from webinar.kit.tokens import read_code
from webinar.kit.web import i18n
from webinar.kit.web.i18n import page_language, use_language
from webinar.kit.web.services import services
from webinar.people.accounts.own_links import count_sent, holder_of
from webinar.people.accounts.refusals import status_of
from webinar.room.cohorts import arriving, editing, queries, sessions
from webinar.room.cohorts.mailing import address_of, calendar_of
from webinar.room.cohorts.queries import Holder
from webinar.room.cohorts.words import refusal_text
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Room, RoomState

me = Blueprint("me", __name__)

# The limit for one valid link, which nobody reaches by hand.
_SENT = parse("30 per minute")


@me.url_value_preprocessor
def find_holder(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Find the link's holder before the request's body is read."""
    if not values or "token" not in values:
        return
    token = values.pop("token")
    g.person_holder = holder = holder_of("person", token, queries.find_holder)
    if holder is None:
        return
    g.token = token
    is_chosen = languages.our_tag(request.cookies.get(i18n.COOKIE, "")) is not None
    if holder.person.language and not is_chosen:
        use_language(holder.person.language)


@me.before_request
def refuse_strangers() -> ResponseReturnValue | None:
    """Refuse a bad link without saying whether it ever was valid."""
    holder: Holder | None = g.get("person_holder")
    if holder is None:
        return render_template("results/followup/gone.html"), 404
    if request.method == "POST":
        count_sent(_SENT, f"me:{holder.link.id}")
    return None


@me.get("/me/<token>")
@in_one_piece
def mine() -> ResponseReturnValue:
    return page()


@me.post("/me/<token>/name")
def correct_name() -> ResponseReturnValue:
    """Correct the person's own `name`, also in sessions that are not over."""
    holder: Holder = g.person_holder
    person_id, old_name, typed = holder.person.id, holder.person.name, request.form.get("name", "")
    try:
        services().db.write(lambda db: editing.correct_own_name(db, person_id, typed))
        with services().db.read() as db:
            rooms = [
                session.id
                for session in queries.sessions_of(db, holder.cohort)
                if session.state is not RoomState.ENDED
            ]
        for room_id in rooms:
            services().live.run(room_id, lambda change: _rename(change, person_id, old_name))
    except Refused as refusal:
        return page(refusal, typed)
    return redirect(url_for("cohorts.me.mine", token=g.token, said="name"), 303)


@me.get("/me/<token>.ics")
@me.get("/me/<token>/<code>.ics")
def dates(code: str = "") -> ResponseReturnValue:
    """Send a calendar file with all sessions, or with one of them."""
    holder: Holder = g.person_holder
    with services().db.read() as db:
        dated_sessions = [
            session
            for session in _sessions(db, holder)
            if session.starts is not None and (not code or session.code == read_code(code))
        ]
    if not dated_sessions:
        abort(404)
    content = calendar_of(dated_sessions, address_of(holder.link), page_language())
    name = f"session-{dated_sessions[0].code}.ics" if code else "sessions.ics"
    return attached(content, "text/calendar", name)


def _rename(change: Change, person_id: int, old_name: str) -> None:
    arriving.rename(change, person_id, old_name)


def own_room(holder: Holder, code: str) -> Room:
    with services().db.read() as db:
        for room in queries.sessions_of(db, holder.cohort):
            if room.code == read_code(code):
                return room
    raise Refused("link_gone")


def _sessions(db: Session, holder: Holder) -> list[sessions.Session]:
    return sessions.sessions_of(db, queries.sessions_of(db, holder.cohort), page_language())


def page(refusal: Refused | None = None, typed: str | None = None) -> Response:
    """Return the person's page; after a refusal, with its text and the typed name."""
    holder: Holder = g.person_holder
    with services().db.read() as db:
        current_holder = queries.find_holder(db, g.token) or holder
        person_sessions = _sessions(db, current_holder)
        more = features.gather(
            lambda feature: feature.person_page, db, current_holder.person, page_language()
        )
    html = render_template(
        "room/cohorts/me.html",
        token=g.token,
        person=current_holder.person,
        live=[session for session in person_sessions if session.state is RoomState.LIVE],
        coming=[session for session in person_sessions if session.state is RoomState.PLANNED],
        over=[session for session in person_sessions if session.state is RoomState.ENDED],
        has_dates=any(
            session.starts for session in person_sessions if session.state is not RoomState.ENDED
        ),
        refusal=None if refusal is None else refusal_text(refusal),
        typed=typed,
        said=request.args.get("said", ""),
        **more,
    )
    response = Response(html, status_of(refusal))
    response.headers["X-Robots-Tag"] = "noindex"
    return response
