"""Presence per member: evidence from all sockets of a member, written down every few seconds.

Evidence is a frame that arrived. That a socket is still open, or when the server noticed that it
was not, proves nothing and is not used.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from webinar import clock, concurrency
from webinar.errors import Refused
from webinar.live.change import Change
from webinar.live.connections import Connection, Connections
from webinar.live.room_queue import RoomQueue

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
# Evidence in memory is at most this old when the process is killed.
WRITE_SECONDS = 3.0
# Somebody who was silent for longer than a heartbeat and a slow link's delay is shown as lost.
SILENT_SECONDS = 9.0


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is known of one member now. `is_new`: first seen by this process just now."""

    member_id: int
    began_at: datetime
    last_heard_at: datetime
    is_open: bool
    is_new: bool


# Writes sightings; answers where an interval was taken over from a process that is gone, as
# {member id: when that interval began}, or None when the room takes no more evidence.
Recorder = Callable[[Change, Sequence[Sighting]], dict[int, datetime] | None]


@dataclass(slots=True)
class _Stay:
    room_id: int
    began_at: datetime
    heard: float
    written: float | None = None
    is_open: bool = True


class Presence:
    """`heard_at(eio_sid)` gives the monotonic time of a link's last frame, None if it is gone."""

    def __init__(
        self,
        queue: RoomQueue,
        connections: Connections,
        heard_at: Callable[[str], float | None],
        changed: Callable[[int], None],
        record: Recorder,
    ) -> None:
        self._queue = queue
        self._connections = connections
        self._heard_at = heard_at
        self._changed = changed
        self._record = record
        self._lock = concurrency.lock()
        self._stays: dict[int, _Stay] = {}
        self._looks: dict[int, dict[int, bool]] = {}

    def arrived(self, connection: Connection) -> None:
        """A socket of this member was opened; the next look writes it down."""
        self._hear(connection, time.monotonic())

    def left(self, connection: Connection) -> None:
        """A socket is gone. The stay ends with the member's last one, at its last evidence."""
        heard = self._heard_at(connection.eio_sid)
        if heard is not None:
            self._hear(connection, heard)
        if not self._connections.of_member(connection.member_id):
            with self._lock:
                stay = self._stays.get(connection.member_id)
                if stay is not None:
                    stay.is_open = False

    def run(self) -> None:
        """Look for as long as the process lives."""
        while True:
            concurrency.sleep(LOOK_SECONDS)
            try:
                self.look()
            except Exception:
                log.exception("presence could not be looked at")

    def look(self, *, everything: bool = False) -> None:
        """Take in the evidence of all links and write what is due (or everything)."""
        for connection in self._connections.everyone():
            heard = self._heard_at(connection.eio_sid)
            if heard is not None:
                self._hear(connection, heard)
        due: defaultdict[int, dict[int, _Stay]] = defaultdict(dict)
        with self._lock:
            for member_id, stay in self._stays.items():
                if everything or _is_due(stay):
                    due[stay.room_id][member_id] = stay
        for room_id, stays in due.items():
            self._write(room_id, stays)
        self._notice_changes()

    def _hear(self, connection: Connection, heard: float) -> None:
        with self._lock:
            stay = self._stays.get(connection.member_id)
            if stay is None or (not stay.is_open and heard > stay.heard):
                began = clock.at(heard)
                self._stays[connection.member_id] = _Stay(connection.room_id, began, heard)
            else:
                stay.heard = max(stay.heard, heard)

    def _write(self, room_id: int, stays: dict[int, _Stay]) -> None:
        taken = {member_id: (stay.heard, stay.is_open) for member_id, stay in stays.items()}
        sightings = [
            Sighting(
                member_id=member_id,
                began_at=stays[member_id].began_at,
                last_heard_at=clock.at(heard),
                is_open=is_open,
                is_new=stays[member_id].written is None,
            )
            for member_id, (heard, is_open) in taken.items()
        ]
        try:
            taken_over = self._queue.run(room_id, lambda change: self._record(change, sightings))
        except Refused:
            return  # the database is busy: it is all still here at the next look
        with self._lock:
            for member_id, (heard, is_open) in taken.items():
                stay = stays[member_id]
                stay.written = heard
                stay.began_at = (taken_over or {}).get(member_id, stay.began_at)
                if (not is_open or taken_over is None) and self._stays.get(member_id) is stay:
                    del self._stays[member_id]
        self._changed(room_id)

    def _notice_changes(self) -> None:
        """Tell who watches when somebody has fallen silent or is heard again."""
        now = time.monotonic()
        looks: defaultdict[int, dict[int, bool]] = defaultdict(dict)
        with self._lock:
            for member_id, stay in self._stays.items():
                looks[stay.room_id][member_id] = now - stay.heard < SILENT_SECONDS
        for room_id in looks.keys() | self._looks.keys():
            if looks.get(room_id) != self._looks.get(room_id):
                self._changed(room_id)
        self._looks = dict(looks)


def _is_due(stay: _Stay) -> bool:
    return stay.written is None or not stay.is_open or stay.heard - stay.written >= WRITE_SECONDS
