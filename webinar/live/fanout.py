"""Speaking: one broadcast to all sockets of its audience. The only place that emits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from webinar.live.batch import Settled
from webinar.live.change import Said
from webinar.live.wire import Audience, Broadcast


class Emitter(Protocol):
    def emit(self, event: str, *args: Any, **kwargs: Any) -> Any: ...


def address(room_id: int, audience: Audience, member_id: int | None = None) -> str:
    """The name of the Socket.IO room in which this audience's sockets are."""
    return f"{audience}:{room_id}" if member_id is None else f"{Audience.MEMBER}:{member_id}"


class Fanout:
    def __init__(self, emitter: Emitter) -> None:
        self._emitter = emitter

    def speak(self, room_id: int, settled: Settled) -> None:
        """Say what a committed batch has to say, in order."""
        for said in settled.outbox:
            self._say(room_id, said, settled.version, settled.after)

    def state(self, room_id: int, broadcast: Broadcast, version: int) -> None:
        """Say a state that the pulse has read at this version."""
        self._say(room_id, Said(broadcast), version, {})

    def farewell(self, broadcast: Broadcast) -> None:
        """Say something to every socket of this process."""
        self._emitter.emit(broadcast.name, broadcast.body())

    def _say(self, room_id: int, said: Said, version: int, after: Mapping[Audience, int]) -> None:
        broadcast = said.broadcast
        body = {**broadcast.body(), "version": version}
        if broadcast.sequenced and broadcast.audience is not Audience.MEMBER:
            body["audience"] = broadcast.audience.value
            body["after"] = after[broadcast.audience]
        self._emitter.emit(
            broadcast.name, body, to=address(room_id, broadcast.audience, said.member_id)
        )
