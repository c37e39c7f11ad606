"""A broadcast to many links, encoded once as an Engine.IO packet and as a WebSocket frame."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import msgspec
from engineio import packet

from webinar.room.transport.frames import text_frame


class Frame:
    """An event for any number of links. Only the newest frame of a `state` matters."""

    def __init__(self, event: str, body: Any, state: str | None = None) -> None:
        self.state = state
        # 4 is Engine.IO's message, 2 is Socket.IO's event.
        self._text = f"2{msgspec.json.encode([event, body]).decode()}"

    @cached_property
    def packet(self) -> Any:
        """The packet for a link that writes through the library's queue."""
        return packet.Packet(packet.MESSAGE, self._text)

    @cached_property
    def bytes(self) -> bytes:
        """The bytes for a WebSocket: the same for every link, since a server does not mask."""
        return text_frame(f"4{self._text}")


def acknowledgement(number: int, answer: Any) -> bytes:
    """Return the frame that answers the event with this acknowledgement id."""
    return text_frame(f"43{number}{msgspec.json.encode([answer]).decode()}")
