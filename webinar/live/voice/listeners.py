"""Counts, in this process, the members who hear each channel, and reports them to the hosts.

Only memory is used: a listener changes the channel too often for the database. Every process
reports its own listeners, and the hosts' pages add the reports up.
"""

from __future__ import annotations

import logging
import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from enum import IntEnum
from typing import NamedTuple, Protocol

from webinar.kit import concurrency
from webinar.live.voice.wire import ListenerCounts, VoiceListenerNames, VoiceListeners
from webinar.room.rooms.models import MemberNumber

log = logging.getLogger(__name__)

FIRST_REPORT_SECONDS = 1.0
REPORT_SECONDS = 5.0


class Rendition(IntEnum):
    """What a listener gets, the best first."""

    FULL = 0
    THIN = 1
    TEXT = 2


class Listener(NamedTuple):
    """A link that hears a channel, and its member."""

    member_id: int
    channel: str
    rendition: Rendition


class Hosts(Protocol):
    """The way to the hosts of one room, and to the links and the database behind the counts."""

    def is_open(self, sid: str) -> bool: ...

    def send_counts(self, counts: VoiceListeners) -> None: ...

    def send_names(self, names: VoiceListenerNames) -> None: ...

    def numbers_of(self, member_ids: Collection[int]) -> Mapping[int, MemberNumber]: ...


class Listeners:
    """The listeners of all rooms in this process. Rooms in which nobody listens cost nothing."""

    def __init__(
        self,
        spawn: Callable[..., None] = concurrency.spawn,
        sleep: Callable[[float], None] = concurrency.sleep,
    ) -> None:
        self._spawn = spawn
        self._sleep = sleep
        self._process = secrets.token_hex(4)
        self._lock = concurrency.lock()
        # {room id: {socket id: listener}}; a room is here while its reports are running.
        self._rooms: dict[int, dict[str, Listener]] = {}

    def note(self, room_id: int, sid: str, listener: Listener | None, hosts: Hosts) -> None:
        """Note what a link hears from now on; None for nothing."""
        with self._lock:
            is_new = room_id not in self._rooms
            if listener is not None:
                self._rooms.setdefault(room_id, {})[sid] = listener
            elif not is_new:
                self._rooms[room_id].pop(sid, None)
        if is_new and listener is not None:
            self._spawn(self._report, room_id, hosts)

    def _report(self, room_id: int, hosts: Hosts) -> None:
        """Report every few seconds until nobody listens; the last report says so."""
        numbers: dict[int, MemberNumber] = {}
        self._sleep(FIRST_REPORT_SECONDS)
        while True:
            by_channel = self._present(room_id, hosts)
            try:
                self._send(by_channel, hosts, numbers)
            except Exception:
                log.exception("the listeners of room %s could not be reported", room_id)
            if not by_channel:
                return
            self._sleep(REPORT_SECONDS)

    def _send(
        self,
        by_channel: Mapping[str, Mapping[int, Rendition]],
        hosts: Hosts,
        numbers: dict[int, MemberNumber],
    ) -> None:
        counts = {channel: _count(heard.values()) for channel, heard in by_channel.items()}
        hosts.send_counts(VoiceListeners(process=self._process, channels=counts))
        unknown = {member_id for heard in by_channel.values() for member_id in heard} - set(numbers)
        if unknown:
            numbers.update(hosts.numbers_of(unknown))
        names = {
            channel: sorted(numbers[member_id] for member_id in heard if member_id in numbers)
            for channel, heard in by_channel.items()
        }
        hosts.send_names(VoiceListenerNames(process=self._process, channels=names))

    def _present(self, room_id: int, hosts: Hosts) -> dict[str, dict[int, Rendition]]:
        """Return each channel's listeners, and forget the links that have closed.

        A member who listens in two tabs counts once in a channel, with the better rendition.
        """
        by_channel: defaultdict[str, dict[int, Rendition]] = defaultdict(dict)
        with self._lock:
            links = self._rooms[room_id]
            for sid in [sid for sid in links if not hosts.is_open(sid)]:
                del links[sid]
            for listener in links.values():
                heard = by_channel[listener.channel]
                best = min(heard.get(listener.member_id, Rendition.TEXT), listener.rendition)
                heard[listener.member_id] = best
            if not links:
                del self._rooms[room_id]
        return dict(by_channel)


def _count(renditions: Collection[Rendition]) -> ListenerCounts:
    found = list(renditions)
    return ListenerCounts(
        full=found.count(Rendition.FULL),
        thin=found.count(Rendition.THIN),
        text=found.count(Rendition.TEXT),
    )
