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
from webinar.results.replay.access import Watching, watching
from webinar.results.replay.after_session import offers_of
from webinar.results.replay.reading import by_chapter
from webinar.results.replay.script import script_of
from webinar.results.replay.wire import Script
from webinar.room.rooms.queries import find_room
from webinar.words import script_words

bp = Blueprint("replay", __name__)

# Shorter answers are not worth the time that compression takes.
_WORTH_PACKING = 1000


@bp.get("/replay/<code>")
def show(code: str) -> ResponseReturnValue:
    """Show the session by chapters. With scripts, the player stands in front of the list."""
    with services().db.read() as db:
        found = _watching_or_404(db, code)
        is_chosen = languages.known(request.cookies.get(i18n.COOKIE, "")) is not None
        if found.learner is not None or (found.language and not is_chosen):
            use_language(found.language)
        language = page_language()
        script = _script(db, found, language)
        return render_template(
            "results/replay/replay.html",
            room=found.room,
            course=found.course,
            learner=found.learner,
            seat=found.seat,
            script=script,
            chapters=by_chapter(script),
            address=url_for("replay.script", code=found.room.code, language=language),
            words=script_words("replay.js"),
            after=offers_of(db, found),
        )


@bp.get("/replay/<code>/script.<language>.json")
def script(code: str, language: str) -> ResponseReturnValue:
    """Send the player's script in one language."""
    tag = languages.known(language)
    with services().db.read() as db:
        found = _watching_or_404(db, code)
        if tag is None:
            abort(404)
        content = msgspec.json.encode(_script(db, found, tag))
    return _packed(content)


def _watching_or_404(db: Session, code: str) -> Watching:
    room = find_room(db, tokens.read_code(code))
    found = None
    if room is not None:
        found = watching(db, room, current_session().browser_id, signed_in_user())
    if found is None:
        # People with access are never refused; for the others, each unknown code is a guess.
        guesses.check()
        if room is None:
            guesses.count()
        abort(404)
    return found


def _script(db: Session, found: Watching, language: str) -> Script:
    made = script_of(db, found.room, language)
    return made if made is not None else abort(404)


def _packed(content: bytes) -> ResponseReturnValue:
    response = packed_json(content, vary="Cookie", least=_WORTH_PACKING)
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
