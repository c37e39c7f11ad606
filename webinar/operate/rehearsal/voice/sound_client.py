"""The socket of a simulated member who also sends or hears sound."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any, Protocol

from socketio.exceptions import SocketIOError

from webinar.operate.rehearsal.client import Client
from webinar.operate.rehearsal.follow import Body
from webinar.operate.rehearsal.outbox import Command


class Sound(Protocol):
    """What a client sends and hears of sound: an `Ear` or a `Speaker`. Times are monotonic."""

    def connected(self) -> None: ...
    def sounds(self, now: float) -> Iterable[Command]: ...
    def hear_sound(self, body: Body, now: float) -> None: ...


class SoundClient(Client):
    """A client with a `sound`, which only the client's own thread touches."""

    def __init__(self, sound: Sound, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.sound = sound

    def _connect(self) -> None:
        super()._connect()
        if self._socket is not None:
            self.sound.connected()

    def _act(self) -> None:
        super()._act()
        link = self._socket
        if link is None or self.door.waits:
            return
        try:
            for event in self.sound.sounds(time.monotonic()):
                link.emit(event.name, event.fields)
        except SocketIOError:
            self._inbox.put(lambda: self._lost(link))

    def _arrived(self, link: Any, name: str, bodies: tuple[Any, ...]) -> None:
        if name != "voice":
            super()._arrived(link, name, bodies)
            return
        # The time is taken here: the client's own thread may be busy.
        [body], now = bodies, time.monotonic()
        self._inbox.put(lambda: self._hear_sound(link, body, now))

    def _hear_sound(self, link: Any, body: Body, now: float) -> None:
        if link is self._socket:
            self.sound.hear_sound(body, now)
