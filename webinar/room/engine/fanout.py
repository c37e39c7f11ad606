"""Sends each broadcast to all sockets of its audience. No other module emits."""

from __future__ import annotations

from typing import Any, Protocol

from webinar.room.engine.change import AddressedBroadcast
from webinar.room.engine.jobs import Settled, VersionedBroadcast
from webinar.room.engine.wire import Audience, Broadcast, RoomTick, State


class Emitter(Protocol):
    def emit(self, event: str, *args: Any, **kwargs: Any) -> Any: ...


def address(room_id: int, audience: Audience, member_id: int | None = None) -> str:
    """Return the name of the Socket.IO room for this audience's sockets."""
    return f"{audience}:{room_id}" if member_id is None else f"{Audience.MEMBER}:{member_id}"


def readers(room_id: int, language: str) -> str:
    """Return the address of the participants whose page is in this language."""
    return f"{Audience.READERS}:{room_id}:{language}"


class Fanout:
    def __init__(self, emitter: Emitter) -> None:
        self._emitter = emitter

    def speak(self, room_id: int, settled: Settled) -> None:
        """Send the broadcasts of a committed batch, in order."""
        for versioned in settled.outbox:
            self._send(room_id, versioned)

    def state(self, room_id: int, addressed: AddressedBroadcast, version: int) -> None:
        """Send a state that the pulse read at this version, or a fleeting broadcast."""
        self._send(
            room_id, VersionedBroadcast(addressed.broadcast, version, member_id=addressed.member_id)
        )

    def tick(self, room_id: int, tick: RoomTick, version: int, audience: Audience) -> None:
        """Send a tick to the sockets of this process; other processes send their own ticks."""
        body = {**tick.body(), "version": version}
        self._emitter.emit(tick.name, body, to=address(room_id, audience), ignore_queue=True)

    def fleeting(self, address: str, state: State) -> None:
        """Send a state that belongs to no version, such as sound, to this address everywhere."""
        self._emitter.emit(state.name, state.body(), to=address)

    def farewell(self, broadcast: Broadcast) -> None:
        """Send this to every socket of this process; those of other processes stay connected."""
        self._emitter.emit(broadcast.name, broadcast.body(), ignore_queue=True)

    def _send(self, room_id: int, versioned: VersionedBroadcast) -> None:
        broadcast = versioned.broadcast
        body = {**broadcast.body(), "version": versioned.version}
        if versioned.after is not None:
            body["audience"] = broadcast.audience.value
            body["after"] = versioned.after
        to = (
            address(room_id, broadcast.audience, versioned.member_id)
            if versioned.language is None
            else readers(room_id, versioned.language)
        )
        self._emitter.emit(broadcast.name, body, to=to)
