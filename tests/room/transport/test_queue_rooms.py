"""Several processes hear each other's broadcasts; tested without a Redis server."""

import logging

import pytest
import socketio

from tests.room.transport.queue_process import (
    FakeSubscription,
    Process,
    bodies,
    hear,
    own_word,
    say,
)
from tests.room.transport.test_rooms import RecordingLink, connect, disconnect, packets_for
from webinar.room.transport import outbox, peers, queue_rooms
from webinar.room.transport.queue_rooms import QueueRooms
from webinar.room.transport.rooms import Rooms


@pytest.fixture
def here():
    return Process()


@pytest.fixture
def there():
    return Process()


def test_method_order_is_queue_then_our_rooms_then_the_library():
    order = QueueRooms.__mro__
    assert order.index(socketio.PubSubManager) < order.index(Rooms) < order.index(socketio.Manager)


def pass_on(messages, *listeners):
    """Let processes read these messages, as their listening job does."""
    for listener in listeners:
        for message in messages:
            data = listener._client_message(message)
            if data is not None:
                listener._handle_emit(data)


def test_sending_does_not_wait_for_redis(here):
    """Planted fault: emit published to Redis itself, and every answer of the room waited for it."""
    connect(here, "ada", "everyone")

    for number in range(outbox.MOST_MESSAGES + 1):
        say(here, ("slide.moved", {"slide": number}))

    assert len(packets_for(here, "ada")) == outbox.MOST_MESSAGES + 1
    assert here._outbox.take(0) == []
    assert here._outbox.has_dropped()


def test_broadcast_is_heard_once_in_each_process(here, there):
    """Planted fault: bytes from Redis were not decoded, and nobody heard the broadcast."""
    connect(here, "ada", "everyone")
    connect(there, "bek", "everyone")

    say(here, ("slide.moved", {"slide": 4}))
    messages = here.published
    pass_on(messages, here, there)

    assert bodies(here, "ada") == bodies(there, "bek") == [{"slide": 4}]
    assert here.published == there.published == [], "a heard broadcast is not sent on"


def test_list_is_sent_as_a_single_body(here):
    connect(here, "ada", "everyone")

    here.emit("some.list", [{"a": 1}], "/", room="everyone")

    assert bodies(here, "ada") == [[{"a": 1}]]


def test_farewell_is_not_published_to_other_processes(here):
    connect(here, "ada")

    say(here, ("server.restarting", {}), to=None, is_local=True)

    assert len(packets_for(here, "ada")) == 1
    assert here.published == []


def test_connecting_and_disconnecting_publish_nothing(here):
    ada = connect(here, "ada", "everyone")
    disconnect(here, ada)

    assert here.published == []
    assert here.rooms == {"/": {None: {}}}
    assert isinstance(here.eio.sockets["ada"], RecordingLink)


def test_messages_before_subscribing_may_have_been_missed(here, clock):
    hear(here, clock, "subscribe")

    assert here.has_missed()
    assert not here.has_missed(), "the miss was reported already"


def test_messages_lost_by_another_process_count_as_missed(here, there, clock):
    heard, _ = hear(here, clock, own_word(there, "missed"))

    assert heard == []
    assert here.has_missed()


def test_process_that_does_not_hear_itself_is_deaf(here, there, clock):
    """Planted fault: the process stayed subscribed to nothing for ever."""
    alive = [own_word(there, "here"), None]

    _, error = hear(here, clock, "subscribe", *alive * 20)

    assert isinstance(error, queue_rooms.Deaf)


def test_process_that_hears_itself_is_not_deaf(here, clock):
    _, error = hear(here, clock, "subscribe", *[own_word(here, "here"), None] * 20)

    assert isinstance(error, ConnectionError)


def test_stalled_process_reads_waiting_messages_before_judging(here, there, clock):
    """Planted fault: the process declared itself deaf with its own message waiting to be read."""

    class Slow(FakeSubscription):
        def get_message(self, timeout):
            clock.now += 60
            return super().get_message(timeout)

    waiting = [own_word(there, "here"), own_word(there, "here"), own_word(here, "here")]
    with pytest.raises(ConnectionError):
        list(here._client_messages(Slow(clock, "subscribe", *waiting)))


def test_silent_process_may_have_left_messages_unsent(here, there, clock, caplog):
    """Planted fault: clients of other processes never heard what a killed process committed."""
    own = [own_word(here, "here"), None]
    hear(here, clock, "subscribe", own_word(there, "here"), *own * 5)
    early = [here.has_missed(), here.has_missed()]

    with caplog.at_level(logging.CRITICAL):
        hear(here, clock, *own * 20)

    assert early == [True, False]
    assert here.has_missed()
    assert not here.has_missed()


def test_live_process_that_is_not_heard_counts_as_apart(here, there, clock, caplog):
    """Planted fault: clients refetched once, and missed what it committed later."""
    own = [own_word(here, "here"), None]
    with caplog.at_level(logging.CRITICAL):
        hear(here, clock, "subscribe", own_word(there, "here"), *own * 20)
    silent = here.is_apart

    hear(here, clock, own_word(there, "here"))

    assert silent and not here.is_apart


def test_restarted_process_replaces_its_predecessor(here, clock, caplog):
    """The new process may be heard before or after the old one is missed."""
    own = [own_word(here, "here"), None]
    first, second, third = (Process("a:5001") for _ in range(3))
    with caplog.at_level(logging.CRITICAL):
        hear(
            here,
            clock,
            "subscribe",
            own_word(first, "here"),
            *own * 3,
            own_word(second, "here"),
        )
        hear(here, clock, *[*own, own_word(second, "here")] * 10)
        early = here.is_apart
        hear(here, clock, *own * 20)
    silent = here.is_apart
    hear(here, clock, own_word(third, "here"))

    assert not early and silent and not here.is_apart


def test_absent_process_is_eventually_forgotten(here, there, clock, caplog):
    own = [own_word(here, "here"), None]
    with caplog.at_level(logging.CRITICAL):
        hear(here, clock, "subscribe", own_word(there, "here"), *own * 20)
        hear(here, clock, *own * int(peers.SILENT_SECONDS))

    assert not here.is_apart


def test_process_that_said_goodbye_left_nothing_unsent(here, there, clock):
    own = [own_word(here, "here"), None]
    hear(here, clock, "subscribe", own_word(there, "here"), own_word(there, "bye"))
    here.has_missed()

    hear(here, clock, *own * 20)

    assert not here.has_missed()


def test_late_message_after_goodbye_does_not_count_as_silence(here, there, clock):
    """Planted fault: a beat due during the stop came last, and the silence after it was counted."""
    connect(there, "bek", "everyone")
    say(there, ("slide.moved", {"slide": 4}))
    [moved] = there.published
    own = [own_word(here, "here"), None]
    last = [own_word(there, "bye"), own_word(there, "here"), moved]

    heard, _ = hear(here, clock, "subscribe", own_word(there, "here"), *last)
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
