"""One run: the sound of a channel on its way to the program that writes its captions."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.web.services import Services
from webinar.live.captions.queries import find_source
from webinar.live.transcription import sources, wire
from webinar.live.transcription.queries import hot_words
from webinar.live.voice import addresses
from webinar.room.rooms.models import Room, RoomState

# In seconds. A program that hears nothing for three times this long should connect again.
SILENCE_SECONDS = 2.0
LOOK_SECONDS = 2.0
RENEW_SECONDS = 10.0


@dataclass(frozen=True)
class Bearer:
    """The session, channel and language that a token is good for, as plain values."""

    room_id: int
    channel: str
    language: str
    token_hash: str


def messages(services: Services, bearer: Bearer, run: int) -> Iterator[bytes]:
    """Yield the messages of a run until it ends; the run ends, too, when nobody reads them."""
    address = addresses.of_channel(bearer.room_id, bearer.channel, thin=False)
    tap = services.live.sound_taps.open(address)
    try:
        yield wire.line_of(_greeting(services, bearer, run))
        why = None
        is_due = _Due(LOOK_SECONDS)
        renewal_is_due = _Due(RENEW_SECONDS)
        while why is None:
            packet = tap.next(SILENCE_SECONDS)
            sound = None if packet is None else wire.sound_of(packet)
            yield wire.line_of(wire.Time(_now_ms()) if sound is None else sound)
            if renewal_is_due():
                _in_room(services, bearer, partial(sources.renew_run, run=run))
            if is_due():
                why = _why_over(services, bearer, run)
        yield wire.line_of(wire.End(why))
    finally:
        services.live.sound_taps.close(address, tap)
        _in_room(services, bearer, partial(sources.end_run, run=run))


class _Due:
    """Says, once in so many seconds, that it is time."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._at = seconds, time.monotonic() + seconds

    def __call__(self) -> bool:
        if time.monotonic() < self._at:
            return False
        self._at = time.monotonic() + self._seconds
        return True


def _greeting(services: Services, bearer: Bearer, run: int) -> wire.Greeting:
    return wire.Greeting(
        protocol=wire.PROTOCOL,
        run=run,
        channel=bearer.channel,
        language=bearer.language,
        now=_now_ms(),
        hot_words=hot_words(services.library.glossary, bearer.language),
    )


def _why_over(services: Services, bearer: Bearer, run: int) -> wire.Why | None:
    """Return why the run is over, or None; another process may have ended it."""
    with services.db.read() as db:
        room = db.get_one(Room, bearer.room_id)
        source = find_source(db, room, bearer.language)
        if room.state is not RoomState.LIVE:
            return wire.Why.ENDED
        if source is None or source.token_hash != bearer.token_hash:
            return wire.Why.REVOKED
        return None if source.run == run else wire.Why.REPLACED


def _in_room(services: Services, bearer: Bearer, work: Callable[..., None]) -> None:
    # If the database is busy, the next renewal comes soon, and the end comes with the lease's.
    with suppress(Refused):
        services.live.queue.run(
            bearer.room_id, lambda change: work(change, bearer.language), keeps_cache=True
        )


def _now_ms() -> int:
    return int(clock.now().timestamp() * 1000)
