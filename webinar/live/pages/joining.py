"""Seats newcomers in a session, from a page or over the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import msgspec
from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from webinar.kit import tokens
from webinar.kit.errors import Refused
from webinar.kit.languages import DEFAULT, our_tag
from webinar.kit.web.services import services
from webinar.people.accounts.csrf import exempt
from webinar.people.accounts.guesses import at_sessions as guesses
from webinar.people.accounts.limits import client_address
from webinar.room.consent.queries import check_consent
from webinar.room.rooms import queries
from webinar.room.rooms.models import Room
from webinar.room.sessions.seating import Arrival, TakenSeat

bp = Blueprint("joining", __name__)


class JoinMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The message by which a client without a page joins."""

    code: Annotated[str, msgspec.Meta(max_length=40)]
    name: Annotated[str, msgspec.Meta(max_length=200)]
    language: Annotated[str, msgspec.Meta(max_length=20)] = DEFAULT
    # The version of the consent text that was agreed to.
    consent: Annotated[int, msgspec.Meta(ge=1, le=10**6)] | None = None


@bp.post("/api/join")
@exempt
def api_join() -> ResponseReturnValue:
    """Seat a client that has no page, and answer with the seat token for its socket.

    This reads and sets no cookie: the token is this client's only authority.
    """
    try:
        message = msgspec.json.decode(request.get_data(), type=JoinMessage)
        room = _find_room(message.code)
        agreement = Agreement(message.consent)
        joined = seat_in(room, tokens.new_token, message.name, message.language, agreement)
    except msgspec.DecodeError:
        return jsonify(ok=False, code="bad_message", retry=False), 422
    except Refused as refusal:
        answer = jsonify(ok=False, code=refusal.code, retry=refusal.retryable)
        if refusal.code == "rate":
            answer.headers["Retry-After"] = "1"
        return answer, 422
    seat = joined.seat
    return jsonify(
        ok=True,
        room=joined.code,
        member=seat.number,
        seat=services().live.seats.issue(seat.browser.id, seat.member_id, seat.browser.seal),
    )


class Joined(msgspec.Struct, frozen=True):
    """A newcomer's seat, and the secret that identifies their browser."""

    code: str
    seat: TakenSeat
    token: str


class Agreement(msgspec.Struct, frozen=True):
    """The version and language of the consent text to which a newcomer agreed."""

    version: int | None = None
    language: str = ""


def seat_in(
    room: Room,
    token: Callable[[], str],
    name: str,
    language: str,
    agreement: Agreement | None = None,
) -> Joined:
    """Seat a newcomer in this session.

    Refusal codes: `rate`, `consent_needed` and those of `seating.join_many`.
    """
    services().arrivals.check(client_address())
    tag, agreed = our_tag(language) or DEFAULT, agreement or Agreement()
    with services().db.read() as db:
        consent = check_consent(db, room, our_tag(agreed.language) or tag, agreed.version)
    secret = token()
    arrival = Arrival(secret, name, tag, consent)
    return Joined(room.code, services().arrivals.seat(room.id, arrival), secret)


def _find_room(typed_code: str) -> Room:
    guesses.check()
    code = tokens.read_code(typed_code)
    with services().db.read() as db:
        room = queries.find_room(db, code) if code else None
    if room is None:
        guesses.count()
        raise Refused("code_unknown")
    return room
