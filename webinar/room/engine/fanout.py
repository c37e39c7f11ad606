"""Sends each broadcast to all sockets of its audience. No other module emits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from webinar.room.engine.change import AddressedBroadcast
from webinar.room.engine.jobs import Settled, VersionedBroadcast
from webinar.room.engine.wire import Audience, Broadcast, RoomTick, State
from webinar.room.transport.packs import AddressedEvent


class Emitter(Protocol):
    def emit_all(self, events: Sequence[AddressedEvent], *, is_local: bool = False) -> None:
        """Send these events in order; `is_local` sends them to this process's sockets only."""


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
        """Send the broadcasts of a committed batch, in order and in one message per process."""
        self._emitter.emit_all([_addressed(room_id, versioned) for versioned in settled.outbox])

    def state(self, room_id: int, addressed: AddressedBroadcast, version: int) -> None:
        """Send a state that the pulse read at this version, or a fleeting broadcast."""
        self.states(room_id, [addressed], version)

    def states(self, room_id: int, states: Iterable[AddressedBroadcast], version: int) -> None:
        """Send states that the pulse read at this version."""
        self._emitter.emit_all(
            [
                _addressed(
                    room_id,
                    VersionedBroadcast(
                        state.broadcast, version, member_id=state.member_id, language=state.language
                    ),
                )
                for state in states
            ]
        )

    def tick(self, room_id: int, tick: RoomTick, version: int, audience: Audience) -> None:
        """Send a tick to the sockets of this process; other processes send their own ticks."""
        body = {**tick.body(), "version": version}
        event = AddressedEvent(tick.name, body, address(room_id, audience))
        self._emitter.emit_all([event], is_local=True)

    def fleeting(self, address: str, state: State) -> None:
        """Send a state that belongs to no version, such as sound, to this address everywhere."""
        self._emitter.emit_all([AddressedEvent(state.name, state.body(), address)])

    def farewell(self, broadcast: Broadcast) -> None:
        """Send this to every socket of this process; those of other processes stay connected."""
        event = AddressedEvent(broadcast.name, broadcast.body(), None)
        self._emitter.emit_all([event], is_local=True)


def _addressed(room_id: int, versioned: VersionedBroadcast) -> AddressedEvent:
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
    return AddressedEvent(broadcast.name, body, to)
