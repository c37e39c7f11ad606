"""Speaking: one broadcast to all sockets of its audience. The only place that emits."""

from __future__ import annotations

from typing import Any, Protocol

from webinar.room.engine.change import Said
from webinar.room.engine.jobs import Settled, Spoken
from webinar.room.engine.wire import Audience, Broadcast, RoomTick


class Emitter(Protocol):
    def emit(self, event: str, *args: Any, **kwargs: Any) -> Any: ...


def address(room_id: int, audience: Audience, member_id: int | None = None) -> str:
    """The name of the Socket.IO room in which this audience's sockets are."""
    return f"{audience}:{room_id}" if member_id is None else f"{Audience.MEMBER}:{member_id}"


def readers(room_id: int, language: str) -> str:
    """Return the address of the participants whose page is in this language."""
    return f"{Audience.READERS}:{room_id}:{language}"


class Fanout:
    def __init__(self, emitter: Emitter) -> None:
        self._emitter = emitter

    def speak(self, room_id: int, settled: Settled) -> None:
        """Say what a committed batch has to say, in order."""
        for spoken in settled.outbox:
            self._say(room_id, spoken)

    def state(self, room_id: int, said: Said, version: int) -> None:
        """Say a state that was read at this version: by the pulse, or of the moment."""
        self._say(room_id, Spoken(said.broadcast, version, member_id=said.member_id))

    def tick(self, room_id: int, tick: RoomTick, version: int, audience: Audience) -> None:
        """Say a tick to the sockets of this process; each process says those of its own."""
        body = {**tick.body(), "version": version}
        self._emitter.emit(tick.name, body, to=address(room_id, audience), ignore_queue=True)

    def farewell(self, broadcast: Broadcast) -> None:
        """Say something to every socket of this process."""
        # Sockets of other processes stay where they are.
        self._emitter.emit(broadcast.name, broadcast.body(), ignore_queue=True)

    def _say(self, room_id: int, spoken: Spoken) -> None:
        broadcast = spoken.broadcast
        body = {**broadcast.body(), "version": spoken.version}
        if spoken.after is not None:
            body["audience"] = broadcast.audience.value
            body["after"] = spoken.after
        to = (
            address(room_id, broadcast.audience, spoken.member_id)
            if spoken.language is None
            else readers(room_id, spoken.language)
        )
        self._emitter.emit(broadcast.name, body, to=to)
