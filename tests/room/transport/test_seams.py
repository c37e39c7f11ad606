"""The server checks that its libraries fit direct links, and falls back where they do not."""

import logging
import os
import subprocess
import sys
import time
from types import SimpleNamespace

import engineio
import pytest
import socketio
from engineio.socket import Socket

from config import ROOT
from tests.quiet_eventlet import hubs
from webinar.kit import concurrency
from webinar.room.engine.connections import Connections
from webinar.room.engine.server import Doors
from webinar.room.transport import seams, stream
from webinar.room.transport.broadcast_frame import Frame
from webinar.room.transport.direct import DirectLink
from webinar.room.transport.links import Link
from webinar.room.transport.rooms import Rooms
from webinar.room.transport.seams import missing_seam
from webinar.room.transport.threaded_link import ThreadedLink


def rename(owner, name):
    """Simulate an update of a library that renames a function."""

    def act(monkeypatch):
        monkeypatch.setattr(owner, f"{name}_in_the_next_release", getattr(owner, name), False)
        monkeypatch.delattr(owner, name)

    return act


def change_arguments(owner, name):
    def act(monkeypatch):
        monkeypatch.setattr(owner, name, lambda self, other: None)

    return act


def _list_seams():
    from eventlet import wsgi
    from eventlet.greenio import GreenSocket

    hub = type(hubs.get_hub())
    return [
        ("Socket._upgrade_websocket", rename(Socket, "_upgrade_websocket")),
        ("Socket._upgrade_websocket", change_arguments(Socket, "_upgrade_websocket")),
        ("Socket.schedule_ping", rename(Socket, "schedule_ping")),
        ("Socket.close", rename(Socket, "close")),
        ("Socket.close", change_arguments(Socket, "close")),
        ("Server._trigger_event", rename(engineio.Server, "_trigger_event")),
        ("hub.add", change_arguments(hub, "add")),
        ("hub.remove", change_arguments(hub, "remove")),
        ("GreenSocket.fd", rename(GreenSocket, "fd")),
        ("wsgi.HttpProtocol", change_arguments(wsgi.HttpProtocol, "__init__")),
        ("HttpProtocol", rename(wsgi, "HttpProtocol")),
        ("wsgi.WSGI_LOCAL", rename(wsgi, "WSGI_LOCAL")),
    ]


SEAMS = _list_seams()


@pytest.fixture
def engine():
    return engineio.Server(async_mode="threading")


def test_pinned_libraries_fit_direct_links(engine, loop):
    assert missing_seam(engine) is None


def test_hub_on_asyncio_fits_direct_links():
    """Planted fault: only the other hubs' name for an argument was accepted."""
    program = "\n".join(
        [
            "import tests.quiet_eventlet, engineio",
            "from webinar.room.transport.seams import missing_seam",
            "print(missing_seam(engineio.Server(async_mode='threading')))",
        ]
    )
    environment = {**os.environ, "EVENTLET_HUB": "asyncio"}

    process = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=ROOT, capture_output=True, text=True
    )

    assert process.stdout == "None\n", process.stderr


@pytest.mark.parametrize(("name", "act"), SEAMS, ids=[f"{at}-{p[0]}" for at, p in enumerate(SEAMS)])
def test_moved_library_function_is_named(engine, loop, monkeypatch, name, act):
    with monkeypatch.context() as patch:
        act(patch)
        missing = missing_seam(engine)

    assert name in missing
    assert missing_seam(engine) is None


def test_wrong_table_of_links_is_named(engine, loop):
    engine.sockets = []

    assert "Server.sockets" in missing_seam(engine)


def test_loop_without_callbacks_is_noticed(engine, loop, monkeypatch):
    monkeypatch.setattr(stream.Stream, "_readable", lambda self, _fileno: None)
    monkeypatch.setattr("eventlet.sleep", lambda _seconds: None)

    assert missing_seam(engine) == "a message did not come through"


def make_doors(monkeypatch, transport="direct", mode="eventlet"):
    monkeypatch.setattr(concurrency, "mode", lambda: mode)
    manager = Rooms()
    server = socketio.Server(async_mode="threading", client_manager=manager)
    doors = Doors(server, None, None, None, Connections(), None, transport)
    doors.register_handlers()
    return doors, server


def open_link(doors, server):
    link = Socket(server.eio, "one")
    link.connected = True
    server.eio.sockets["one"] = link
    doors._open_link("one", {"REMOTE_ADDR": "127.0.0.1"})
    return link


def test_links_are_direct_when_the_libraries_fit(monkeypatch, loop, caplog):
    with caplog.at_level(logging.WARNING):
        doors, server = make_doors(monkeypatch)
    link = open_link(doors, server)

    assert isinstance(link, DirectLink)
    assert caplog.text == ""
    assert not server.eio.start_service_task
    # Otherwise the request's environ would be kept for as long as the link.
    assert server.environ["one"] == {}
    assert doors._heart._due[0][1] is link


def test_links_fall_back_to_the_library_and_log_a_moved_function(monkeypatch, loop, caplog):
    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        rename(Socket, "schedule_ping")(patch)
        doors, server = make_doors(monkeypatch)
    link = open_link(doors, server)
    link.say(Frame("slide.moved", {"slide": 1}))

    assert type(link) is Link
    assert "slower path" in caplog.text and "schedule_ping" in caplog.text
    assert server.eio.start_service_task
    assert [packet.encode() for packet in link.queue.queue] == ['42["slide.moved",{"slide":1}]']
    doors.start()


def test_links_use_the_library_when_configured(monkeypatch, loop, caplog):
    with caplog.at_level(logging.WARNING):
        doors, server = make_doors(monkeypatch, "library")

    link, frame = open_link(doors, server), Frame("slide.moved", {"slide": 1})
    link.say(frame)

    assert type(link) is Link
    assert link.queue.get_nowait() is frame.packet
    assert caplog.text == ""


@pytest.mark.parametrize("transport", ["direct", "library"])
def test_threads_write_links_themselves_without_eventlet(monkeypatch, caplog, transport):
    monkeypatch.setattr(seams, "_places_of_loop", lambda: pytest.fail("this needs eventlet"))
    with caplog.at_level(logging.WARNING):
        doors, server = make_doors(monkeypatch, transport, "threading")

    link = open_link(doors, server)

    assert isinstance(link, ThreadedLink)
    assert not server.eio.start_service_task
    assert server.environ["one"] == {}
    assert doors._heart._due[0][1] is link
    assert caplog.text == ""


def test_threads_fall_back_to_the_library_and_log_a_moved_function(monkeypatch, caplog):
    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        rename(Socket, "schedule_ping")(patch)
        doors, server = make_doors(monkeypatch, mode="threading")

    assert type(open_link(doors, server)) is Link
    assert "slower path" in caplog.text and "schedule_ping" in caplog.text
    assert server.eio.start_service_task


class ServerWithClosingLink:
    """A server with one member, whose link closes while the database is read."""

    def __init__(self, monkeypatch, transport):
        self.left = []
        self.connections = Connections()
        seats = SimpleNamespace(find_all=self.find_all)
        presence = SimpleNamespace(
            note_arrival=lambda _: None,
            note_departure=lambda connection, **_options: self.left.append(connection),
        )
        monkeypatch.setattr(concurrency, "mode", lambda: "eventlet")
        self.server = socketio.Server(
            async_mode="threading", client_manager=Rooms(), async_handlers=False
        )
        self.doors = Doors(self.server, self, seats, None, self.connections, presence, transport)
        self.doors.register_handlers()
        self.server.manager_initialized = True
        self.link = open_link(self.doors, self.server)

    def read(self):
        from contextlib import nullcontext

        return nullcontext()

    def find_all(self, _db, tokens):
        self.link.let_go()
        holder = SimpleNamespace(
            room_id=1,
            member_id=2,
            browser_id=3,
            role="participant",
            language="en",
            is_waiting=False,
            is_remote=False,
        )
        return [holder] * len(tokens)


@pytest.mark.parametrize("transport", ["direct", "library"])
def test_link_closed_while_taking_its_seat_frees_it(monkeypatch, loop, transport):
    """Planted fault: polling kept the seat for ever, as the disconnect was reported only once."""
    scene = ServerWithClosingLink(monkeypatch, transport)

    scene.doors._read_packet("one", '0{"seat":"x"}')

    assert scene.connections.everyone() == []
    assert len(scene.left) == 1
    assert scene.server.manager.rooms == {"/": {None: {}}}
    assert scene.server.environ == {}


def test_seat_requested_after_a_goodbye_is_not_taken(monkeypatch, loop, caplog):
    """Planted fault: the request raised an error, and half a seat was kept for ever."""
    from engineio import packet

    scene = ServerWithClosingLink(monkeypatch, "direct")
    scene.link.opened_at = time.monotonic()

    scene.link.receive(packet.Packet(packet.CLOSE))
    scene.link.receive(packet.Packet(packet.MESSAGE, '0{"seat":"x"}'))

    assert scene.server.manager.rooms == {}
    assert scene.connections.everyone() == []
    assert caplog.text == ""
