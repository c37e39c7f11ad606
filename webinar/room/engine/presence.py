"""Presence per member: evidence from all sockets of a member, written down every few seconds.

Evidence is a frame that arrived. An open socket proves nothing, nor does the time at which the
server noticed that a socket was gone, so neither is used.
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
# A member who was silent for longer than a heartbeat and a slow link's delay is shown as lost.
SILENT_SECONDS = 9.0
# After this time, the member is shown as away.
LOST_SECONDS = 60.0
# A stay that has ended is written again if there is any evidence newer than what was written.
_ANYTHING = 0.001


@dataclass(frozen=True, slots=True)
class Sighting:
    """The presence of one member now. `is_new`: this process has not written this stay before.

    `has_left`: the member said good-bye; a member who is gone without a good-bye was lost.
    """

    member_id: int
    began_at: datetime
    last_heard_at: datetime
    is_open: bool
    is_new: bool
    has_left: bool = False


# Writes sightings. Returns {member id: beginning} for new stays that continue an earlier interval,
# mostly one of another process, or None when the room takes no evidence any more.
Recorder = Callable[[Change, Sequence[Sighting]], dict[int, datetime] | None]


@dataclass(slots=True)
class _Stay:
    """A member's stay: `heard_at` and `is_open` as observed, and as they were last written.
    `said_goodbye` tells whether the last heard of the member's closed sockets said good-bye.
    `gone_at` is the last frame of a closed socket, `broke_at` the moment at which a link broke.
    All instants but `began_at` are seconds of the monotonic clock.
    """

    room_id: int
    member_id: int
    began_at: datetime
    heard_at: float
    is_open: bool = True
    written_heard_at: float | None = None
    written_is_open: bool = True
    said_goodbye: bool = False
    gone_at: float = 0.0
    broke_at: float = 0.0

    def is_silent(self, now: float) -> bool:
        """Whether the last evidence, or the moment at which a link broke, is too long ago.

        A broken link counts only if the member was not silent by then: it shows merely that a link
        existed until that moment, and a silent member may have been away already.
        """
        since = self.broke_at if self.broke_at - self.heard_at < SILENT_SECONDS else self.heard_at
        return now - max(since, self.heard_at) >= SILENT_SECONDS

    @property
    def is_due(self) -> bool:
        return (
            self.written_heard_at is None
            or self.is_open != self.written_is_open
            or self.heard_at - self.written_heard_at
            >= (WRITE_SECONDS if self.is_open else _ANYTHING)
        )

    def lose(self, heard_at: float, said_goodbye: bool) -> None:
        """Note that a socket last heard at this time is gone; the last heard socket decides."""
        if heard_at >= self.gone_at:
            self.gone_at, self.said_goodbye = heard_at, said_goodbye


class Presence:
    """Collects the evidence of all members, and writes it down.

    `heard_at(eio_sid)` returns the monotonic time of a link's last frame, None if it is gone.
    """

    def __init__(
        self,
        queue: RoomQueue,
        connections: Connections,
        heard_at: Callable[[str], float | None],
        on_change: Callable[[int], None],
        record: Recorder,
    ) -> None:
        self._queue = queue
        self._connections = connections
        self._heard_at = heard_at
        self._on_change = on_change
        self._record = record
        self._lock = concurrency.lock()
        self._stays: dict[int, _Stay] = {}
        # Stays that had ended but were not yet written when their member came back.
        self._past: list[_Stay] = []
        self._looks: dict[int, dict[int, bool]] = {}
        self._is_stopping = False

    def stop(self) -> None:
        """Note that the server stops: a link that ends from now on does not end a stay."""
        self._is_stopping = True

    def note_arrival(self, connection: Connection) -> None:
        """Note that a socket of this member was opened; the next look writes the stay."""
        heard_at, member_id = time.monotonic(), connection.member_id
        with self._lock:
            stay = self._stays.get(member_id)
            # Reloading a page is no absence: an open link may be silent for as long.
            if stay is not None and (stay.is_open or not stay.is_silent(heard_at)):
                stay.heard_at, stay.is_open = heard_at, True
                return
            if stay is not None and stay.is_due:
                self._past.append(stay)
            began_at = clock.at(heard_at)
            self._stays[member_id] = _Stay(connection.room_id, member_id, began_at, heard_at)

    def note_departure(
        self, connection: Connection, *, said_goodbye: bool = False, broke_at: float | None = None
    ) -> None:
        """Note that a socket is gone; with the member's last socket, the stay ends.

        The stay ends at its last evidence. `said_goodbye`: the client said good-bye. The socket
        heard last decides whether the member left or was lost, because the loss of an earlier
        socket may be noticed later. `broke_at`: when the system reported that the client's end is
        gone, if so.
        """
        self._note_evidence([connection])
        if self._is_stopping:
            return  # the member will probably come back, and was then not away
        heard_at = self._heard_at(connection.eio_sid)
        is_last = not self._connections.of_member(connection.member_id)
        with self._lock:
            stay = self._stays.get(connection.member_id)
            if stay is None:
                return
            stay.lose(stay.heard_at if heard_at is None else heard_at, said_goodbye)
            stay.broke_at = max(stay.broke_at, broke_at or 0.0)
            if is_last:
                stay.is_open = False

    def start(self) -> None:
        repeat(self.look, LOOK_SECONDS, "presence could not be looked at")

    def look(self, *, everything: bool = False) -> None:
        """Collect the evidence of all links, and write the due sightings, or all of them."""
        self._note_evidence(self._connections.everyone())
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
        self._drop_old_stays()
        self._notice_changes()

    def _note_evidence(self, connections: Sequence[Connection]) -> None:
        """Note when the links of these connections were last heard."""
        with self._lock:
            for connection in connections:
                heard_at = self._heard_at(connection.eio_sid)
                stay = self._stays.get(connection.member_id)
                if heard_at is not None and stay is not None and heard_at > stay.heard_at:
                    stay.heard_at = heard_at

    def _write(self, room_id: int, stays: list[_Stay]) -> None:
        observed = [(stay, stay.heard_at, stay.is_open) for stay in stays]
        has_turned = any(is_open != stay.written_is_open for stay, _, is_open in observed)
        sightings = [
            Sighting(
                member_id=stay.member_id,
                began_at=stay.began_at,
                last_heard_at=clock.at(heard_at),
                is_open=is_open,
                is_new=stay.written_heard_at is None,
                has_left=not is_open and stay.said_goodbye,
            )
            for stay, heard_at, is_open in observed
        ]
        try:
            beginnings = self._queue.run(
                room_id,
                lambda change: self._record(change, sightings),
                keeps_cache=True,
                can_wait=True,
            )
        except Exception as error:
            # The next look tries again with the same stays; the other rooms go on now.
            if not isinstance(error, Refused):
                log.exception("presence in room %s could not be written", room_id)
            with self._lock:
                self._past += [
                    stay for stay in stays if self._stays.get(stay.member_id) is not stay
                ]
            return
        self._note_written(observed, beginnings)
        if has_turned or any(sighting.is_new or not sighting.is_open for sighting in sightings):
            self._on_change(room_id)

    def _note_written(
        self, observed: list[tuple[_Stay, float, bool]], beginnings: dict[int, datetime] | None
    ) -> None:
        with self._lock:
            for stay, heard_at, is_open in observed:
                stay.written_heard_at, stay.written_is_open = heard_at, is_open
                stay.began_at = (beginnings or {}).get(stay.member_id, stay.began_at)
                if beginnings is None and self._stays.get(stay.member_id) is stay:
                    del self._stays[stay.member_id]

    def _drop_old_stays(self) -> None:
        """Drop a closed stay once it is written and too old for a returning member to continue."""
        now = time.monotonic()
        with self._lock:
            for stay in list(self._stays.values()):
                is_over = not stay.is_open and stay.is_silent(now)
                if is_over and not stay.is_due:
                    del self._stays[stay.member_id]

    def _notice_changes(self) -> None:
        """Report each room in which a member has fallen silent or is heard again."""
        now = time.monotonic()
        looks: defaultdict[int, dict[int, bool]] = defaultdict(dict)
        with self._lock:
            for member_id, stay in self._stays.items():
                looks[stay.room_id][member_id] = (
                    stay.is_open and now - stay.heard_at < SILENT_SECONDS
                )
        for room_id in looks.keys() | self._looks.keys():
            if looks.get(room_id) != self._looks.get(room_id):
                self._on_change(room_id)
        self._looks = dict(looks)
