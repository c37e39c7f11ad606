"""Takes the sound that speakers send through this process, and stores it in the background.

Speaking must not wait for the recording: a packet is only added to a list in memory, and a task
writes what has come together. Whether the voice is recorded now is asked of the database when the
sound is stored, not when it arrives: a pause counts at once in every process, to the millisecond.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import insert
from sqlalchemy.orm import Session

from webinar.kit import clock, concurrency
from webinar.kit.db import Database, table_of, upsert
from webinar.kit.errors import Refused
from webinar.live.recording.actions import STOPPED
from webinar.live.recording.models import RecordedSound, SpanEnding
from webinar.live.recording.packets import pack
from webinar.live.recording.queries import recorded_times
from webinar.live.recording.space import has_space
from webinar.live.sound.packets import Packet, decode
from webinar.room.engine.models import Deadline

log = logging.getLogger(__name__)

# A crash loses what has come since the last write: less than two seconds.
WRITE_SECONDS = 1.5
# While the database is busy, sound waits in memory. After this many tries, the recording stops.
MOST_TRIES = 6


class Voice(NamedTuple):
    """A member who speaks in a channel of a session."""

    room_id: int
    channel: str
    member_id: int


class Arrival(NamedTuple):
    """A packet as it is on the wire, captured at `at` (ms since 1970, the server's clock)."""

    at: int
    sound: str


Sounds = Mapping[Voice, list[Arrival]]


class Recorder:
    """The sound that has arrived and is not stored yet. `write_later` starts a task."""

    def __init__(self, spawn: Callable[..., None] = concurrency.spawn) -> None:
        self._spawn = spawn
        self._arrived: dict[Database, dict[Voice, list[Arrival]]] = {}

    def hear(self, database: Database, voice: Voice, at: int, sound: str) -> None:
        """Take a packet as it is on the wire."""
        arrived = self._arrived.get(database)
        if arrived is None:
            arrived = self._arrived[database] = defaultdict(list)
            self._spawn(self._write_soon, database)
        arrived[voice].append(Arrival(at, sound))

    def _write_soon(self, database: Database) -> None:
        concurrency.sleep(WRITE_SECONDS)
        self.write(database)

    def write(self, database: Database) -> None:
        """Store all that has arrived, as far as it is to be recorded."""
        sounds = self._arrived.pop(database, {})
        for number in range(1, MOST_TRIES + 1):
            try:
                _store(database, sounds)
                return
            except Refused:
                log.warning("the database is busy, full or away: sound waits to be recorded")
            except Exception:
                log.exception("sound could not be recorded")
            if number < MOST_TRIES:
                concurrency.sleep(WRITE_SECONDS)
        _stop(database, {voice.room_id for voice in sounds}, SpanEnding.FAILED)


def _store(database: Database, sounds: Sounds) -> None:
    with database.read() as db:
        is_recorded = any(_recorded(db, sounds))
    if not is_recorded:
        # Nothing is written for sessions that are not recorded.
        return
    if not has_space(database.writer.url):
        _stop(database, {voice.room_id for voice in sounds}, SpanEnding.FULL)
        return
    database.write(lambda db: _insert(db, _rows(db, sounds)))


def _insert(db: Session, rows: Iterable[Mapping[str, object]]) -> None:
    values = list(rows)
    if values:
        db.execute(insert(table_of(RecordedSound)), values)


def _rows(db: Session, sounds: Sounds) -> Iterator[Mapping[str, object]]:
    """Yield a row for each voice that was recorded while it spoke."""
    for voice, arrivals in _recorded(db, sounds):
        packets = list(_packets(arrivals))
        if packets:
            begins_ms = packets[0].at
            yield {
                **voice._asdict(),
                "begins_ms": begins_ms,
                "ends_ms": max(packet.end for packet in packets),
                "content": pack(packets, begins_ms),
            }


def _packets(arrivals: Iterable[Arrival]) -> Iterator[Packet]:
    """Yield the packets in the order of their capture, without those that could not be played."""
    for at, sound in sorted(arrivals):
        frames = decode(sound)
        if frames is not None:
            yield Packet(at, frames)


def _recorded(db: Session, sounds: Sounds) -> Iterator[tuple[Voice, set[Arrival]]]:
    """Yield the voices that were recorded while they spoke, and what arrived in these times."""
    times = {
        room_id: recorded_times(db, room_id) for room_id in {voice.room_id for voice in sounds}
    }
    for voice, arrived in sounds.items():
        recorded = {
            arrival
            for arrival in arrived
            if any(begin <= arrival.at < end for begin, end in times[voice.room_id])
        }
        if recorded:
            yield voice, recorded


def _stop(database: Database, room_ids: Iterable[int], ending: SpanEnding) -> None:
    """Have the recordings of these sessions stop: their hosts are told within a second."""
    rows = [
        {"room_id": room_id, "kind": STOPPED, "key": ending.value, "at": clock.now()}
        for room_id in room_ids
    ]
    try:
        database.write(lambda db: upsert(db, Deadline, rows, update=["at"]))
    except Refused:
        log.error("the recording has stopped, and nobody could be told")
