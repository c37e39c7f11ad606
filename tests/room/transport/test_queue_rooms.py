"""Several processes hear each other's broadcasts; tested without a Redis server."""

import json
import logging
from types import SimpleNamespace

import pytest
import socketio

from tests.room.transport.test_rooms import RecordingLink, connect, disconnect, packets_for
from webinar.room.transport import outbox, queue_rooms
from webinar.room.transport.packets import GuardedPacket
from webinar.room.transport.queue_rooms import QueueRooms
from webinar.room.transport.rooms import Rooms


class Process(QueueRooms):
    """One process; nothing it publishes reaches Redis."""

    def __init__(self, place=""):
        super().__init__("redis://127.0.0.1:1/0", channel="test", place=place)
        server = socketio.Server(
            async_mode="threading", client_manager=self, serializer=GuardedPacket
        )
        self.eio = server.eio

    @property
    def published(self):
        """The messages waiting to be published."""
        return self._outbox.take(0)


@pytest.fixture
def here():
    return Process()


@pytest.fixture
def there():
    return Process()


def bodies(rooms, eio_sid):
    return [json.loads(frame.packet.data[1:])[1] for frame in packets_for(rooms, eio_sid)]


def test_method_order_is_queue_then_our_rooms_then_the_library():
    order = QueueRooms.__mro__
    assert order.index(socketio.PubSubManager) < order.index(Rooms) < order.index(socketio.Manager)


def test_emit_does_not_wait_for_redis(here):
    """Planted fault: emit published to Redis itself, and every answer of the room waited for it."""
    connect(here, "ada", "everyone")

    for number in range(outbox.MOST_MESSAGES + 1):
        here.emit("slide.moved", {"slide": number}, "/", room="everyone")

    assert len(packets_for(here, "ada")) == outbox.MOST_MESSAGES + 1
    assert here._outbox.take(0) == []
    assert here._outbox.has_dropped()


def test_broadcast_is_heard_once_in_each_process(here, there):
    """Planted fault: bytes from Redis were not decoded, and nobody heard the broadcast."""
    connect(here, "ada", "everyone")
    connect(there, "bek", "everyone")

    here.emit("slide.moved", {"slide": 4}, "/", room="everyone")
    for message in here.published:
        there._handle_emit(there._client_message(message))

    assert bodies(here, "ada") == bodies(there, "bek") == [{"slide": 4}]


def test_list_is_sent_as_a_single_body(here):
    connect(here, "ada", "everyone")

    here.emit("some.list", [{"a": 1}], "/", room="everyone")

    assert bodies(here, "ada") == [[{"a": 1}]]


def test_farewell_is_not_published_to_other_processes(here):
    connect(here, "ada")

    here.emit("server.restarting", {}, "/", ignore_queue=True)

    assert len(packets_for(here, "ada")) == 1
    assert here.published == []


def test_connecting_and_disconnecting_publish_nothing(here):
    ada = connect(here, "ada", "everyone")
    disconnect(here, ada)

    assert here.published == []
    assert here.rooms == {"/": {None: {}}}
    assert isinstance(here.eio.sockets["ada"], RecordingLink)


class FakeSubscription:
    """A Redis subscription that hands out `messages`; None is a second of silence."""

    def __init__(self, clock, *messages):
        self.clock, self.messages = clock, list(messages)
        self.connection = SimpleNamespace(can_read=lambda: bool(self.messages))

    def get_message(self, timeout):
        if not self.messages:
            raise ConnectionError("the test is over")
        message = self.messages.pop(0)
        if message is None:
            self.clock.now += timeout
            return None
        if isinstance(message, str):
            return {"type": message, "data": 1}
        return {"type": "message", "data": message}


@pytest.fixture
def clock(monkeypatch):
    fake_clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(queue_rooms.time, "monotonic", lambda: fake_clock.now)
    return fake_clock


def hear(process, clock, *messages):
    """Feed these messages; return those meant for clients and the final error."""
    heard = []
    try:
        for message in process._client_messages(FakeSubscription(clock, *messages)):
            heard.append(message)
    except (ConnectionError, queue_rooms.Deaf) as error:
        return heard, error
    raise AssertionError("the subscription never ends by itself")


def own_message(process, method):
    return process._own_message(method)


def test_messages_before_subscribing_may_have_been_missed(here, clock):
    hear(here, clock, "subscribe")

    assert here.has_missed()
    assert not here.has_missed(), "the miss was reported already"


def test_messages_lost_by_another_process_count_as_missed(here, there, clock):
    heard, _ = hear(here, clock, own_message(there, "missed"))

    assert heard == []
    assert here.has_missed()


def test_process_that_does_not_hear_itself_is_deaf(here, there, clock):
    """Planted fault: the process stayed subscribed to nothing for ever."""
    alive = [own_message(there, "here"), None]

    _, error = hear(here, clock, "subscribe", *alive * 20)

    assert isinstance(error, queue_rooms.Deaf)


def test_process_that_hears_itself_is_not_deaf(here, clock):
    _, error = hear(here, clock, "subscribe", *[own_message(here, "here"), None] * 20)

    assert isinstance(error, ConnectionError)


def test_stalled_process_reads_waiting_messages_before_judging(here, there, clock):
    """Planted fault: the process declared itself deaf with its own message waiting to be read."""

    class Slow(FakeSubscription):
        def get_message(self, timeout):
            clock.now += 60
            return super().get_message(timeout)

    waiting = [own_message(there, "here"), own_message(there, "here"), own_message(here, "here")]
    with pytest.raises(ConnectionError):
        list(here._client_messages(Slow(clock, "subscribe", *waiting)))


def test_silent_process_may_have_left_messages_unsent(here, there, clock, caplog):
    """Planted fault: clients of other processes never heard what a killed process committed."""
    own = [own_message(here, "here"), None]
    hear(here, clock, "subscribe", own_message(there, "here"), *own * 5)
    early = [here.has_missed(), here.has_missed()]

    with caplog.at_level(logging.CRITICAL):
        hear(here, clock, *own * 20)

    assert early == [True, False]
    assert here.has_missed()
    assert not here.has_missed()


def test_live_process_that_is_not_heard_counts_as_apart(here, there, clock, caplog):
    """Planted fault: clients refetched once, and missed what it committed later."""
    own = [own_message(here, "here"), None]
    with caplog.at_level(logging.CRITICAL):
        hear(here, clock, "subscribe", own_message(there, "here"), *own * 20)
    silent = here.is_apart

    hear(here, clock, own_message(there, "here"))

    assert silent and not here.is_apart


def test_restarted_process_replaces_its_predecessor(here, clock, caplog):
    """The new process may be heard before or after the old one is missed."""
    own = [own_message(here, "here"), None]
    first, second, third = (Process("a:5001") for _ in range(3))
    with caplog.at_level(logging.CRITICAL):
        hear(
            here,
            clock,
            "subscribe",
            own_message(first, "here"),
            *own * 3,
            own_message(second, "here"),
        )
        hear(here, clock, *[*own, own_message(second, "here")] * 10)
        early = here.is_apart
        hear(here, clock, *own * 20)
    silent = here.is_apart
    hear(here, clock, own_message(third, "here"))

    assert not early and silent and not here.is_apart


def test_absent_process_is_eventually_forgotten(here, there, clock, caplog):
    own = [own_message(here, "here"), None]
    with caplog.at_level(logging.CRITICAL):
        hear(here, clock, "subscribe", own_message(there, "here"), *own * 20)
        hear(here, clock, *own * int(queue_rooms.SILENT_SECONDS))

    assert not here.is_apart


def test_process_that_said_goodbye_left_nothing_unsent(here, there, clock):
    own = [own_message(here, "here"), None]
    hear(here, clock, "subscribe", own_message(there, "here"), own_message(there, "bye"))
    here.has_missed()

    hear(here, clock, *own * 20)

    assert not here.has_missed()


def test_late_message_after_goodbye_does_not_count_as_silence(here, there, clock):
    """Planted fault: a beat due during the stop came last, and the silence after it was counted."""
    connect(there, "bek", "everyone")
    there.emit("slide.moved", {"slide": 4}, "/", room="everyone")
    [moved] = there.published
    own = [own_message(here, "here"), None]
    last = [own_message(there, "bye"), own_message(there, "here"), moved]

    heard, _ = hear(here, clock, "subscribe", own_message(there, "here"), *last)
    here.has_missed()
    hear(here, clock, *own * 20)

    assert [message["event"] for message in heard] == ["slide.moved"]
    assert not here.has_missed()
    assert not here.is_apart


@pytest.mark.parametrize(
    "message",
    [b"\x80\x04", b"null", b"[]", b"{}", b"[" * 5000, b'{"host_id": 1}', b"\xff"],
    ids=["pickle", "null", "list", "empty", "deep", "number", "bytes"],
)
def test_foreign_messages_on_the_channel_are_ignored(here, clock, message):
    heard, error = hear(here, clock, message)

    assert isinstance(error, ConnectionError)
    assert heard == []


def test_outage_is_logged_once_and_so_is_its_end(caplog):
    outage = queue_rooms.Outage()
    with caplog.at_level(logging.WARNING):
        for _ in range(100):
            outage.note_failure("speak", ConnectionError("refused"))
            outage.note_failure("hear", ConnectionError("refused"))
        outage.note_success("speak")
        still = outage.is_on
        outage.note_success("hear")
        outage.note_success("hear")

    assert still and not outage.is_on
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]
