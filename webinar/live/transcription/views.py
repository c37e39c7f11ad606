"""The addresses for programs that write captions. They take a token and no cookies."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec
from flask import Blueprint, Response, current_app, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.limits import PARTIAL_CAPTIONS, STREAMING, WRITTEN_CAPTIONS, Limit, Limits
from webinar.kit.slices import in_one_piece
from webinar.kit.text import one_line
from webinar.kit.tokens import token_hash
from webinar.kit.web.services import services
from webinar.live.captions import machine
from webinar.live.captions import wire as captions
from webinar.live.captions.lines import tail
from webinar.live.captions.machine import Outcome
from webinar.live.captions.models import Lane
from webinar.live.captions.queries import find_source, last_lines
from webinar.live.transcription import program_pages, sources, wire
from webinar.live.transcription.partials import Partials
from webinar.live.transcription.queries import find_bearer
from webinar.live.transcription.stream import Bearer, messages
from webinar.people.accounts.csrf import exempt
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Room, RoomState

bp = Blueprint("transcription", __name__, url_prefix="/captions/v1")

# Speech is not written before it was captured, but clocks differ a little.
AHEAD_MS = 2_000
# A line that is later than this is a mistake.
LATE_MS = 300_000
LONGEST_MS = 60_000

_STATUS = {"not_allowed": 401, "rate": 429, "bad_message": 422}


class _Desk(NamedTuple):
    """What this process remembers of the programs."""

    limits: Limits
    partials: Partials


@bp.record_once
def _open(state: BlueprintSetupState) -> None:
    state.app.extensions["transcription"] = _Desk(Limits(), Partials())
    # The hosts' page has another address and answers refusals with a page.
    state.app.register_blueprint(program_pages.bp)


@bp.errorhandler(Refused)
def _refuse(refusal: Refused) -> ResponseReturnValue:
    status = 503 if refusal.retryable else _STATUS.get(refusal.code, 409)
    return _answer(wire.Failure(refusal.code), status)


@bp.get("/sound")
@in_one_piece
def sound() -> ResponseReturnValue:
    """Stream the sound of the token's channel as lines of JSON, until the session ends."""
    bearer = _bearer()
    _take(STREAMING, bearer)

    def begin(change: Change) -> int:
        return sources.begin_run(change, bearer.language, bearer.token_hash)

    run: int = services().live.run(bearer.room_id, begin)
    response = Response(messages(services(), bearer, run), mimetype="application/x-ndjson")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


@bp.post("/lines")
@exempt
def lines() -> ResponseReturnValue:
    """Take what the program has understood: a line, or the text of a line that is not whole."""
    bearer = _bearer()
    heard = _read(bearer)
    _take(WRITTEN_CAPTIONS if heard.final else PARTIAL_CAPTIONS, bearer)
    text = one_line(heard.text, wire.TEXT_CHARACTERS, "text_empty")
    outcome = _store(bearer, heard, text) if heard.final else _show(bearer, heard, text)
    return _answer(wire.Result(outcome))


def _bearer() -> Bearer:
    """Return what the request's token is good for now. Refused: `not_allowed`, `room_not_live`."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.isascii():
        raise Refused("not_allowed")
    bearer_hash = token_hash(token.strip())
    with services().db.read() as db:
        found = find_bearer(db, bearer_hash)
        if found is None:
            raise Refused("not_allowed")
        source, room = found
        if room.state is not RoomState.LIVE:
            raise Refused("room_not_live")
        return Bearer(room.id, source.channel, source.language, bearer_hash)


def _read(bearer: Bearer) -> wire.Heard:
    if request.content_length is None or request.content_length > wire.BODY_BYTES:
        raise Refused("bad_message")
    try:
        heard = msgspec.json.decode(request.get_data(), type=wire.Heard)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("bad_message") from error
    now = int(clock.now().timestamp() * 1000)
    is_in_time = now - LATE_MS <= heard.begin <= heard.end <= now + AHEAD_MS
    if not is_in_time or heard.end - heard.begin > LONGEST_MS or heard.language != bearer.language:
        raise Refused("bad_message")
    return heard


def _store(bearer: Bearer, heard: wire.Heard, text: str) -> Outcome:
    def write(change: Change) -> Outcome:
        source = find_source(change.db, change.room, bearer.language)
        if source is None or source.token_hash != bearer.token_hash:
            raise Refused("not_allowed")
        if source.run != heard.run:
            raise Refused("captions_replaced")
        return machine.write(change, source, text, heard.begin, heard.end, heard.confidence)

    _desk().partials.drop((bearer.room_id, bearer.language))
    outcome: Outcome = services().live.queue.run(bearer.room_id, write, keeps_cache=True)
    return outcome


def _show(bearer: Bearer, heard: wire.Heard, text: str) -> Outcome:
    """Show a text that is no line yet, unless an interpreter types."""
    with services().db.read() as db:
        room = db.get_one(Room, bearer.room_id)
        source = find_source(db, room, bearer.language)
        if source is None or source.run != heard.run:
            raise Refused("captions_replaced")
        if machine.is_typing(db.get(Lane, (room.id, bearer.language)), clock.now()):
            return Outcome.TYPED
        last = last_lines(db, room, bearer.language)
        version = room.version
    after, shown = last[0].number if last else 0, tail(text)
    to_readers = captions.caption_heard(after, shown)
    to_hosts = captions.lane_heard(bearer.language, after, shown)
    live = services().live

    def send() -> None:
        live.say_to_readers(bearer.room_id, bearer.language, to_readers, version)
        live.say_fleeting(bearer.room_id, to_hosts, version)

    _desk().partials.put((bearer.room_id, bearer.language), _unless_replaced(bearer, heard, send))
    return Outcome.SHOWN


def _unless_replaced(
    bearer: Bearer, heard: wire.Heard, send: Callable[[], None]
) -> Callable[[], None]:
    """Return `send` for a text that may wait: a newer program may begin at another process."""
    database = services().db

    def send_if_newest() -> None:
        # If the database is busy, a newer text comes soon.
        with suppress(Refused), database.read() as db:
            source = find_source(db, db.get_one(Room, bearer.room_id), bearer.language)
            if source is not None and source.run == heard.run:
                send()

    return send_if_newest


def _take(limit: Limit, bearer: Bearer) -> None:
    if not _desk().limits.take(limit, bearer.room_id, bearer.language):
        raise Refused("rate")


def _desk() -> _Desk:
    desk: _Desk = current_app.extensions["transcription"]
    return desk


def _answer(body: Any, status: int = 200) -> Response:
    headers = {"Retry-After": "1"} if status in (429, 503) else {}
    content = msgspec.json.encode(body)
    return Response(content, status, headers, mimetype="application/json")
