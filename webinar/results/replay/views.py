"""The replay of a session: a list that is complete without scripts, and the player's script."""

from __future__ import annotations

import msgspec
from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.kit import languages, tokens
from webinar.kit.packed_json import packed_json
from webinar.kit.web import i18n
from webinar.kit.web.i18n import page_language, use_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import signed_in_user
from webinar.people.accounts.guesses import at_sessions as guesses
from webinar.people.accounts.sessions import current_session
from webinar.results.replay.access import Viewing, viewing_of
from webinar.results.replay.after_session import offers_of
from webinar.results.replay.reading import by_chapter
from webinar.results.replay.script import script_of
from webinar.results.replay.wire import Script
from webinar.room.rooms.queries import find_room
from webinar.words import script_words

bp = Blueprint("replay", __name__)

# In bytes: shorter answers are not worth the time that compression takes.
_WORTH_PACKING = 1000


@bp.get("/replay/<code>")
def show(code: str) -> ResponseReturnValue:
    """Show the session by chapters. With scripts, the player stands in front of the list."""
    with services().db.read() as db:
        viewing = _viewing_or_404(db, code)
        is_chosen = languages.our_tag(request.cookies.get(i18n.COOKIE, "")) is not None
        if viewing.learner is not None or (viewing.language and not is_chosen):
            use_language(viewing.language)
        language = page_language()
        script = _script(db, viewing, language)
        return render_template(
            "results/replay/replay.html",
            room=viewing.room,
            course=viewing.course,
            learner=viewing.learner,
            seat=viewing.seat,
            script=script,
            chapters=by_chapter(script),
            address=url_for("replay.script", code=viewing.room.code, language=language),
            words=script_words("replay.js"),
            after=offers_of(db, viewing),
        )


@bp.get("/replay/<code>/script.<language>.json")
def script(code: str, language: str) -> ResponseReturnValue:
    """Send the player's script in one language."""
    tag = languages.our_tag(language)
    with services().db.read() as db:
        viewing = _viewing_or_404(db, code)
        if tag is None:
            abort(404)
        content = msgspec.json.encode(_script(db, viewing, tag))
    return _packed_response(content)


def _viewing_or_404(db: Session, code: str) -> Viewing:
    room = find_room(db, tokens.read_code(code))
    viewing = None
    if room is not None:
        viewing = viewing_of(db, room, current_session().browser_id, signed_in_user())
    if viewing is None:
        # People with access are never refused; for the others, each unknown code is a guess.
        guesses.check()
        if room is None:
            guesses.count()
        abort(404)
    return viewing


def _script(db: Session, viewing: Viewing, language: str) -> Script:
    session_script = script_of(db, viewing.room, language)
    return session_script if session_script is not None else abort(404)


def _packed_response(content: bytes) -> ResponseReturnValue:
    response = packed_json(content, vary="Cookie", least=_WORTH_PACKING)
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
