"""HTTP in the threading mode: Werkzeug's server, a thread for each connection."""

from __future__ import annotations

import logging
import socket
import threading
from typing import Any

from flask import Flask
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from webinar.descriptors import Listener
from webinar.http_heads import StrictHeads

log = logging.getLogger(__name__)

SOCKET_SECONDS = 30


class _Handler(StrictHeads, WSGIRequestHandler):
    @property
    def timeout(self) -> int:  # type: ignore[override]
        return SOCKET_SECONDS

    server_version = "webinar"
    sys_version = ""

    def log_request(self, *_arguments: object) -> None:
        """Addresses hold codes and one-time links: they are not logged."""

    def log_error(self, format: str, *arguments: object) -> None:
        # What a client sent instead of a request, the rest of a closed WebSocket among it.
        log.debug(format, *arguments)


class _Server(ThreadedWSGIServer):
    """Closes what comes while as many are connected as may be."""

    def __init__(self, app: Flask, listening: socket.socket, most: int) -> None:
        super().__init__("", 0, app, _Handler, fd=listening.fileno())
        self.socket: Any = Listener(self.socket)
        self._places = threading.BoundedSemaphore(most)

    def verify_request(self, request: Any, client_address: Any) -> bool:
        return self._places.acquire(blocking=False)

    def process_request(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request(request, client_address)
        except BaseException:
            # No thread was started that would free it.
            self._places.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()


def serve_threads(app: Flask, listening: socket.socket, *, most: int) -> None:
    """Serve for as long as the process lives, at most so many connections at once."""
    _Server(app, listening, most).serve_forever()
