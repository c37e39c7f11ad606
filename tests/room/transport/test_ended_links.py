"""Requests of a link that has ended: the library refuses them, without a traceback."""

import io
import time

import engineio
import pytest
from engineio.socket import Socket

from webinar.room.transport.ended_links import refusing_ended_links
from webinar.room.transport.links import guard


@pytest.fixture
def server():
    server = engineio.Server(async_mode="threading")
    socket = Socket(server, "one")
    socket.connected = True
    server.sockets["one"] = guard(socket, now=time.monotonic())
    return server


def request(answer, method):
    """Return the status of a request that polls for the link, or sends it a packet."""
    statuses = []
    environ = {
        "REQUEST_METHOD": method,
        "QUERY_STRING": "EIO=4&transport=polling&sid=one",
        "CONTENT_LENGTH": "3",
        "wsgi.input": io.BytesIO(b"42x"),
    }
    answer(environ, lambda status, headers: statuses.append(status))
    return statuses


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_ended_link_is_refused(server, method):
    server.sockets["one"].let_go()

    assert request(refusing_ended_links(server.handle_request), method) == ["400 BAD REQUEST"]


def test_link_that_another_thread_forgets_meanwhile_is_refused(server):
    def forget(environ, start_response):
        del server.sockets["one"]
        del server.sockets["one"]

    assert request(refusing_ended_links(forget), "GET") == ["400 BAD REQUEST"]


def test_another_missing_key_is_an_error(server):
    def look_up(environ, start_response):
        return {}["two"]

    with pytest.raises(KeyError, match="two"):
        request(refusing_ended_links(look_up), "GET")


def test_open_link_is_answered(server):
    assert request(refusing_ended_links(server.handle_request), "POST") == ["200 OK"]
