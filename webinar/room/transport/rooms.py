"""The library's client manager, changed so that broadcasting and leaving a room are cheap.

The library keeps a pair of dictionaries for every room and for every client, and walks all rooms
when a client leaves. Here a room is one dictionary, and a client knows its rooms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from socketio.manager import Manager

from webinar.kit import concurrency
from webinar.room.transport.broadcast_frame import Frame
from webinar.room.transport.cork import corked
from webinar.room.transport.delivery import Delivery, DeliveryOf, every_event_matters
from webinar.room.transport.links import Link
from webinar.room.transport.packs import AddressedEvent
from webinar.room.transport.sound_taps import SoundTaps

# Returns the part of an event's body that remotes receive; None if they do not receive the event.
HeardByRemotes = Callable[[str, Any], Any | None]


def whole_body(_event: str, body: Any) -> Any:
    return body


class Rooms(Manager):  # type: ignore[misc]  # the library is untyped
    """Named rooms of clients, in the only namespace."""

    delivery_of: DeliveryOf = staticmethod(every_event_matters)
    heard_by_remotes: HeardByRemotes = staticmethod(whole_body)
    # A context that may join the messages sent to one client within it.
    together: Callable[[], AbstractContextManager[None]] = staticmethod(corked)
    # The most seconds that a message of another process takes to reach this one.
    travel_seconds = 0.0

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._sids: dict[str, str] = {}
        self._rooms_of: dict[str, tuple[str, ...]] = {}
        self._lock = concurrency.lock()
        self.sound_taps = SoundTaps()

    def start(self) -> None:
        """Begin to hear other processes, if there are any. Called once, by the server."""

    def leave(self) -> None:
        """Tell the other processes that this one ends."""

    @property
    def is_apart(self) -> bool:
        """Whether other processes may be sending messages now that this one does not receive."""
        return False

    def has_missed(self) -> bool:
        """Whether messages of other processes may have been missed since the last call."""
        return False

    def emit(
        self, event: str, data: Any, namespace: str, room: str | None = None, **options: Any
    ) -> None:
        """Send one event, as the library has it; the live path sends by `emit_all`."""
        if options.get("callback") or options.get("skip_sid"):
            raise NotImplementedError("our broadcasts have no callback and skip no client")
        addressed = AddressedEvent(event, data, options.get("to") or room)
        self.emit_all([addressed], is_local=bool(options.get("ignore_queue")))

    def emit_all(self, events: Sequence[AddressedEvent], *, is_local: bool = False) -> None:
        """Send these events, in order; other processes send them to their clients, unless local."""
        with self.together() if len(events) > 1 else nullcontext():
            for addressed in events:
                self._send(*addressed)

    def is_heard(self, address: str) -> bool:
        """Whether anybody in this process hears what is sent to this address."""
        return address in self.rooms.get("/", {}) or self.sound_taps.is_tapped(address)

    def _send(self, event: str, body: Any, address: str | None) -> None:
        """Send the event to all in the room, encoded and framed once, and once more for remotes."""
        self.sound_taps.hear(address, body)
        receivers = list(self.get_participants("/", address))
        if not receivers:
            return  # as often happens to a rendition of a channel's sound
        delivery = self.delivery_of(event, body)
        frame = Frame(event, body, delivery.state, delivery.attachment)
        links, remotes = self.server.eio.sockets, []
        is_sound = delivery.captured_ms is not None
        for _, eio_sid in receivers:
            link: Link | None = links.get(eio_sid)
            if link is None:
                continue
            if is_sound and not _takes(link, delivery, address):
                continue
            if link.is_remote:
                remotes.append(link)
            else:
                link.say(frame)
        if remotes and (remote_body := self.heard_by_remotes(event, body)) is not None:
            frame = Frame(event, remote_body, delivery.state)
            for link in remotes:
                link.say(frame)

    def get_participants(self, namespace: str, room: Any) -> Iterator[tuple[str, str]]:
        """Return pairs of client and link: a copy, since sending may show that a client is gone."""
        rooms = self.rooms.get(namespace, {})
        members = rooms.get(room)
        if members is None and room in rooms.get(None, {}):
            return iter([(room, rooms[None][room])])
        return iter(list((members or {}).items()))

    def rooms_of(self, sid: str) -> tuple[str, ...]:
        """Return the names of the rooms that this client has entered."""
        return self._rooms_of.get(sid, ())

    def pre_connect(self, eio_sid: str, namespace: str) -> str | None:
        sid: str = self.server.eio.generate_id()
        with self._lock:
            if eio_sid in self._sids:
                return None  # it is connected already
            self._sids[eio_sid] = sid
            self.rooms.setdefault(namespace, {}).setdefault(None, {})[sid] = eio_sid
            self.pending_connect.setdefault(namespace, []).append(sid)
        return sid

    def sid_from_eio_sid(self, eio_sid: str, namespace: str) -> str | None:
        return self._sids.get(eio_sid)

    def basic_enter_room(
        self, sid: str, namespace: str, room: str, eio_sid: str | None = None
    ) -> None:
        with self._lock:
            rooms = self.rooms.get(namespace, {})
            if sid not in rooms.get(None, {}):
                raise ValueError("sid is not connected to requested namespace")
            rooms.setdefault(room, {})[sid] = rooms[None][sid]
            self._rooms_of[sid] = (*self._rooms_of.get(sid, ()), room)

    def basic_leave_room(self, sid: str, namespace: str, room: str) -> None:
        with self._lock:
            self._leave(sid, namespace, room)
            if sid in self._rooms_of:
                remaining = (name for name in self._rooms_of[sid] if name != room)
                self._rooms_of[sid] = tuple(remaining)

    def basic_disconnect(self, sid: str, namespace: str, **_options: Any) -> None:
        """Leave all rooms; the cost does not depend on the number of other clients."""
        with self._lock:
            clients = self.rooms.get(namespace, {}).get(None, {})
            self._sids.pop(clients.pop(sid, None), None)
            for room in self._rooms_of.pop(sid, ()):
                self._leave(sid, namespace, room)
            for pending in (self.pending_connect, self.pending_disconnect):
                if sid in pending.get(namespace, ()):
                    pending[namespace].remove(sid)

    def _leave(self, sid: str, namespace: str, room: str) -> None:
        rooms = self.rooms.get(namespace, {})
        rooms.get(room, {}).pop(sid, None)
        if not rooms.get(room, True):
            del rooms[room]


def _takes(link: Link, delivery: Delivery, address: str | None) -> bool:
    """Return whether to send this sound of this address to this link."""
    captured_ms, gate = delivery.captured_ms, link.sound_gate
    if captured_ms is None or gate is None:
        return False
    return gate.takes(captured_ms, delivery.length_ms, address)
