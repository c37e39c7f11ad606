"""A guarded Engine.IO link, which checks and counts incoming frames, and limits outgoing ones.

The library keeps an unbounded queue of what a client has not read yet, writes a traceback for each
malformed frame, and leaves the link open. `Link` refuses, counts strikes, and lets go.
"""

from __future__ import annotations

import logging
import re
import socket
import time
from contextlib import suppress
from typing import Any

from engineio import exceptions, packet
from engineio.socket import Socket

from webinar.room.transport.backlog import MOST_BYTES
from webinar.room.transport.broadcast_frame import Frame
from webinar.room.transport.complete_io import WholeBody
from webinar.room.transport.frames import GOING_AWAY, NO_CODE, NORMAL
from webinar.room.transport.sound_gate import SoundGate

log = logging.getLogger(__name__)

MAX_STRIKES = 10
# The codes with which a browser closes the connections of a page that is left. A client that closes
# a connection because it seems dead sends no code.
LEAVING = frozenset({NORMAL, GOING_AWAY})
# Socket.IO's packet, within a message of Engine.IO.
DISCONNECT_PACKET = "1"
# The most frames that a link may send, because each has a cost. A speaker sends 17 a second with
# sound alone; no other client of ours comes near this.
FRAMES_AT_ONCE = 300
FRAMES_PER_SECOND = 40
# The library's queue is limited in packets, too, because `is_over` counts it for each packet.
MAX_WAITING_PACKETS = 256


class Link(Socket):  # type: ignore[misc]  # the library is untyped
    """The library's socket object changes into this class when it is opened (see `guard`).

    It sends through the library's own path: a queue that a separate thread, or the client's next
    poll, empties. `direct.DirectLink` writes to the WebSocket itself.
    """

    # When the last frame of any kind arrived, on the monotonic clock: evidence of presence.
    heard_at: float
    opened_at: float
    strikes: int
    frames_left: float
    overflowed: bool
    # Whether the client said good-bye, so that the end of this link is not a lost connection.
    has_left: bool
    # Whether this is a remote of a session, which receives only the parts that it shows.
    is_remote: bool = False
    broke_at: float | None = None  # when the system reported that the client's end is gone
    sound_gate: SoundGate | None = None  # for a client that listens
    # Attributes of the library, which it does not declare.
    sid: str
    server: Any
    queue: Any
    connected: bool
    upgrading: bool
    upgraded: bool
    closing: bool
    closed: bool
    wire: _Frames | None

    def say(self, frame: Frame) -> None:
        """Send a frame that many links get."""
        self.send(frame.packet)

    def receive(self, pkt: Any) -> None:
        if self.closed:
            return  # the packet followed a good-bye in the same payload
        if self.is_flooding():
            log.warning("a link sent more than any client of ours: closed")
            self.let_go()
            return
        is_message = pkt.packet_type == packet.MESSAGE
        is_text = isinstance(pkt.data, str) and pkt.data != ""
        if pkt.packet_type not in _FROM_CLIENTS or (is_message and not is_text):
            self.strike("a frame that no client of ours sends")
            return
        if is_message:
            self.note_leaving(pkt.data)
        super().receive(pkt)

    def note_leaving(self, message: str) -> None:
        """Remember Socket.IO's good-bye, because the link may end in the same moment.

        Engine.IO's own close (`1`) does not count: a client also sends it after giving up waiting
        for its server.
        """
        if message == DISCONNECT_PACKET:
            self.has_left = True

    def send(self, pkt: Any) -> None:
        if self.closed:
            return  # the library would raise, and the other links would miss the broadcast
        if pkt.packet_type == packet.MESSAGE and self.is_over(pkt):
            if not self.overflowed:
                self.overflowed = True
                log.warning("a link does not read: closed, it will fetch the snapshot")
                self.let_go()
            return
        with suppress(exceptions.SocketIsClosedError):  # another thread may close it meanwhile
            super().send(pkt)

    def handle_post_request(self, environ: Any) -> None:
        body = WholeBody(environ["wsgi.input"])
        try:
            super().handle_post_request({**environ, "wsgi.input": body})
        except (exceptions.EngineIOError, ValueError, KeyError, RecursionError, OSError) as error:
            # The body is too long, is no payload, contains a packet that only servers send, or is
            # incomplete. In most of these cases the library would log a traceback and answer "ok".
            log.warning("a link sent a payload that is refused: closed")
            self.let_go()
            raise exceptions.EngineIOError("bad payload") from error

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """Close without waiting, although the library asks for it.

        The library would wait until the client has read everything. A client that never polls again
        would block the thread and the connection of the request that closes the link for ever.
        """
        super().close(wait=False, abort=abort, reason=reason)

    def check_ping_timeout(self) -> bool:
        """Measure silence on the monotonic clock: a step of the wall clock must not close links."""
        if self.closed:
            raise exceptions.SocketIsClosedError
        allowed = self.server.ping_interval + self.server.ping_timeout
        if time.monotonic() - self.heard_at > allowed:
            self.close(wait=False, abort=False, reason=self.server.reason.PING_TIMEOUT)
            return False
        return True

    def strike(self, fault: str) -> None:
        """Count a malformed frame; the link is closed at the last one."""
        self.strikes += 1
        if self.strikes == MAX_STRIKES:
            log.warning("a link sent %s malformed frames, the last: %s: closed", MAX_STRIKES, fault)
            self.let_go()

    def let_go(self) -> None:
        """Close without waiting for a client that may not be reading."""
        unread = self.queue.queue
        unread.clear()
        self.close(wait=False, abort=True, reason=self.server.reason.SERVER_DISCONNECT)
        if self.wire is not None:
            self.wire.hang_up()

    def is_flooding(self) -> bool:
        now = time.monotonic()
        refilled = self.frames_left + (now - self.heard_at) * FRAMES_PER_SECOND
        self.frames_left = min(refilled, FRAMES_AT_ONCE) - 1
        self.heard_at = now
        return self.frames_left < 0

    def is_over(self, pkt: Any) -> bool:
        unread = self.queue.queue
        if len(unread) < 8:
            return False
        if len(unread) >= MAX_WAITING_PACKETS:
            return True
        unread_bytes = sum(
            len(unread_packet.data)
            for unread_packet in list(unread)
            if unread_packet is not None and unread_packet.data
        )
        return bool(unread_bytes + len(pkt.data) > MOST_BYTES)

    def _websocket_handler(self, ws: Any) -> Any:
        self.wire = _Frames(ws, self)
        return super()._websocket_handler(self.wire)


_FROM_CLIENTS = frozenset({packet.CLOSE, packet.PING, packet.PONG, packet.MESSAGE, packet.UPGRADE})


# A Socket.IO packet in a message, or one of the short frames of Engine.IO itself.
READABLE = re.compile(r"4[0-6]|[1235](probe)?$")


class _Frames:
    """A WebSocket that yields only frames which the library can decode."""

    def __init__(self, ws: Any, link: Link) -> None:
        self._ws = ws
        self._link = link

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ws, name)

    def wait(self) -> str | None:
        while not self._link.closed:
            try:
                frame = self._ws.wait()
            except Exception:
                # Silence, a bad frame or a dead connection: the library would log some as errors.
                return None
            if frame is None:
                if (code := _close_code(self._ws)) is not None:
                    self._link.heard_at = time.monotonic()
                    self._link.has_left |= code in LEAVING
                return None
            if isinstance(frame, str) and READABLE.match(frame):
                return frame
            self._link.strike("a frame that cannot be read")
        return None

    def close(self) -> None:
        """Say good-bye, if the connection still exists."""
        try:
            self._ws.close()
        except Exception:
            # Each library raises a different error for a lost connection, so catch all of them.
            log.debug("a connection was gone before it was closed")

    def hang_up(self) -> None:
        """End the connection now, so that a thread waiting for a stalled client goes on."""
        try:
            self._ws.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            log.debug("a connection was gone before it was hung up on")


def _close_code(ws: Any) -> int | None:
    """Return the code of the client's close frame, which proves presence; None without a frame.

    eventlet keeps the code in a private attribute. If a release moves it, the last heartbeat counts
    as the time of leaving.
    """
    data = getattr(ws, "_remote_close_data", None)
    if data is None:
        return None
    return int.from_bytes(data[:2]) if data else NO_CODE


def guard(library_socket: Socket, *, now: float, kind: type[Link] = Link) -> Link:
    """Turn the library's socket object into a guarded one, before its first frame is read."""
    library_socket.__class__ = kind
    library_socket.heard_at = library_socket.opened_at = now
    library_socket.strikes = 0
    library_socket.frames_left = FRAMES_AT_ONCE
    library_socket.overflowed = False
    library_socket.has_left = False
    library_socket.wire = None
    link: Link = library_socket
    return link
