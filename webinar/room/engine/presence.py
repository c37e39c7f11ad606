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

from webinar.kit import clock, concurrency
from webinar.kit.errors import Refused
from webinar.kit.repeating import repeat
from webinar.room.engine.change import Change
from webinar.room.engine.connections import Connection, Connections
from webinar.room.engine.room_queue import RoomQueue

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
# Evidence in memory is at most this old when the process is killed.
WRITE_SECONDS = 3.0
# Somebody who was silent for longer than a heartbeat and a slow link's delay is shown as lost.
SILENT_SECONDS = 9.0
# And after this time as away.
LOST_SECONDS = 60.0
# The end of a stay is written to the last bit of its evidence.
_ANYTHING = 0.001


@dataclass(frozen=True, slots=True)
class Sighting:
    """The presence of one member now. `is_new`: this process saw them first just now.

    `has_left`: the member said that they leave; one gone without saying so was lost.
    """

    member_id: int
    began_at: datetime
    last_heard_at: datetime
    is_open: bool
    is_new: bool
    has_left: bool = False


# Writes sightings; returns the stays that go on from what another process heard, as
# {member id: when they begin here}, or None when the room takes no evidence any more.
Recorder = Callable[[Change, Sequence[Sighting]], dict[int, datetime] | None]


@dataclass(slots=True)
class _Stay:
    """`heard` and `is_open` as observed, and as they were last written.

    `said_so` is whether the socket that was heard last of those that are gone said good-bye.
    """

    room_id: int
    member_id: int
    began_at: datetime
    heard: float
    is_open: bool = True
    written: float | None = None
    written_open: bool = True
    said_so: bool = False
    gone: float = 0.0
    broke: float = 0.0

    def is_silent(self, now: float) -> bool:
        """Whether it is too long ago that something was heard, or that a link broke.

        That a link broke extends nothing by itself: it only says that until then there was one.
        Somebody who was already silent may have been away for as long.
        """
        since = self.broke if self.broke - self.heard < SILENT_SECONDS else self.heard
        return now - max(since, self.heard) >= SILENT_SECONDS

    @property
    def is_due(self) -> bool:
        return (
            self.written is None
            or self.is_open != self.written_open
            or self.heard - self.written >= (WRITE_SECONDS if self.is_open else _ANYTHING)
        )

    def lose(self, heard: float, said_so: bool) -> None:
        """A socket last heard then is gone. If there were several, the last heard counts."""
        if heard >= self.gone:
            self.gone, self.said_so = heard, said_so


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
        # Stays that were over, and not yet written, when their member came back.
        self._past: list[_Stay] = []
        self._looks: dict[int, dict[int, bool]] = {}
        self._is_stopping = False

    def stop(self) -> None:
        """The server goes: from now on links end because of it, and nobody leaves by that."""
        self._is_stopping = True

    def arrived(self, connection: Connection) -> None:
        """A socket of this member was opened; the next look writes it down."""
        heard, member_id = time.monotonic(), connection.member_id
        with self._lock:
            stay = self._stays.get(member_id)
            # A page that is loaded again is no absence: an open link may be as silent as that.
            if stay is not None and (stay.is_open or not stay.is_silent(heard)):
                stay.heard, stay.is_open = heard, True
                return
            if stay is not None and stay.is_due:
                self._past.append(stay)
            began_at = clock.at(heard)
            self._stays[member_id] = _Stay(connection.room_id, member_id, began_at, heard)

    def left(
        self, connection: Connection, *, said_so: bool = False, broke_at: float | None = None
    ) -> None:
        """A socket is gone. The stay ends with the member's last one, at its last evidence.

        `said_so`: its client said good-bye. How the stay ends is what the socket tells that was
        heard last: one that was lost earlier may be noticed later. `broke_at`: when the system said
        that the client's end is gone, if it did.
        """
        self._hear([connection])
        if self._is_stopping:
            return  # they are expected back, and then were not away
        heard = self._heard_at(connection.eio_sid)
        is_last = not self._connections.of_member(connection.member_id)
        with self._lock:
            stay = self._stays.get(connection.member_id)
            if stay is None:
                return
            stay.lose(stay.heard if heard is None else heard, said_so)
            stay.broke = max(stay.broke, broke_at or 0.0)
            if is_last:
                stay.is_open = False

    def start(self) -> None:
        repeat(self.look, LOOK_SECONDS, "presence could not be looked at")

    def look(self, *, everything: bool = False) -> None:
        """Take in the evidence of all links and write the due sightings (or all)."""
        self._hear(self._connections.everyone())
        due: defaultdict[int, list[_Stay]] = defaultdict(list)
        with self._lock:
            past, self._past = self._past, []
            for stay in self._stays.values():
                if everything or stay.is_due:
                    due[stay.room_id].append(stay)
        for stay in past:
            self._write(stay.room_id, [stay])
        for room_id, stays in due.items():
            self._write(room_id, stays)
        self._forget()
        self._notice_changes()

    def _hear(self, connections: Sequence[Connection]) -> None:
        """Take in when their links were last heard."""
        with self._lock:
            for connection in connections:
                heard = self._heard_at(connection.eio_sid)
                stay = self._stays.get(connection.member_id)
                if heard is not None and stay is not None and heard > stay.heard:
                    stay.heard = heard

    def _write(self, room_id: int, stays: list[_Stay]) -> None:
        taken = [(stay, stay.heard, stay.is_open) for stay in stays]
        turned = any(is_open != stay.written_open for stay, _, is_open in taken)
        sightings = [
            Sighting(
                member_id=stay.member_id,
                began_at=stay.began_at,
                last_heard_at=clock.at(heard),
                is_open=is_open,
                is_new=stay.written is None,
                has_left=not is_open and stay.said_so,
            )
            for stay, heard, is_open in taken
        ]
        try:
            begun = self._queue.run(
                room_id, lambda change: self._record(change, sightings), keeps_cache=True
            )
        except Exception as error:
            # It is all still here at the next look; the other rooms need not wait for it.
            if not isinstance(error, Refused):
                log.exception("presence in room %s could not be written", room_id)
            with self._lock:
                self._past += [one for one in stays if self._stays.get(one.member_id) is not one]
            return
        self._note_written(taken, begun)
        if turned or any(one.is_new or not one.is_open for one in sightings):
            self._changed(room_id)

    def _note_written(
        self, taken: list[tuple[_Stay, float, bool]], begun: dict[int, datetime] | None
    ) -> None:
        with self._lock:
            for stay, heard, is_open in taken:
                stay.written, stay.written_open = heard, is_open
                stay.began_at = (begun or {}).get(stay.member_id, stay.began_at)
                if begun is None and self._stays.get(stay.member_id) is stay:
                    del self._stays[stay.member_id]

    def _forget(self) -> None:
        """Let go of those who left, once it is written and they would not be seen as returning."""
        now = time.monotonic()
        with self._lock:
            for stay in list(self._stays.values()):
                is_over = not stay.is_open and stay.is_silent(now)
                if is_over and not stay.is_due:
                    del self._stays[stay.member_id]

    def _notice_changes(self) -> None:
        """Tell who watches when somebody has fallen silent or is heard again."""
        now = time.monotonic()
        looks: defaultdict[int, dict[int, bool]] = defaultdict(dict)
        with self._lock:
            for member_id, stay in self._stays.items():
                looks[stay.room_id][member_id] = stay.is_open and now - stay.heard < SILENT_SECONDS
        for room_id in looks.keys() | self._looks.keys():
            if looks.get(room_id) != self._looks.get(room_id):
                self._changed(room_id)
        self._looks = dict(looks)
