"""A WebSocket connection of the threading mode: its request's thread reads it, any thread writes.

A frame is sent by the thread that has it, which never waits for the client. What a slow client does
not take at once waits in a `Backlog`; a thread of its own sends that, and ends with it.

The reader alone reports the end of the connection: a writer that finds it broken leaves that to the
reader, which the same break has woken. So whoever writes to many links runs no code of others.
"""

from __future__ import annotations

import logging
import socket
import threading
import time

from webinar.kit import concurrency
from webinar.room.transport.backlog import Backlog
from webinar.room.transport.cork import cork
from webinar.room.transport.frames import NORMAL, close_frame
from webinar.room.transport.incoming import Incoming, Owner

log = logging.getLogger(__name__)

_CHUNK = 4096
# A connection that is closed with bytes unread is reset, and the client may never see why it ended.
# So what still arrives is dropped until the client closes, within these limits.
LINGER_SECONDS = 5
_LINGER_BYTES = 1024 * 1024


class ThreadedStream(Incoming):
    """A connection's messages. `connection` is non-blocking; its owner closes it after `start`.

    A client that is silent for `silence` seconds, or takes nothing of what waits for so long, is
    gone.
    """

    __slots__ = (
        "_backlog",
        "_connection",
        "_corked",
        "_flusher",
        "_is_hung_up",
        "_may_write",
        "_silence",
        "lock",
    )

    def __init__(
        self, connection: socket.socket, owner: Owner, longest: int, silence: float
    ) -> None:
        super().__init__(owner, longest)
        # The thread that holds it keeps all others from writing, and waits for nothing meanwhile.
        self.lock = threading.RLock()
        self._connection = connection
        self._silence = silence
        self._backlog: Backlog | None = None
        self._corked: list[bytes] | None = None
        self._flusher: threading.Thread | None = None
        self._may_write = True
        self._is_hung_up = False

    def start(self, already_read: bytes) -> None:
        """Read the client's messages until the connection ends, and wait for that."""
        try:
            self._take(already_read)
            while self._owner is not None and (data := self._receive(self._silence)):
                self._take(data)
            owner, self._owner = self._owner, None
            if owner is not None:
                owner.on_end(close_code=None)
        finally:
            self._finish()

    def write(self, frame: bytes, state: str | None = None) -> None:
        with self.lock:
            if not self._may_write:
                return
            if self._backlog is not None:
                if not self._backlog.add(frame, state):
                    log.warning("a link does not read: closed, it will fetch the snapshot")
                    self.hang_up()
            elif self._corked is not None:
                self._corked.append(frame)
            elif cork.is_in:
                self._corked = [frame]
                cork.streams.append(self)
            else:
                self._send(frame)

    def uncork(self) -> None:
        """Send the messages collected within `corked()`, in one system call."""
        with self.lock:
            frames, self._corked = self._corked, None
            if frames and self._may_write:
                self._send(frames[0] if len(frames) == 1 else b"".join(frames))

    def end(self, code: int | None = None) -> None:
        self._owner = None
        with self.lock:
            if self._may_write and code is not None:
                self._send_close(code)
            if self._backlog is not None or code is None:
                self.hang_up()

    def hang_up(self) -> None:
        """End the connection now, whatever the client does."""
        with self.lock:
            if self._is_hung_up:
                return
            self._is_hung_up, self._may_write = True, False
            self._backlog = self._corked = None
            try:
                self._connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                log.debug("a connection was gone before it was hung up on")

    def _send(self, frame: bytes) -> None:
        try:
            sent_bytes = self._connection.send(frame)
        except BlockingIOError:
            sent_bytes = 0
        except OSError as error:
            self._lose(error)
            return
        if sent_bytes < len(frame):
            self._backlog = Backlog(frame[sent_bytes:])
            self._flusher = threading.Thread(target=self._flush, daemon=True)
            try:
                self._flusher.start()
            except RuntimeError:
                self._flusher = None
                log.warning("no thread can begin to write to a slow link: closed")
                self.hang_up()

    def _flush(self) -> None:
        """Send what waits, as the client takes it."""
        try:
            while not self._flush_once():
                concurrency.wait_for(self._connection.fileno(), writing=True, seconds=self._silence)
        except TimeoutError:
            self.hang_up()

    def _flush_once(self) -> bool:
        """Send as much as the client takes now; return whether nothing is left to send."""
        with self.lock:
            backlog = self._backlog
            if backlog is None:
                return True
            try:
                while not backlog.mark_sent(self._connection.send(backlog.first())):
                    pass
            except BlockingIOError:
                return False
            except OSError as error:
                self._lose(error)
                return True
            self._backlog = None
            return True

    def _lose(self, error: OSError) -> None:
        """Write nothing more, but let the reader see the good-bye that a lost client may have sent.

        The reader is not woken by an error that is not of the connection.
        """
        self._may_write = False
        self._backlog = self._corked = None
        if not isinstance(error, ConnectionError):
            self.hang_up()

    def _send_close(self, code: int) -> None:
        self.uncork()
        # A close frame must not be sent in the middle of a half-sent frame.
        if self._may_write and self._backlog is None:
            self._send(close_frame(code))
            if self._may_write and self._backlog is None:
                self._may_write = False
                try:
                    self._connection.shutdown(socket.SHUT_WR)
                except OSError:
                    log.debug("a connection was gone before it was closed")

    def _receive(self, seconds: float) -> bytes:
        """Wait for bytes; return none if the connection has ended or nothing came in time."""
        while True:
            try:
                concurrency.wait_for(self._connection.fileno(), writing=False, seconds=seconds)
            except TimeoutError:
                return b""
            try:
                with self.lock:
                    # After hanging up nothing is read: the system would not tell the client that
                    # there is room again, and it would wait for it instead of learning of the end.
                    if self._is_hung_up:
                        return b""
                    data = self._connection.recv(_CHUNK)
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            if not data:
                self.is_cut |= self._owner is not None
            return data

    def _finish(self) -> None:
        """Close if nobody did, and drop what the client still sends."""
        self.end(NORMAL)
        flusher = self._flusher
        if flusher is not None:
            # Its connection has ended, so it does not wait any more.
            flusher.join()
        deadline = time.monotonic() + LINGER_SECONDS
        dropped = 0
        while dropped < _LINGER_BYTES and (seconds := deadline - time.monotonic()) > 0:
            data = self._receive(seconds)
            if not data:
                return
            dropped += len(data)
