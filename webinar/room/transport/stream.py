"""A WebSocket connection on eventlet's loop: no greenlet, no queue and no timer of its own.

The connection is read when the loop finds something to read, and written to at once. Only bytes
that a slow client does not take wait; they are written when the loop finds room for them.

Everything here runs on the loop's thread, in the loop itself or in a greenlet, and never waits.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from typing import Any

from eventlet import hubs
from eventlet.hubs import hub as hub_module

from webinar.room.transport.backlog import Backlog
from webinar.room.transport.cork import cork
from webinar.room.transport.frames import close_frame
from webinar.room.transport.incoming import Incoming, Owner

log = logging.getLogger(__name__)

# Enough for most messages; the loop reads the rest of a longer message in its next round.
_CHUNK = 4096


class Stream(Incoming):
    """A connection's messages. `connection` is non-blocking and now belongs to the stream."""

    __slots__ = (
        "_backlog",
        "_connection",
        "_corked",
        "_reading",
        "_released",
        "_writing",
    )

    def __init__(
        self,
        connection: socket.socket,
        owner: Owner,
        longest: int,
        released: Callable[[], None],
    ) -> None:
        super().__init__(owner, longest)
        self._connection: socket.socket | None = connection
        self._released = released
        self._backlog: Backlog | None = None
        self._corked: list[bytes] | None = None
        self._reading: Any = None
        self._writing: Any = None

    def start(self, already_read: bytes) -> None:
        if self._connection is None:
            return  # the client left before it could begin
        self._reading = self._listen(hub_module.READ, self._readable)
        if already_read:
            self._take(already_read)

    @property
    def is_open(self) -> bool:
        return self._connection is not None

    def write(self, frame: bytes, state: str | None = None) -> None:
        if self._backlog is not None:
            if not self._backlog.add(frame, state):
                log.warning("a link does not read: closed, it will fetch the snapshot")
                self._finish()
        elif cork.is_in or self._corked is not None:
            if self._corked is None:
                self._corked = []
                cork.streams.append(self)
            self._corked.append(frame)
        else:
            self._send(frame)

    def uncork(self) -> None:
        """Send the messages collected within `corked()`, in one system call."""
        frames, self._corked = self._corked, None
        if frames:
            self._send(frames[0] if len(frames) == 1 else b"".join(frames))

    def end(self, code: int | None = None) -> None:
        if self._connection is None:
            return
        self._owner = None
        if code is not None:
            self._send_close(code)
        self._let_go()

    def _send(self, frame: bytes) -> None:
        if self._connection is None:
            return
        try:
            sent_bytes = self._connection.send(frame)
        except BlockingIOError:
            sent_bytes = 0
        except OSError as error:
            self._fail(error)
            return
        if sent_bytes < len(frame):
            self._backlog = Backlog(frame[sent_bytes:])
            self._writing = self._listen(hub_module.WRITE, self._writable)

    def _writable(self, _fileno: int) -> None:
        connection, backlog = self._connection, self._backlog
        if connection is None or backlog is None:
            return
        try:
            while not backlog.mark_sent(connection.send(backlog.first())):
                pass
        except BlockingIOError:
            return
        except OSError as error:
            self._fail(error)
            return
        self._backlog = None
        hubs.get_hub().remove(self._writing)
        self._writing = None

    def _fail(self, error: OSError) -> None:
        """Finish, but let the loop first read the good-bye that a lost client may have sent."""
        if self._reading is None or not isinstance(error, ConnectionError):
            self._finish()

    def _readable(self, _fileno: int) -> None:
        if self._connection is None:
            return
        try:
            data = self._connection.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._take(data)
        else:
            self.is_cut = True
            self._finish()

    def _send_close(self, code: int) -> None:
        if self._backlog is None:
            self.uncork()
        # A close frame must not be sent in the middle of a half-sent frame.
        if self._backlog is None:
            self._send(close_frame(code))

    def _finish(self) -> None:
        owner = self._owner
        self._let_go()
        if owner is not None:
            owner.on_end(close_code=None)

    def _let_go(self) -> None:
        connection, self._connection, self._owner = self._connection, None, None
        self._backlog = self._corked = None
        if connection is None:
            return
        hub = hubs.get_hub()
        for listener in (self._reading, self._writing):
            if listener is not None:
                hub.remove(listener)
        self._reading = self._writing = None
        try:
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            log.debug("a connection was gone before it was closed")
        connection.close()
        self._released()

    def _listen(self, kind: str, callback: Callable[[int], None]) -> Any:
        assert self._connection is not None  # noqa: S101  for the type checker
        hub = hubs.get_hub()
        listener = hub.add(kind, self._connection.fileno(), callback, _ignore, self._on_lost)
        # The listener would keep the request's greenlet, which otherwise ends, in memory.
        listener.greenlet = hub.greenlet
        return listener

    def _on_lost(self) -> None:
        """Handle the loop's report that other code closed our descriptor, and it has a new owner.

        The loop drops its listeners itself. The descriptor must not be closed again.
        """
        if self._connection is not None:
            log.error("a descriptor was closed by somebody else")
            self._connection.detach()
            self._reading = self._writing = None
            self._finish()


def _ignore(_error: object) -> None:
    """Ignore the loop's error for a greenlet that waits on a lost descriptor: none waits here."""
