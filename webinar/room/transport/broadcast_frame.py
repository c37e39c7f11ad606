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
        # Not cached properties, whose lock in Python 3.11 costs several times as much as encoding.
        self._encoded: str | None = None
        self._framed: bytes | None = None

    @property
    def _text(self) -> str:
        if self._encoded is None:
            # 2 is Socket.IO's event.
            self._encoded = f"2{_json([self._event, self._body])}"
        return self._encoded

    @cached_property
    def packet(self) -> Any:
        """The packet for a link that writes through the library's queue."""
        return packet.Packet(packet.MESSAGE, self._text)

    @property
    def bytes(self) -> bytes:
        """The bytes for a WebSocket: the same for every link, since a server does not mask.

        With an attachment they are two frames, which must not be parted.
        """
        if self._framed is None:
            name = self._attachment
            self._framed = (
                # 4 is Engine.IO's message.
                text_frame(f"4{self._text}")
                if name is None
                else _with_attachment(self._event, self._body, name)
            )
        return self._framed


def _with_attachment(event: str, body: Any, name: str) -> bytes:
    """Return an event's frame and that of its attachment, the body's field of this name."""
    # 51- is Socket.IO's event with one attachment, within Engine.IO's message.
    head = [event, {**body, name: {"_placeholder": True, "num": 0}}]
    return text_frame(f"451-{_json(head)}") + binary_frame(b64decode(body[name]))


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


# The last answer and its text: in one batch, all that are done have equal answers.
_last_answer: tuple[dict[str, Any], str] = ({}, "[{}]")


def acknowledgement(number: int, answer: dict[str, Any]) -> bytes:
    """Return the frame that answers the event with this acknowledgement id; `answer` is flat.

    Equal answers in a row are encoded once.
    """
    global _last_answer
    last, text = _last_answer
    if answer != last:
        text = _json([answer])
        _last_answer = (dict(answer), text)
    return text_frame(f"43{number}{text}")
