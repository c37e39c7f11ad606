"""The pulse merges frequent states (tally, counts, presence) and sends them a few times a second.

A change only names the topics that it has stirred. A moment later the newest state is read once,
however many changes there were.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import msgspec
from msgspec import UNSET, UnsetType
from sqlalchemy import select

from webinar.kit import concurrency
from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.kit.repeating import repeat
from webinar.room.engine.change import AddressedBroadcast
from webinar.room.engine.connections import Connections
from webinar.room.engine.fanout import Fanout
from webinar.room.engine.registry import RESTS, TOPICS
from webinar.room.engine.room_queue import RoomQueue
from webinar.room.engine.wire import Audience, Broadcast, RoomTick
from webinar.room.rooms.models import Room

log = logging.getLogger(__name__)

BEAT_SECONDS = 0.25
TICK_SECONDS = 10.0
# The interval of ticks while other processes are not heard, because nothing else repairs their lost
# messages. Every client fetches the snapshot for a repair, so repairs come at most this often.
APART_SECONDS = 5.0
# A state that is n times longer than this rests for n beats: the people in a session of thousands
# are 200 kB, which neither the server nor a presenter's link can send four times a second.
BYTES_PER_BEAT = 8192


class OtherProcesses(Protocol):
    """Says whether this process hears the others; see `transport.rooms.Rooms`."""

    travel_seconds: float

    @property
    def is_apart(self) -> bool: ...

    def has_missed(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class _Tick:
    """A tick, and the time of the monotonic clock at which to send it to the room."""

    at: float
    room_id: int
    version: int
    last_versions: dict[str, int]
    is_apart: bool
    has_missed: bool


class Pulse:
    def __init__(
        self,
        db: Database,
        fanout: Fanout,
        connections: Connections,
        queue: RoomQueue,
        others: OtherProcesses,
    ) -> None:
        self._db = db
        self._queue = queue
        self._others = others
        self._fanout = fanout
        self._connections = connections
        self._lock = concurrency.lock()
        self._stirred: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
        self._rests: dict[tuple[int, str], float] = {}
        self._next_tick = time.monotonic() + TICK_SECONDS
        self._next_repair = 0.0
        self._has_missed = False
        self._ticks: deque[_Tick] = deque()

    def stir(self, room_id: int, topics: Iterable[tuple[str, str]]) -> None:
        with self._lock:
            self._stirred[room_id].update(topics)

    def start(self) -> None:
        repeat(self.beat, BEAT_SECONDS, "a beat of the pulse failed")

    def beat(self) -> None:
        """Send the newest state of each topic that was stirred since the last beat."""
        with self._lock:
            stirred, self._stirred = self._stirred, defaultdict(set)
        for room_id, topics in stirred.items():
            early_topics = {topic for topic in topics if self._is_early(room_id, topic[0])}
            if early_topics:
                self.stir(room_id, early_topics)
            try:
                self._send_states(room_id, topics - early_topics)
            except Refused:
                self.stir(room_id, topics)  # the database is busy: try again at the next beat
            except Exception:
                log.exception("the states of room %s could not be said", room_id)
        with suppress(Refused):  # the database is busy: try again at the next beat
            self._tick()

    def _is_early(self, room_id: int, topic: str) -> bool:
        """Whether this topic still rests after its last state."""
        rests_until = self._rests.get((room_id, topic), 0.0)
        if rests_until and rests_until <= time.monotonic():
            del self._rests[room_id, topic]
            return False
        return rests_until > 0

    def _send_states(self, room_id: int, topics: set[tuple[str, str]]) -> None:
        if not topics:
            return
        keys: defaultdict[str, set[str]] = defaultdict(set)
        for name, key in topics:
            keys[name].add(key)
        with self._db.read() as db:
            room = db.get_one(Room, room_id)
            states = {
                name: TOPICS[name](db, room, frozenset(its_keys)) for name, its_keys in keys.items()
            }
        messages: list[AddressedBroadcast] = []
        for name, broadcasts in states.items():
            addressed = [
                message if isinstance(message, AddressedBroadcast) else AddressedBroadcast(message)
                for message in broadcasts
            ]
            messages += addressed
            self._rest(room_id, name, [message.broadcast for message in addressed])
        if messages:
            self._fanout.states(room_id, messages, room.version)

    def _rest(self, room_id: int, topic: str, broadcasts: Sequence[Broadcast]) -> None:
        """Let the topic rest: the longer its state, the longer; some topics always rest."""
        beats = (
            sum(len(msgspec.json.encode(broadcast)) for broadcast in broadcasts) // BYTES_PER_BEAT
        )
        rest = max(beats * BEAT_SECONDS, RESTS.get(topic, 0.0))
        if rest:
            self._rests[room_id, topic] = time.monotonic() + rest

    def _tick(self) -> None:
        """Read the position that each audience should have reached, and send older readings."""
        now = time.monotonic()
        self._has_missed = self._others.has_missed() or self._has_missed
        needs_repair = self._has_missed or self._others.is_apart
        if now >= (self._next_repair if needs_repair else self._next_tick):
            self._read_ticks(now)
        while self._ticks and self._ticks[0].at <= now:
            tick = self._ticks.popleft()
            # The tick must not overtake broadcasts that this process has committed, but not sent.
            self._queue.aside(tick.room_id, partial(self._send_tick, tick))

    def _read_ticks(self, now: float) -> None:
        is_apart, has_missed = self._others.is_apart, self._has_missed
        rooms = self._connections.rooms()
        if rooms:
            with self._db.read() as db:
                rows = db.execute(
                    select(Room.id, Room.version, Room.said_everyone, Room.said_hosts).where(
                        Room.id.in_(rooms)
                    )
                ).all()
            # Nor may it overtake broadcasts of other processes that are still on their way here.
            at = now + self._others.travel_seconds
            for row in rows:
                versions = {
                    Audience.EVERYONE.value: row.said_everyone,
                    Audience.HOSTS.value: row.said_hosts,
                }
                self._ticks.append(_Tick(at, row.id, row.version, versions, is_apart, has_missed))
        self._has_missed = False
        if is_apart or has_missed:
            self._next_repair = now + APART_SECONDS
        self._next_tick = now + TICK_SECONDS

    def _send_tick(self, tick: _Tick) -> None:
        try:
            missed: bool | UnsetType = tick.has_missed or UNSET
            plain = RoomTick(said=tick.last_versions, missed=missed)
            self._fanout.tick(tick.room_id, plain, tick.version, Audience.EVERYONE)
            if tick.is_apart and not tick.has_missed:
                # Lost states go unnoticed, since they are outside the sequence; hosts watch them.
                repair = RoomTick(said=tick.last_versions, missed=True)
                self._fanout.tick(tick.room_id, repair, tick.version, Audience.HOSTS)
        except Exception:
            log.exception("a tick of room %s could not be said", tick.room_id)
