"""Checks that the libraries still have the private functions that direct links depend on.

The versions are pinned, but an operator may install others. If one of the functions has changed,
the server uses the library's own path, and logs that.
"""

from __future__ import annotations

import inspect
from typing import Any

from engineio.socket import Socket


def missing_seam(engine: Any, *, on_loop: bool = True) -> str | None:
    """Return the first seam that is not as we need it, in words for the log, or None.

    Without `on_loop`, links are read and written in threads, and need nothing of eventlet.
    """
    try:
        return _first_missing(engine, on_loop)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _first_missing(engine: Any, on_loop: bool) -> str | None:
    places = _places_of_engine(engine)
    if on_loop:
        places |= _places_of_loop()
    for place, is_there in places.items():
        if not is_there:
            return place
    return "a message did not come through" if on_loop and not _carries_a_message() else None


def _places_of_engine(engine: Any) -> dict[str, bool]:
    return {
        "engineio Socket._upgrade_websocket": _has_signature(
            Socket, "_upgrade_websocket", ["self", "environ", "start_response"]
        ),
        "engineio Socket.schedule_ping": _has_signature(Socket, "schedule_ping", ["self"]),
        "engineio Socket.close": _has_signature(
            Socket, "close", ["self", "wait", "abort", "reason"]
        ),
        "engineio Server.sockets": isinstance(getattr(engine, "sockets", None), dict),
        "engineio Server._trigger_event": callable(getattr(engine, "_trigger_event", None)),
    }


def _places_of_loop() -> dict[str, bool]:
    from eventlet import hubs, wsgi
    from eventlet.greenio import GreenSocket

    hub = hubs.get_hub()
    return {
        # The hubs give the last one different names; it is passed by position.
        "eventlet hub.add": any(
            _has_signature(type(hub), "add", ["self", "evtype", "fileno", "cb", "tb", name])
            for name in ("mac", "mark_as_closed")
        ),
        "eventlet hub.remove": _has_signature(type(hub), "remove", ["self", "listener"]),
        "eventlet GreenSocket.fd": hasattr(GreenSocket, "fd"),
        "eventlet wsgi.HttpProtocol": _has_signature(
            wsgi.HttpProtocol, "__init__", ["self", "conn_state", "server"]
        ),
        "eventlet wsgi.WSGI_LOCAL": hasattr(wsgi, "WSGI_LOCAL"),
    }


def _has_signature(owner: type, name: str, parameters: list[str]) -> bool:
    function = getattr(owner, name, None)
    return function is not None and list(inspect.signature(function).parameters) == parameters


class _Listener:
    def __init__(self) -> None:
        self.heard: list[str] = []

    def on_text(self, text: str) -> None:
        self.heard.append(text)

    def on_other(self, *, is_control: bool) -> None:
        """Do nothing: the check sends no such message."""

    def on_end(self, *, close_code: int | None) -> None:
        """Do nothing: the check keeps the other end open."""


def _carries_a_message() -> bool:
    """Whether one message each way passes through a real connection and the running loop."""
    from eventlet import patcher, sleep

    from webinar.room.transport.frames import text_frame
    from webinar.room.transport.stream import Stream

    real = patcher.original("socket")
    near, far = real.socketpair()
    near.setblocking(False)
    far.setblocking(False)
    listener = _Listener()
    stream = Stream(near, listener, 1000, lambda: None)
    try:
        stream.start(b"")
        # "hi", masked with zeros.
        far.send(b"\x81\x82\0\0\0\0hi")
        stream.write(text_frame("ho"))
        for _ in range(50):
            if listener.heard:
                break
            sleep(0.01)
        return listener.heard == ["hi"] and far.recv(100) == text_frame("ho")
    finally:
        stream.end()
        far.close()
