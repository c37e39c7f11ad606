"""Reads a client's bytes as messages of its WebSocket, without I/O, and notices when it ends.

`stream` receives them on eventlet's loop, `threaded_stream` in the thread of the request.
"""

from __future__ import annotations

import logging
from typing import Protocol

from webinar.room.transport.frames import (
    CLOSE,
    NO_CODE,
    NORMAL,
    PING,
    PONG,
    TEXT,
    FrameError,
    FrameReader,
    control_frame,
)

log = logging.getLogger(__name__)


class Owner(Protocol):
    """The receiver of a stream's events."""

    def on_text(self, text: str) -> None: ...

    def on_other(self, *, is_control: bool) -> None:
        """Handle a ping or a pong of the WebSocket itself, or a message that is not text."""

    def on_end(self, *, close_code: int | None) -> None:
        """Handle the end of the connection. Called once, but not after `end`.

        `close_code` is the client's close code: `NO_CODE` if it sent none, None without a frame.
        """


class Incoming:
    """The half of a stream that reads. `longest` is the longest message, in bytes."""

    __slots__ = ("_owner", "_reader", "is_cut")

    def __init__(self, owner: Owner, longest: int) -> None:
        self._owner: Owner | None = owner
        self._reader = FrameReader(longest)
        self.is_cut = False  # whether the client's end, or the network, ended the connection

    def start(self, already_read: bytes) -> None:
        """Listen to the client; `already_read` holds bytes that arrived with its request."""
        raise NotImplementedError

    def write(self, frame: bytes, state: str | None = None) -> None:
        """Send now or when the client can take it, in order; a newer `state` replaces an older."""
        raise NotImplementedError

    def end(self, code: int | None = None) -> None:
        """Close now; send the `code`, if any, to the client, unless that would have to wait."""
        raise NotImplementedError

    def _take(self, data: bytes) -> None:
        try:
            for opcode, payload in self._reader.feed(data):
                if self._owner is None:
                    return  # messages after the one that made the owner close are ignored
                if opcode == TEXT:
                    self._owner.on_text(str(payload))
                elif opcode == CLOSE:
                    self._echo_close(payload)
                else:
                    self._owner.on_other(is_control=opcode in (PING, PONG))
                    if opcode == PING and isinstance(payload, bytes):
                        self.write(control_frame(PONG, payload))
        except FrameError as error:
            log.debug("a frame cannot be read: %s", error)
            self._end_for_owner(error.code)
        except Exception:
            log.exception("a frame could not be handled")
            self._end_for_owner(None)

    def _echo_close(self, payload: str | bytes) -> None:
        code = int.from_bytes(payload[:2]) if isinstance(payload, bytes) and payload else NO_CODE
        # The client's good-bye counts even if sending the answer fails.
        self._end_for_owner(NORMAL if code == NO_CODE else code, close_code=code)

    def _end_for_owner(self, code: int | None, *, close_code: int | None = None) -> None:
        owner, self._owner = self._owner, None
        self.end(code)
        if owner is not None:
            owner.on_end(close_code=close_code)
