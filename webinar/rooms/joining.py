"""Joining a session: from a page or, for other clients, over the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import msgspec
from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from webinar import tokens
from webinar.accounts.browsers import keep_browser
from webinar.accounts.csrf import exempt
from webinar.errors import Refused
from webinar.languages import DEFAULT, known
from webinar.live.change import Change
from webinar.rooms import actions, guesses, queries
from webinar.rooms.models import Room
from webinar.services import services

bp = Blueprint("joining", __name__)


class JoinMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a client without a page sends to join."""

    code: Annotated[str, msgspec.Meta(max_length=40)]
    name: Annotated[str, msgspec.Meta(max_length=200)]
    language: Annotated[str, msgspec.Meta(max_length=20)] = DEFAULT


@bp.post("/api/join")
@exempt
def api_join() -> ResponseReturnValue:
    """Join without a page; answers the seat token with which a socket connects.

    No cookie is read or set: the token is the whole of this client's authority.
    """
    try:
        asked = msgspec.json.decode(request.get_data(), type=JoinMessage)
        token = tokens.new_token()
        made: list[int] = []

        def browser() -> int:
            made.append(services().db.write(lambda db: keep_browser(db, token)).id)
            return made[0]

        seat = join(asked.code, browser, asked.name, asked.language)
    except msgspec.DecodeError:
        return jsonify(ok=False, code="bad_message", retry=False), 422
    except Refused as refusal:
        return jsonify(ok=False, code=refusal.code, retry=refusal.retryable), 422
    return jsonify(
        ok=True,
        room=seat.code,
        member=seat.number,
        seat=services().live.seats.issue(made[0], seat.member_id),
    )


class Joined(msgspec.Struct, frozen=True):
    """Where somebody sits now."""

    code: str
    member_id: int
    number: int


def join(typed_code: str, browser: Callable[[], int], name: str, language: str) -> Joined:
    """Seat this browser in the session of this code, in one change of that room.

    `browser` gives the browser's id and is asked only once the session is known. Refusal codes:
    `code_unknown` and those of `rooms.actions.join`.
    """
    room = _room(typed_code)
    browser_id = browser()
    tag = known(language) or DEFAULT

    def take(change: Change) -> tuple[int, int]:
        member = actions.join(change, browser_id, name, tag)
        return member.id, member.number

    member_id, number = services().live.run(room.id, take)
    return Joined(room.code, member_id, number)


def _room(typed_code: str) -> Room:
    guesses.check()
    code = tokens.read_code(typed_code)
    with services().db.read() as db:
        room = queries.find_room(db, code) if code else None
    if room is None:
        guesses.count()
        raise Refused("code_unknown")
    return room
