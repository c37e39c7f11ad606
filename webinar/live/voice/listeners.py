"""Remembers, in this process, the members who hear each channel, and reports them to the hosts.

Only memory is used: a listener changes the channel too often for the database. Every process
reports its own listeners, and the hosts' pages unite the reports: a member may have tabs in
several processes.
"""

from __future__ import annotations

import logging
import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from enum import IntEnum
from typing import NamedTuple, Protocol

from webinar.kit import concurrency
from webinar.live.voice.number_set import packed
from webinar.live.voice.wire import ListenersView, VoiceListeners
from webinar.room.rooms.models import MemberNumber

log = logging.getLogger(__name__)

FIRST_REPORT_SECONDS = 1.0
REPORT_SECONDS = 5.0


class Rendition(IntEnum):
    """What a listener gets, the best first; from the media server, it does not pass this one."""

    FULL = 0
    MEDIA_SERVER = 1
    THIN = 2
    TEXT = 3


class Listener(NamedTuple):
    """A link that hears a channel, and its member."""

    member_id: int
    channel: str
    rendition: Rendition


class Hosts(Protocol):
    """The way to the hosts of one room, and to the links and the database behind the reports."""

    def is_open(self, sid: str) -> bool: ...

    def send(self, report: VoiceListeners) -> None: ...

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
        unknown = {member_id for heard in by_channel.values() for member_id in heard} - set(numbers)
        if unknown:
            numbers.update(hosts.numbers_of(unknown))
        views = {channel: _view(heard, numbers) for channel, heard in by_channel.items()}
        hosts.send(VoiceListeners(process=self._process, channels=views))

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


def _view(heard: Mapping[int, Rendition], numbers: Mapping[int, MemberNumber]) -> ListenersView:
    def members(wanted: Rendition) -> str:
        return packed(
            numbers[member_id]
            for member_id, rendition in heard.items()
            if rendition is wanted and member_id in numbers
        )

    return ListenersView(
        full=members(Rendition.FULL),
        media_server=members(Rendition.MEDIA_SERVER),
        thin=members(Rendition.THIN),
        text=members(Rendition.TEXT),
    )
