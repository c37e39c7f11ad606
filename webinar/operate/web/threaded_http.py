"""HTTP in the threading mode: Werkzeug's server, a thread for each connection.

The limits are those of the other mode (`green_http`).
"""

from __future__ import annotations

import io
import logging
import socket
import threading
import time
from collections import Counter
from typing import Any

from flask import Flask
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from webinar.kit.descriptors import Listener
from webinar.kit.networks import customer_of
from webinar.kit.web import http_limits
from webinar.kit.web.http_heads import StrictHeads
from webinar.operate.web.threaded_streams import Rest, Writer
from webinar.room.transport.handshake import TAKE_CONNECTION, TakenConnection

log = logging.getLogger(__name__)

# Seconds between looks for connections whose deadline is over.
LOOK_SECONDS = 0.5


class _Deadlines:
    """Cuts connections whose time is over. One thread watches all of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._due: dict[socket.socket, float] = {}
        threading.Thread(target=self._run, daemon=True, name="deadlines").start()

    def set(self, connection: socket.socket, seconds: float) -> None:
        with self._lock:
            self._due[connection] = time.monotonic() + seconds

    def clear(self, connection: socket.socket) -> None:
        with self._lock:
            self._due.pop(connection, None)

    def _run(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            now = time.monotonic()
            with self._lock:
                over = [connection for connection, at in self._due.items() if at <= now]
                for connection in over:
                    del self._due[connection]
            for connection in over:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    log.debug("a connection was gone before its deadline")


class _TimedBody(io.RawIOBase):
    """The body of a request, with a limit of `seconds` on waiting for it.

    Only the waiting counts, and not the application's time in between. `length` is the announced
    length; None for a body that marks its own end.
    """

    def __init__(
        self,
        inner: Any,
        length: int | None,
        connection: socket.socket,
        deadlines: _Deadlines,
        seconds: float,
    ) -> None:
        self._inner, self._remaining = inner, length
        self._connection, self._deadlines, self._seconds = connection, deadlines, seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._remaining is None:
            return self._timed(lambda: int(self._inner.readinto(buffer) or 0))
        if not self._remaining:
            return 0
        target = memoryview(buffer)[: self._remaining]
        count = self._timed(lambda: int(self._inner.readinto1(target) or 0))
        self._remaining -= count
        return count

    def _timed(self, read: Any) -> int:
        started_at = time.monotonic()
        self._deadlines.set(self._connection, self._seconds)
        try:
            count: int = read()
            return count
        finally:
            self._deadlines.clear(self._connection)
            self._seconds -= time.monotonic() - started_at


class _Handler(StrictHeads, WSGIRequestHandler):
    server: _Server

    server_version = "webinar"
    sys_version = ""

    def setup(self) -> None:
        super().setup()
        self.wfile: Any = Writer(self.connection)

    def handle_one_request(self) -> None:
        # Set one deadline for the whole head, so that a byte a second does not extend it.
        seconds = http_limits.KEEPALIVE_SECONDS + http_limits.HEADERS_SECONDS
        self.server.deadlines.set(self.connection, seconds)
        try:
            self.connection.settimeout(http_limits.KEEPALIVE_SECONDS)
            self.raw_requestline = self.rfile.readline(http_limits.REQUEST_LINE_LIMIT)
            self.connection.settimeout(http_limits.SOCKET_SECONDS)
            self.close_connection = True
            if self.raw_requestline and self.parse_request():
                self.run_wsgi()
        finally:
            self.server.deadlines.clear(self.connection)

    def run_wsgi(self) -> None:
        self.server.deadlines.clear(self.connection)
        super().run_wsgi()

    def make_environ(self) -> Any:
        environ = super().make_environ()
        body = _TimedBody(
            environ["wsgi.input"],
            None if "transfer-encoding" in self.headers else _length(self.headers),
            self.connection,
            self.server.deadlines,
            http_limits.body_seconds(self.command, self.path),
        )
        environ["wsgi.input"] = io.BufferedReader(body)
        self.rfile: Any = Rest(self.rfile)
        environ[TAKE_CONNECTION] = self.take_connection
        return environ

    def take_connection(self) -> TakenConnection:
        """Hand over the connection, which does not wait, for as long as the request runs."""
        # What follows its frames is no other request, nor is it for the library to drop.
        self.close_connection = True
        self.rfile.stop()
        # Do not wait for data: if the client sent any behind the request, the reader has it.
        self.connection.settimeout(0)
        already_read = self.rfile.peek()
        return TakenConnection(self.connection, already_read, lambda: None)

    def log_request(self, *_arguments: object) -> None:
        """Log no addresses, because they contain codes and one-time links."""

    def log_error(self, format: str, *arguments: object) -> None:
        # A client sent this instead of a request; it may be the rest of a closed WebSocket.
        log.debug(format, *arguments)


def _length(headers: Any) -> int:
    return int(headers.get("content-length") or 0)


class _Server(ThreadedWSGIServer):
    """Closes new connections over the limits, in all and from one address."""

    def __init__(
        self, app: Flask, listener: socket.socket, limit: int, *, is_behind_proxy: bool
    ) -> None:
        super().__init__("", 0, app, _Handler, fd=listener.fileno())
        self.socket: Any = Listener(self.socket)
        self.deadlines = _Deadlines()
        self._limit = limit
        # Behind a proxy, all connections have its address: the proxy must limit its clients.
        self._counts_addresses = not is_behind_proxy
        self._lock = threading.Lock()
        self._open: Counter[str] = Counter()
        self._open_total = 0

    def verify_request(self, request: Any, client_address: Any) -> bool:
        address = self._address_to_count(client_address)
        with self._lock:
            most = http_limits.CONNECTIONS_PER_ADDRESS
            if self._open_total >= self._limit or (address and self._open[address] >= most):
                return False
            self._open_total += 1
            self._open[address] += 1
        return True

    def process_request(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request(request, client_address)
        except BaseException:
            # No thread has started that would free the place.
            self._free(client_address)
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free(client_address)

    def _address_to_count(self, client_address: Any) -> str:
        return customer_of(str(client_address[0])) if self._counts_addresses else ""

    def _free(self, client_address: Any) -> None:
        address = self._address_to_count(client_address)
        with self._lock:
            self._open_total -= 1
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]


def serve_threads(
    app: Flask, listener: socket.socket, *, limit: int, is_behind_proxy: bool
) -> None:
    """Serve for as long as the process lives, with a limit on connections at once."""
    _Server(app, listener, limit, is_behind_proxy=is_behind_proxy).serve_forever()
