"""A WebSocket of the threading mode: the thread of its request reads it, another one writes.

Its limits are those of a WebSocket on the loop (`stream`): of messages, however they are cut into
frames, and without compression. What the reader has not taken stays in the network, so a client
cannot fill the memory by sending faster than it is handled.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

from webinar.room.transport.broadcast_frame import Frame
from webinar.room.transport.frames import (
    CLOSE,
    NO_CODE,
    NORMAL,
    PING,
    PONG,
    FrameError,
    FrameReader,
    Message,
    close_frame,
    control_frame,
    text_frame,
)

_CHUNK = 4096
# A connection that is closed with bytes unread is reset, and the client may never see why it ended.
# So what still arrives is dropped until the client closes, within these limits.
LINGER_SECONDS = 5
_LINGER_BYTES = 1024 * 1024


class ThreadedWebSocket:
    """The interface that Engine.IO expects of a WebSocket. `on_control` is called for each control
    frame that is not a close frame."""

    def __init__(
        self,
        connection: socket.socket,
        already_read: bytes,
        longest: int,
        on_control: Callable[[], None],
    ) -> None:
        self.socket = connection  # Engine.IO sets its time limit
        # The client's close code: `NO_CODE` if it sent none, None without a close frame.
        self.close_code: int | None = None
        self._on_control = on_control
        self._reader = FrameReader(longest)
        self._messages: Iterator[Message] = self._reader.feed(already_read)
        self._writing = threading.Lock()
        self._may_write = True
        self._is_cut = False
        # The code to close with, which says what was wrong with the client's frames.
        self._code = NORMAL

    def wait(self) -> str | bytes | None:
        """Return the client's next message; None once no more will come. Raises `OSError`."""
        while self._may_write:
            try:
                for opcode, payload in self._messages:
                    if opcode == CLOSE:
                        self._note_close(payload)
                        return None
                    if opcode not in (PING, PONG):
                        return payload
                    self._on_control()
                    if opcode == PING and isinstance(payload, bytes):
                        self._write(control_frame(PONG, payload))
            except FrameError as error:
                self._code = error.code
                return None
            data = self.socket.recv(_CHUNK)
            if not data:
                return None
            self._messages = self._reader.feed(data)
        return None

    def send(self, message: str | Frame) -> None:
        """Send a message, or the frame of a broadcast. Raises `OSError`.

        The time limit of the connection is for each piece that the client takes, not for the whole.
        """
        self._write(message.bytes if isinstance(message, Frame) else text_frame(message))

    def close(self) -> None:
        """Tell the client, behind all messages, that nothing more will come."""
        self._write(close_frame(self._code), is_last=True)
        self.socket.shutdown(socket.SHUT_WR)

    def hang_up(self) -> None:
        """End the connection now, whatever the client does. Raises `OSError` if it is gone."""
        self._is_cut, self._may_write = True, False
        self.socket.shutdown(socket.SHUT_RDWR)

    def finish(self) -> None:
        """Close if nobody did, and drop what the client still sends. Never raises.

        After `hang_up` nothing is read: the system would not tell the client that there is room
        again, and the client would wait for it instead of learning that its connection is closed.
        """
        try:
            if self._may_write:
                self.close()
            if not self._is_cut:
                self._linger()
        except OSError:
            return  # the client is gone

    def _write(self, frame: bytes, *, is_last: bool = False) -> None:
        with self._writing:
            if not self._may_write:
                raise ConnectionError("nothing may follow a close frame, or half a frame")
            unsent = memoryview(frame)
            try:
                while unsent:
                    unsent = unsent[self.socket.send(unsent) :]
            except OSError:
                self._may_write = False
                raise
            if is_last:
                self._may_write = False

    def _note_close(self, payload: str | bytes) -> None:
        code = int.from_bytes(payload[:2]) if isinstance(payload, bytes) and payload else NO_CODE
        self.close_code = code
        self._code = NORMAL if code == NO_CODE else code

    def _linger(self) -> None:
        deadline = time.monotonic() + LINGER_SECONDS
        dropped = 0
        while dropped < _LINGER_BYTES and (seconds := deadline - time.monotonic()) > 0:
            self.socket.settimeout(seconds)
            data = self.socket.recv(_CHUNK)
            if not data:
                return
            dropped += len(data)
