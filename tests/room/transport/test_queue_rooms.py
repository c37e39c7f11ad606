"""Several processes: what one says is heard at the other, without a server of Redis."""

import json
import logging
from types import SimpleNamespace

import pytest
import socketio

from tests.room.transport.test_rooms import Heard, come, go, told
from webinar.room.transport import outbox, queue_rooms
from webinar.room.transport.packets import GuardedPacket
from webinar.room.transport.queue_rooms import QueueRooms
from webinar.room.transport.rooms import Rooms


class Process(QueueRooms):
    """One process; nobody takes to Redis what it publishes."""

    def __init__(self, place=""):
        super().__init__("redis://127.0.0.1:1/0", channel="test", place=place)
        server = socketio.Server(
            async_mode="threading", client_manager=self, serializer=GuardedPacket
        )
        self.eio = server.eio

    @property
    def published(self):
        """What waits to travel."""
        return self._outbox.take(0)


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


def test_who_speaks_does_not_wait_for_redis(here):
    """Planted fault: Redis was told at once, and every answer of the room waited for it."""
    come(here, "ada", "everyone")

    for number in range(outbox.MOST_MESSAGES + 1):
        here.emit("slide.moved", {"slide": number}, "/", room="everyone")

    assert len(told(here, "ada")) == outbox.MOST_MESSAGES + 1
    assert here._outbox.take(0) == []
    assert here._outbox.has_dropped()


def test_what_is_said_here_is_heard_here_and_there_once(here, there):
    """Planted fault: what came from Redis, as bytes, was not understood, and nobody was told."""
    come(here, "ada", "everyone")
    come(there, "bek", "everyone")

    here.emit("slide.moved", {"slide": 4}, "/", room="everyone")
    for message in here.published:
        there._handle_emit(there._understood(message))

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


class Line:
    """A subscription to Redis; `come` is what it hands out, None for a second without anything."""

    def __init__(self, clock, *come):
        self.clock, self.come = clock, list(come)
        self.connection = SimpleNamespace(can_read=lambda: bool(self.come))

    def get_message(self, timeout):
        if not self.come:
            raise ConnectionError("the test is over")
        message = self.come.pop(0)
        if message is None:
            self.clock.now += timeout
            return None
        if isinstance(message, str):
            return {"type": message, "data": 1}
        return {"type": "message", "data": message}


@pytest.fixture
def clock(monkeypatch):
    made = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(queue_rooms.time, "monotonic", lambda: made.now)
    return made


def hear(process, clock, *come):
    """Let these come; what of it clients are to be told. Ends in the error that ended it."""
    heard = []
    try:
        for message in process._heard(Line(clock, *come)):
            heard.append(message)
    except (ConnectionError, queue_rooms.Deaf) as error:
        return heard, error
    raise AssertionError("it never ends by itself")


def word(process, method):
    return process._word(method)


def test_what_was_said_before_one_listened_may_have_been_missed(here, clock):
    hear(here, clock, "subscribe")

    assert here.has_missed()
    assert not here.has_missed(), "it was asked for already"


def test_what_another_process_lost_may_have_been_missed(here, there, clock):
    heard, _ = hear(here, clock, word(there, "missed"))

    assert heard == []
    assert here.has_missed()


def test_who_does_not_hear_itself_is_deaf(here, there, clock):
    """Planted fault: it stayed subscribed to nothing for ever."""
    alive = [word(there, "here"), None]

    _, error = hear(here, clock, "subscribe", *alive * 20)

    assert isinstance(error, queue_rooms.Deaf)


def test_who_hears_itself_is_not(here, clock):
    _, error = hear(here, clock, "subscribe", *[word(here, "here"), None] * 20)

    assert isinstance(error, ConnectionError)


def test_a_process_that_stood_still_reads_what_waits_before_it_judges(here, there, clock):
    """Planted fault: it took itself for deaf, with its own word waiting to be read."""

    class Slow(Line):
        def get_message(self, timeout):
            clock.now += 60
            return super().get_message(timeout)

    waiting = [word(there, "here"), word(there, "here"), word(here, "here")]
    with pytest.raises(ConnectionError):
        list(here._heard(Slow(clock, "subscribe", *waiting)))


def test_a_process_that_fell_silent_may_have_left_something_unsaid(here, there, clock, caplog):
    """Planted fault: what a killed process had committed was never said to those of the others."""
    own = [word(here, "here"), None]
    hear(here, clock, "subscribe", word(there, "here"), *own * 5)
    early = [here.has_missed(), here.has_missed()]

    with caplog.at_level(logging.CRITICAL):
        hear(here, clock, *own * 20)

    assert early == [True, False]
    assert here.has_missed()
    assert not here.has_missed()


def test_what_a_process_says_that_lives_and_is_not_heard_is_looked_for(here, there, clock, caplog):
    """Planted fault: it was looked for once, and what it committed later was not."""
    own = [word(here, "here"), None]
    with caplog.at_level(logging.CRITICAL):
        hear(here, clock, "subscribe", word(there, "here"), *own * 20)
    silent = here.is_apart

    hear(here, clock, word(there, "here"))

    assert silent and not here.is_apart


def test_a_process_that_is_started_anew_takes_the_place_of_the_one_before(here, clock, caplog):
    """Whether it is heard before the other one is missed, or after."""
    own = [word(here, "here"), None]
    one, two, three = (Process("a:5001") for _ in range(3))
    with caplog.at_level(logging.CRITICAL):
        hear(here, clock, "subscribe", word(one, "here"), *own * 3, word(two, "here"))
        hear(here, clock, *[*own, word(two, "here")] * 10)
        early = here.is_apart
        hear(here, clock, *own * 20)
    silent = here.is_apart
    hear(here, clock, word(three, "here"))

    assert not early and silent and not here.is_apart


def test_a_process_that_stays_away_is_not_looked_for_for_ever(here, there, clock, caplog):
    own = [word(here, "here"), None]
    with caplog.at_level(logging.CRITICAL):
        hear(here, clock, "subscribe", word(there, "here"), *own * 20)
        hear(here, clock, *own * int(queue_rooms.SILENT_SECONDS))

    assert not here.is_apart


def test_a_process_that_said_good_bye_left_nothing_unsaid(here, there, clock):
    own = [word(here, "here"), None]
    hear(here, clock, "subscribe", word(there, "here"), word(there, "bye"))
    here.has_missed()

    hear(here, clock, *own * 20)

    assert not here.has_missed()


def test_what_it_says_after_its_good_bye_makes_it_no_process_that_fell_silent(here, there, clock):
    """Planted fault: a beat that was due while it stopped came last, and its silence counted."""
    come(there, "bek", "everyone")
    there.emit("slide.moved", {"slide": 4}, "/", room="everyone")
    [moved] = there.published
    own = [word(here, "here"), None]
    last = [word(there, "bye"), word(there, "here"), moved]

    heard, _ = hear(here, clock, "subscribe", word(there, "here"), *last)
    here.has_missed()
    hear(here, clock, *own * 20)

    assert [one["event"] for one in heard] == ["slide.moved"]
    assert not here.has_missed()
    assert not here.is_apart


@pytest.mark.parametrize(
    "message",
    [b"\x80\x04", b"null", b"[]", b"{}", b"[" * 5000, b'{"host_id": 1}', b"\xff"],
    ids=["pickle", "null", "list", "empty", "deep", "number", "bytes"],
)
def test_what_strangers_publish_is_no_error(here, clock, message):
    heard, error = hear(here, clock, message)

    assert isinstance(error, ConnectionError)
    assert heard == []


def test_an_outage_is_logged_once_and_its_end_once(caplog):
    outage = queue_rooms.Outage()
    with caplog.at_level(logging.WARNING):
        for _ in range(100):
            outage.failed("speak", ConnectionError("refused"))
            outage.failed("hear", ConnectionError("refused"))
        outage.works("speak")
        still = outage.is_on
        outage.works("hear")
        outage.works("hear")

    assert still and not outage.is_on
    assert [one.levelname for one in caplog.records] == ["ERROR", "WARNING"]
