"""HTTP on eventlet's loop, in the test process: what a connection leaves in memory."""

import gc
import socket

import pytest

from tests.quiet_eventlet import eventlet
from webinar.kit.web import http_limits
from webinar.operate.web.green_http import serve_green


@pytest.fixture
def port(monkeypatch):
    """Serve an empty page on this port; a connection may be silent for a moment only."""
    monkeypatch.setattr(http_limits, "KEEPALIVE_SECONDS", 0.01)
    listener = eventlet.listen(("127.0.0.1", 0))
    server = eventlet.spawn(serve_green, page, listener, limit=10, is_behind_proxy=False)
    yield listener.getsockname()[1]
    server.kill()


def page(environ, start_response):
    start_response("204 No Content", [])
    return []


@pytest.fixture
def no_collector():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def connections():
    return [found for found in gc.get_objects() if type(found).__name__ == "GuardedProtocol"]


def read_to_end(link):
    while link.recv(4096):
        pass


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize("request_text", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"])
def test_connection_that_falls_silent_is_forgotten_without_the_collector(port, request_text):
    """Planted fault: the traceback of the silence kept the connection's buffers and headers."""
    with eventlet.connect(("127.0.0.1", port)) as link:
        link.sendall(request_text)
        read_to_end(link)
        link.shutdown(socket.SHUT_WR)

    eventlet.sleep(0)  # closing was the last thing that waited
    assert len(connections()) == 0
