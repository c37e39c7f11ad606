"""Requests for a replay: the session and its watcher, and answers that browsers ask for again."""

from __future__ import annotations

from flask import Response, abort, request
from sqlalchemy.orm import Session

from webinar.kit import tokens
from webinar.kit.packed_json import packed_json
from webinar.people.accounts.access import signed_in_user
from webinar.people.accounts.guesses import at_sessions as guesses
from webinar.people.accounts.sessions import current_session
from webinar.results.replay.access import Viewing, viewing_of
from webinar.room.rooms.queries import find_room

# In bytes: shorter answers are not worth the time that compression takes.
_WORTH_PACKING = 1000


def viewing_or_404(db: Session, code: str) -> Viewing:
    """Return the session and its watcher; abort with 404 if this browser may not watch it."""
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


def packed_response(content: bytes) -> Response:
    """Return JSON that a browser keeps, and asks about each time before it uses it."""
    response = packed_json(content, vary="Cookie", least=_WORTH_PACKING)
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
