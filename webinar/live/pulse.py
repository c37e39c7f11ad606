"""The pulse: frequent states (tally, counts, who is here) merged and said a few times a second.

A change only says what it has stirred. A moment later the newest state is read once, however many
changes there were.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from webinar import concurrency
from webinar.db import Database
from webinar.errors import Refused
from webinar.live.connections import Connections
from webinar.live.fanout import Fanout
from webinar.live.registry import TOPICS
from webinar.live.wire import Audience, RoomTick
from webinar.rooms.models import Room

log = logging.getLogger(__name__)

BEAT_SECONDS = 0.25
TICK_SECONDS = 10.0


class Pulse:
    def __init__(self, db: Database, fanout: Fanout, connections: Connections) -> None:
        self._db = db
        self._fanout = fanout
        self._connections = connections
        self._lock = concurrency.lock()
        self._stirred: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
        self._next_tick = time.monotonic() + TICK_SECONDS

    def stir(self, room_id: int, topics: Iterable[tuple[str, str]]) -> None:
        with self._lock:
            self._stirred[room_id].update(topics)

    def run(self) -> None:
        """Beat for as long as the process lives."""
        while True:
            concurrency.sleep(BEAT_SECONDS)
            try:
                self.beat()
            except Exception:
                log.exception("a beat of the pulse failed")

    def beat(self) -> None:
        """Say the newest state of everything that was stirred since the last beat."""
        with self._lock:
            stirred, self._stirred = self._stirred, defaultdict(set)
        for room_id, topics in stirred.items():
            try:
                self._say_states(room_id, topics)
            except Refused:
                self.stir(room_id, topics)  # the database is busy: at the next beat
            except Exception:
                log.exception("the states of room %s could not be said", room_id)
        if time.monotonic() >= self._next_tick:
            self._next_tick = time.monotonic() + TICK_SECONDS
            self._tick()

    def _say_states(self, room_id: int, topics: set[tuple[str, str]]) -> None:
        keys: defaultdict[str, set[str]] = defaultdict(set)
        for name, key in topics:
            keys[name].add(key)
        with self._db.read() as db:
            room = db.get_one(Room, room_id)
            states = [
                state
                for name, of in keys.items()
                for state in TOPICS[name](db, room, frozenset(of))
            ]
        for state in states:
            self._fanout.state(room_id, state, room.version)

    def _tick(self) -> None:
        rooms = self._connections.rooms()
        if not rooms:
            return
        with self._db.read() as db:
            said = db.execute(
                select(Room.id, Room.version, Room.said_everyone, Room.said_hosts).where(
                    Room.id.in_(rooms)
                )
            ).all()
        for row in said:
            versions = {
                Audience.EVERYONE.value: row.said_everyone,
                Audience.HOSTS.value: row.said_hosts,
            }
            self._fanout.state(row.id, RoomTick(said=versions), row.version)
