"""A direct link of the threading mode: any thread may send to it or close it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty
from typing import Any

from engineio import packet

from webinar.room.transport.direct import DirectLink
from webinar.room.transport.frames import NORMAL, text_frame
from webinar.room.transport.handshake import TakenConnection
from webinar.room.transport.incoming import Incoming
from webinar.room.transport.threaded_stream import ThreadedStream

# Held while a link decides whether it ends or gets a stream, and while nothing else is done.
_deciding = threading.Lock()


class ThreadedLink(DirectLink):
    """The request's own thread reads the WebSocket, and whoever has a message writes it."""

    def open_stream(self, taken: TakenConnection) -> Incoming:
        silence = self.server.ping_interval + self.server.ping_timeout
        return ThreadedStream(taken.connection, self, self.server.max_http_buffer_size, silence)

    def adopt(self, stream: Incoming) -> bool:
        with _deciding:
            return not self.closing and super().adopt(stream)

    def send(self, pkt: Any) -> None:
        was_polling = not self.upgraded
        super().send(pkt)
        if was_polling and self.upgraded:
            self._write_queue()  # the link changed meanwhile, and nobody else looks there again

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        with _deciding:
            if self.closed or self.closing:
                return
            self.closing = True
            stream = self.stream
        reason = reason or self.server.reason.SERVER_DISCONNECT
        self.server._trigger_event("disconnect", self.sid, reason, run_async=False)
        if not abort:
            self.send(packet.Packet(packet.CLOSE))
        self.closed = True
        if stream is not None:
            stream.end(NORMAL)
            self.server.sockets.pop(self.sid, None)
        self.queue.put(None)  # ends a poll that still waits

    def let_go(self) -> None:
        super().let_go()
        stream = self.stream
        if isinstance(stream, ThreadedStream):
            stream.hang_up()

    def _upgrade_websocket(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Any:
        """Serve the WebSocket until it ends. Raises `ConnectionError`, as no response follows."""
        answer = super()._upgrade_websocket(environ, start_response)
        if isinstance(answer, list):
            raise ConnectionError("the request became a WebSocket, which has ended")
        return answer

    def _move_over(self) -> None:
        stream = self.stream
        assert isinstance(stream, ThreadedStream)  # noqa: S101  for the type checker
        # A thread that sees that the link has changed waits until the earlier packets are written.
        with stream.lock:
            self.upgraded, self.upgrading = True, False
            self._write_queue()

    def _write_queue(self) -> None:
        """Write the packets that were left in the library's queue, and end a poll that waits."""
        stream = self.stream
        assert isinstance(stream, ThreadedStream)  # noqa: S101  for the type checker
        with stream.lock:
            try:
                while True:
                    unsent = self.queue.get(block=False)
                    if unsent is not None and unsent.packet_type != packet.NOOP:
                        stream.write(text_frame(unsent.encode()))
            except Empty:
                self.queue.put(packet.Packet(packet.NOOP))
