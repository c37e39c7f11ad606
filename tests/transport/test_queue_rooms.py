"""Several processes: what one says is heard at the other, without a server of Redis."""

import json
from contextlib import nullcontext

import pytest
import socketio

from tests.transport.test_rooms import Heard, come, go, told
from webinar import concurrency
from webinar.live.live import _together
from webinar.transport.cork import corked
from webinar.transport.packets import GuardedPacket
from webinar.transport.rooms import QueueRooms, Rooms


class Process(QueueRooms):
    """One process; what it publishes is kept as it would travel."""

    def __init__(self):
        super().__init__("redis://127.0.0.1:1/0", channel="test")
        self.published = []
        server = socketio.Server(
            async_mode="threading", client_manager=self, serializer=GuardedPacket
        )
        self.eio = server.eio

    def initialize(self):
        """Nobody listens in the background."""

    def _publish(self, data):
        self.published.append(self.json.dumps(data).encode())


@pytest.fixture
def here():
    return Process()


@pytest.fixture
def there():
    return Process()


def bodies(rooms, eio_sid):
    return [json.loads(frame.packet.data[1:])[1] for frame in told(rooms, eio_sid)]


def test_the_queue_comes_before_our_rooms_and_they_before_the_librarys():
    order = QueueRooms.__mro__
    assert order.index(socketio.PubSubManager) < order.index(Rooms) < order.index(socketio.Manager)


def test_nothing_is_held_back_while_redis_is_told(monkeypatch):
    """Planted fault: everything said in the process waited for Redis, which may be away."""
    monkeypatch.setattr(concurrency, "mode", lambda: "eventlet")

    assert _together(Process()) is nullcontext
    assert _together(Rooms()) is corked


def test_what_is_said_here_is_heard_here_and_there_once(here, there):
    """Planted fault: what came from Redis, as bytes, was not understood, and nobody was told."""
    come(here, "ada", "everyone")
    come(there, "bek", "everyone")

    here.emit("slide.moved", {"slide": 4}, "/", room="everyone")
    for message in here.published:
        there._handle_emit(there.json.loads(message))

    assert bodies(here, "ada") == bodies(there, "bek") == [{"slide": 4}]


def test_a_list_stays_the_body_that_it_is(here):
    come(here, "ada", "everyone")

    here.emit("some.list", [{"a": 1}], "/", room="everyone")

    assert bodies(here, "ada") == [[{"a": 1}]]


def test_a_farewell_stays_at_home(here):
    come(here, "ada")

    here.emit("server.restarting", {}, "/", ignore_queue=True)

    assert len(told(here, "ada")) == 1
    assert here.published == []


def test_coming_and_going_is_nobody_elses_matter(here):
    ada = come(here, "ada", "everyone")
    go(here, ada)

    assert here.published == []
    assert here.rooms == {"/": {None: {}}}
    assert isinstance(here.eio.sockets["ada"], Heard)
