"""Presence per member: evidence from all sockets of a member, written down every few seconds.

Evidence is a frame that arrived. An open socket proves nothing, nor does the time at which the
server noticed that a socket was gone, so neither is used.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from webinar.kit import clock, concurrency
from webinar.kit.errors import Refused
from webinar.kit.loop_turns import pieces_in_turns
from webinar.kit.repeating import repeat
from webinar.room.engine.change import Change
from webinar.room.engine.connections import Connection, Connections
from webinar.room.engine.room_queue import RoomQueue
from webinar.room.engine.stays import SILENT_SECONDS, Stay

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
# After this time, the member is shown as away.
LOST_SECONDS = 60.0


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
        self._stays: dict[int, Stay] = {}
        # Stays that had ended but were not yet written when their member came back.
        self._past: list[Stay] = []
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
            self._stays[member_id] = Stay(connection.room_id, member_id, began_at, heard_at)

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
        """Collect the evidence of all links, and write the due sightings, or all of them.

        Thousands are looked at and written in pieces; between two, the loop serves others.
        """
        for connections in pieces_in_turns(self._connections.everyone()):
            self._note_evidence(connections)
        due: defaultdict[int, list[Stay]] = defaultdict(list)
        with self._lock:
            past, self._past = self._past, []
        for stays in self._all_stays():
            for stay in stays:
                if everything or stay.is_due:
                    due[stay.room_id].append(stay)
        for stay in past:
            self._write(stay.room_id, [stay])
        for room_id, due_stays in due.items():
            for stays in pieces_in_turns(due_stays):
                self._write(room_id, stays)
        self._drop_old_stays()
        self._notice_changes()

    def _all_stays(self) -> Iterator[Sequence[Stay]]:
        """Yield all stays in pieces; ask for the next piece without the lock."""
        with self._lock:
            stays = list(self._stays.values())
        return pieces_in_turns(stays)

    def _note_evidence(self, connections: Sequence[Connection]) -> None:
        """Note when the links of these connections were last heard."""
        with self._lock:
            for connection in connections:
                heard_at = self._heard_at(connection.eio_sid)
                stay = self._stays.get(connection.member_id)
                if heard_at is not None and stay is not None and heard_at > stay.heard_at:
                    stay.heard_at = heard_at

    def _write(self, room_id: int, stays: Sequence[Stay]) -> None:
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
        self, observed: list[tuple[Stay, float, bool]], beginnings: dict[int, datetime] | None
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
        for stays in self._all_stays():
            with self._lock:
                for stay in stays:
                    is_over = not stay.is_open and stay.is_silent(now) and not stay.is_due
                    if is_over and self._stays.get(stay.member_id) is stay:
                        del self._stays[stay.member_id]

    def _notice_changes(self) -> None:
        """Report each room in which a member has fallen silent or is heard again."""
        now = time.monotonic()
        looks: defaultdict[int, dict[int, bool]] = defaultdict(dict)
        for stays in self._all_stays():
            for stay in stays:
                looks[stay.room_id][stay.member_id] = (
                    stay.is_open and now - stay.heard_at < SILENT_SECONDS
                )
        for room_id in looks.keys() | self._looks.keys():
            if looks.get(room_id) != self._looks.get(room_id):
                self._on_change(room_id)
        self._looks = dict(looks)
