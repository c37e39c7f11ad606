"""A broadcast to many links, encoded once as an Engine.IO packet and as a WebSocket frame."""

from __future__ import annotations

from base64 import b64decode
from functools import cached_property
from typing import Any

import msgspec
from engineio import packet

from webinar.room.transport.frames import binary_frame, text_frame


class Frame:
    """An event for any number of links. Only the newest frame of a `state` matters.

    `attachment` names a field of the body that holds base64, and that WebSockets of our own carry
    as bytes.
    """

    def __init__(
        self, event: str, body: Any, state: str | None = None, attachment: str | None = None
    ) -> None:
        self.state = state
        self._event, self._body, self._attachment = event, body, attachment

    @cached_property
    def _text(self) -> str:
        # 2 is Socket.IO's event.
        return f"2{_json([self._event, self._body])}"

    @cached_property
    def packet(self) -> Any:
        """The packet for a link that writes through the library's queue."""
        return packet.Packet(packet.MESSAGE, self._text)

    @cached_property
    def bytes(self) -> bytes:
        """The bytes for a WebSocket: the same for every link, since a server does not mask.

        With an attachment they are two frames, which must not be parted.
        """
        name = self._attachment
        # 4 is Engine.IO's message, and 51- Socket.IO's event with one attachment.
        if name is None:
            return text_frame(f"4{self._text}")
        event = [self._event, {**self._body, name: {"_placeholder": True, "num": 0}}]
        return text_frame(f"451-{_json(event)}") + binary_frame(b64decode(self._body[name]))


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def acknowledgement(number: int, answer: Any) -> bytes:
    """Return the frame that answers the event with this acknowledgement id."""
    return text_frame(f"43{number}{_json([answer])}")
