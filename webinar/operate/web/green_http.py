"""HTTP on eventlet's loop: deadlines and limits, and strict reading of requests.

By default, eventlet's server waits for ever for a client that sends one byte a second, serves 1024
connections, and sends tracebacks to clients.
"""

from __future__ import annotations

import logging
import socket
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from flask import Flask

from webinar.kit.descriptors import Listener
from webinar.kit.networks import customer_of
from webinar.kit.web import http_limits
from webinar.kit.web.http_heads import StrictHeads

log = logging.getLogger(__name__)


def serve_green(app: Flask, listener: socket.socket, *, limit: int, is_behind_proxy: bool) -> None:
    """Serve for as long as the process lives, with a limit on connections at once."""
    from eventlet import wsgi

    _limit_messages()
    wsgi.server(
        Listener(listener),
        app,
        # One more, so that a connection over the limit is closed instead of waiting for a place.
        max_size=limit + 1,
        protocol=_guarded_protocol(trust_addresses=is_behind_proxy, limit=limit),
        keepalive=http_limits.KEEPALIVE_SECONDS,
        socket_timeout=http_limits.SOCKET_SECONDS,
        debug=False,
        log_output=False,
        url_length_limit=http_limits.REQUEST_LINE_LIMIT,
        # Send each piece of a stream when it is there, instead of collecting 4 KiB.
        minimum_chunk_size=1,
    )


def _limit_messages() -> None:
    """Limit the length of WebSocket messages: eventlet limits each frame, but not their number."""
    from eventlet import websocket

    class Message(websocket.RFC6455WebSocket.Message):  # type: ignore[misc]  # untyped
        data: list[bytes]
        size = 0

        def push(self, data: bytes, final: bool = False) -> None:
            # Count something for an empty frame, which takes memory, too.
            self.size += len(data) or 16
            if self.size > self.max_frame_length:
                raise websocket.FailedConnectionError(1009, "The message is too long.")
            super().push(data, final)
            if len(self.data) > 100:
                self.data = [b"".join(self.data)]

    websocket.RFC6455WebSocket.Message = Message


def _timed_input() -> type:
    """Return eventlet's class for a request's body, with a limit of `seconds` on waiting for it.

    Only the waiting counts, and not the application's time before, between and after: when many
    requests come at once, each waits long for its answer although its body has been read.
    """
    from eventlet import hubs, wsgi

    class TimedInput(wsgi.Input):  # type: ignore[misc]  # the library is untyped
        seconds: float

        def _do_read(self, reader: Callable[..., bytes], length: int | None = None) -> bytes:
            started_at = time.monotonic()
            deadline = hubs.get_hub().schedule_call_global(self.seconds, _cut, self._sock)
            try:
                data: bytes = super()._do_read(reader, length)
                return data
            finally:
                deadline.cancel()
                self.seconds -= time.monotonic() - started_at

    return TimedInput


def _guarded_protocol(*, trust_addresses: bool, limit: int) -> type:
    """Return eventlet's protocol class, with total deadlines and limits on connections.

    The limits are for all connections and for those of each address. A connection that becomes a
    WebSocket is handed over to the caller that asks for it.
    """
    from eventlet import hubs, patcher, wsgi

    from webinar.room.transport.handshake import TAKE_CONNECTION, TakenConnection

    timed_input = _timed_input()
    open_by_address: Counter[str] = Counter()

    open_total = 0

    def count(address: str, change: int) -> None:
        nonlocal open_total
        open_total += change
        open_by_address[address] += change
        if not open_by_address[address]:
            del open_by_address[address]

    class GuardedProtocol(StrictHeads, wsgi.HttpProtocol):  # type: ignore[misc]  # it is untyped
        server_version = "webinar"
        sys_version = ""

        def __init__(self, conn_state: Any, server: Any) -> None:
            # Behind a proxy, all connections have its address: the proxy must limit its clients.
            address = "" if trust_addresses else customer_of(str(conn_state[0][0]))
            most = http_limits.CONNECTIONS_PER_ADDRESS
            if open_total >= limit or (address and open_by_address[address] >= most):
                conn_state[1].close()
                return
            self.address, self.is_taken = address, False
            count(address, 1)
            try:
                super().__init__(conn_state, server)
            except TimeoutError as silence:
                # The frame that raised the error refers to it: with its traceback it would keep all
                # of this connection, some 40 KiB, until the garbage collector runs.
                raise silence.with_traceback(None) from None
            finally:
                if not self.is_taken:
                    count(address, -1)

        def get_environ(self) -> Any:
            environ = super().get_environ()
            environ[TAKE_CONNECTION] = self.take_connection
            body = environ["wsgi.input"]
            body.__class__ = timed_input
            body.seconds = http_limits.body_seconds(self.command, self.path)
            return environ

        def take_connection(self) -> TakenConnection:
            """Hand over the connection, with a function that removes it from the count.

            The server then ignores what the application answers to this request.
            """
            self.deadline.cancel()
            green_socket = self.connection
            # Do not wait for data: if the client sent any behind the request, the reader has it.
            green_socket.settimeout(0)
            already_read = self.rfile.peek()
            self.is_taken = True
            wsgi.WSGI_LOCAL.already_handled = True
            connection = patcher.original("socket").socket(fileno=green_socket.fd.detach())
            connection.setblocking(False)
            return TakenConnection(connection, already_read, partial(count, self.address, -1))

        def handle_one_request(self) -> None:
            # Set one deadline for the whole head, so that a byte a second does not extend it.
            self._cut_after(http_limits.KEEPALIVE_SECONDS + http_limits.HEADERS_SECONDS)
            try:
                super().handle_one_request()
            finally:
                self.deadline.cancel()

        def handle_one_response(self) -> None:
            self.deadline.cancel()
            length = int(self.headers.get("content-length") or 0)
            if length > http_limits.LONGEST_BODY or "transfer-encoding" in self.headers:
                # Otherwise, the server would read the rest of a body that the application refused.
                self.close_connection = True
            super().handle_one_response()
            # The environ and this object refer to each other: uncleared, some 10 KiB per request
            # would stay until the garbage collector runs.
            self.environ.clear()

        def finish(self) -> None:
            """Close the connection at once, even if the client is gone.

            A connection stays open as long as one of its files: otherwise, until the garbage
            collector runs.
            """
            try:
                super().finish()
            finally:
                for file in (self.wfile, self.rfile):
                    with suppress(OSError, ValueError):
                        file.close()

        def _cut_after(self, seconds: float) -> None:
            # Use a bare timer: a cancelled greenlet leaves a traceback that keeps all this alive.
            self.deadline = hubs.get_hub().schedule_call_global(seconds, _cut, self.connection)

        def log_message(self, format: str, *arguments: object) -> None:
            # A client sent this instead of a request; it may hold a code or a one-time link.
            log.debug(format, *arguments)

    return GuardedProtocol


def _cut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        log.debug("a connection was gone before its deadline")
