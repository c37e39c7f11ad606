"""A link of the threading mode, whose WebSocket keeps the limits of a link on the loop."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from webinar.room.transport.broadcast_frame import Frame
from webinar.room.transport.handshake import (
    TAKE_CONNECTION,
    TakenConnection,
    refuse,
    upgrade_response,
)
from webinar.room.transport.links import Link
from webinar.room.transport.threaded_websocket import ThreadedWebSocket

log = logging.getLogger(__name__)


class ThreadedLink(Link):
    """The request's own thread reads the link; a thread of the library writes from its queue."""

    def say(self, frame: Frame) -> None:
        self.send(frame.framed_packet)

    def _upgrade_websocket(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Any:
        """Serve the WebSocket until it ends. Raises `ConnectionError`, as no response follows."""
        if self.upgraded:
            raise OSError("Socket has been upgraded already")
        if refuse(environ, start_response):
            if not self.connected:
                self.close(abort=True)
            return (b"",)  # the library would treat a list as packets for a poll
        taken: TakenConnection = environ[TAKE_CONNECTION]()
        websocket = ThreadedWebSocket(
            taken.connection,
            taken.already_read,
            self.server.max_http_buffer_size,
            self._count_control_frame,
        )
        try:
            taken.connection.sendall(upgrade_response(environ))
            self._websocket_handler(websocket)
        except OSError as error:
            log.debug("a client left before its WebSocket was open: %s", error)
            if not self.connected:
                self.let_go()
        finally:
            websocket.finish()
            taken.released()
        raise ConnectionError("the request became a WebSocket, which has ended")

    def _count_control_frame(self) -> None:
        if self.is_flooding():
            self.let_go()
