"""A link whose WebSocket we read and write ourselves, on the loop or in threads.

On the loop it takes a third of the memory and less than a third of the work of the library's two
greenlets and queue per link. The library handles long polling until the change to a WebSocket.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from queue import Empty
from typing import Any

from engineio import packet
from engineio.exceptions import SocketIsClosedError

from webinar.room.transport.broadcast_frame import Frame
from webinar.room.transport.frames import NORMAL, text_frame
from webinar.room.transport.handshake import (
    TAKE_CONNECTION,
    TakenConnection,
    refuse,
    upgrade_response,
)
from webinar.room.transport.incoming import Incoming
from webinar.room.transport.links import LEAVING, READABLE, Link

log = logging.getLogger(__name__)

_PING = text_frame("2")


class DirectLink(Link):
    """A link in one of three states: polling, probing (`stream` but not `upgraded`), upgraded."""

    stream: Incoming | None = None
    is_probed: bool = False
    # Messages of Socket.IO go to `deliver`, which may not wait.
    deliver: Callable[[DirectLink, str], None]
    # The client's messages that have not been begun (see `engine.turns`), and the number of its
    # commands that are under way.
    inbox: deque[str] | None = None
    commands_under_way: int = 0
    is_working: bool = False

    def say(self, frame: Frame) -> None:
        stream = self.stream
        if stream is not None and self.upgraded:
            stream.write(frame.bytes, frame.state)
        else:
            self.send(frame.packet)

    def send(self, pkt: Any) -> None:
        if self.upgraded and self.stream is not None:
            self.stream.write(text_frame(pkt.encode()))
        else:
            super().send(pkt)

    def schedule_ping(self) -> None:
        """Do nothing: the heart pings all links."""

    def check_ping_timeout(self) -> bool:
        """Leave silent links to the heart, also while they poll.

        The library checks at each sending, which after a standstill of the server would close links
        whose answers are not read yet.
        """
        if self.closed:
            raise SocketIsClosedError
        return True

    def ping(self) -> None:
        if self.upgraded and self.stream is not None:
            self.stream.write(_PING)
        elif not self.upgrading:
            self.send(packet.Packet(packet.PING))

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        if self.stream is None:
            super().close(wait=wait, abort=abort, reason=reason)
        elif not self.closed and not self.closing:
            self.closing = True
            reason = reason or self.server.reason.SERVER_DISCONNECT
            self.server._trigger_event("disconnect", self.sid, reason, run_async=False)
            if not abort:
                self.stream.write(text_frame(str(packet.CLOSE)))
            self.closed = True
            self.stream.end(NORMAL)
            self.queue.put(None)  # ends a poll that still waits
            self.server.sockets.pop(self.sid, None)

    def let_go(self) -> None:
        if self.stream is None:
            super().let_go()
        else:
            self.close(abort=True)

    def on_text(self, text: str) -> None:
        """Handle a message of the WebSocket, which is an Engine.IO packet."""
        if self.is_flooding():
            log.warning("a link sent more than any client of ours: closed")
            self.let_go()
        elif text == "3":
            return  # the answer to a ping: `is_flooding` has noted when it came
        elif not READABLE.match(text):
            self.strike("a frame that cannot be read")
        elif not self.upgraded:
            self._probe(text)
        elif text[0] == "4":
            self.note_leaving(text[1:])
            self.deliver(self, text[1:])
        elif text == "1":
            self.close(abort=True, reason=self.server.reason.CLIENT_DISCONNECT)
        elif text[0] not in "56":
            self.strike("a frame that no client of ours sends")

    def on_other(self, *, is_control: bool) -> None:
        if self.is_flooding():
            self.let_go()
        elif not is_control:
            self.strike("a frame that no client of ours sends")

    def on_end(self, *, close_code: int | None) -> None:
        """Close the link. A close frame is evidence of presence; a mere end proves nothing."""
        if not self.upgraded and self.connected:
            # The probe failed: polling goes on as if it had not been tried.
            self.stream, self.upgrading, self.is_probed = None, False, False
            return
        if close_code is not None:
            self.heard_at = time.monotonic()
            self.has_left |= close_code in LEAVING
        elif self.stream is not None and self.stream.is_cut:
            self.broke_at = time.monotonic()
        self.close(abort=True, reason=self.server.reason.TRANSPORT_CLOSE)

    def _upgrade_websocket(self, environ: Any, start_response: Any) -> Any:
        if self.upgraded or self.stream is not None:
            raise OSError("Socket has been upgraded already")
        take = environ.get(TAKE_CONNECTION)
        if take is None:
            return super()._upgrade_websocket(environ, start_response)
        if refuse(environ, start_response):
            self.upgrading = False
            if not self.connected:
                self.close(wait=False, abort=True)
            return (b"",)  # the library would treat a list as packets for a poll
        taken: TakenConnection = take()
        stream = self.open_stream(taken)
        # Set the state first: if `write` finds that the client is gone, it calls `on_end`.
        if not self.adopt(stream):
            # Taking the connection may have waited; meanwhile the link ended or has another stream.
            stream.end()
            return []
        stream.write(upgrade_response(environ))
        if not self.connected and not self.closed:
            self.connected = True
            self._move_over()
        stream.start(taken.already_read)
        return []

    def open_stream(self, taken: TakenConnection) -> Incoming:
        """Return the stream of this connection: on the loop, unless the subclass has another."""
        from webinar.room.transport.stream import Stream

        return Stream(taken.connection, self, self.server.max_http_buffer_size, taken.released)

    def adopt(self, stream: Incoming) -> bool:
        """Make this the stream of the link; return False if the link has ended or has another."""
        if self.closed or self.stream is not None:
            return False
        self.stream, self.upgrading = stream, self.connected
        return True

    def _probe(self, text: str) -> None:
        """Change from polling in two steps: the client's probe, then its request to change."""
        assert self.stream is not None  # noqa: S101  for the type checker
        if text == "2probe" and not self.is_probed:
            self.is_probed = True
            self.stream.write(text_frame("3probe"))
            # Answer the client's waiting poll, so that it can change.
            self.queue.put(packet.Packet(packet.NOOP))
        elif text == "5" and self.is_probed:
            self._move_over()
        else:
            self.stream.end()
            self.on_end(close_code=None)

    def _move_over(self) -> None:
        """Send everything over the WebSocket from now on, first the packets left in the queue."""
        assert self.stream is not None  # noqa: S101  for the type checker
        old, self.queue = self.queue, _NO_QUEUE
        unsent = list(old.queue)
        old.queue.clear()
        old.put(packet.Packet(packet.NOOP))  # for a poll that has not been answered yet
        self.upgraded, self.upgrading = True, False
        for unsent_packet in unsent:
            if unsent_packet is not None and unsent_packet.packet_type != packet.NOOP:
                self.stream.write(text_frame(unsent_packet.encode()))


class _NoQueue:
    """Replaces the library's queue after the upgrade, when nothing waits in it any more."""

    queue: deque[Any] = deque(maxlen=0)

    def put(self, _packet: Any) -> None:
        """Do nothing: nobody would take the packet out."""

    def get(self, **_options: Any) -> Any:
        raise Empty

    def task_done(self) -> None:
        """Do nothing: no task was taken."""


_NO_QUEUE = _NoQueue()
