"""A process sends all that it says at one moment as one message, if all others can read that.

Processes of an older release, of which only the library's own form is known, hear it one by one.
"""

import json
import logging
from contextlib import contextmanager

import pytest
import socketio

from tests.room.transport.queue_process import Process, bodies, hear, own_word, say
from tests.room.transport.test_rooms import connect, packets_for
from webinar.room.transport.packs import AddressedEvent, pack
from webinar.room.transport.peers import INTRODUCTION_SECONDS, SILENT_SECONDS

THREE = [("poll.opened", {"poll": "a"}), ("slide.moved", {"slide": 1}), ("poll.closed", {})]


@pytest.fixture
def there():
    process = Process("there")
    connect(process, "bek", "everyone")
    return process


@pytest.fixture
def here(clock, there):
    """A process that has listened for a while, and has heard the other one."""
    process = Process("here")
    connect(process, "ada", "everyone")
    listen(process, clock, own_word(there, "here"))
    process.has_missed()
    return process


def listen(process, clock, *others):
    """Subscribe, and hear these messages each second for long enough to have heard everybody."""
    seconds = int(INTRODUCTION_SECONDS) + 1
    hear(process, clock, "subscribe", *[own_word(process, "here"), *others, None] * seconds)


def older_word(host_id, method="here"):
    """Return what a process of the release before packs says about itself."""
    return json.dumps({"method": method, "host_id": host_id, "place": "old"}).encode()


def kinds(messages):
    return [json.loads(message)["method"] for message in messages]


class Library(socketio.Manager):
    """The library's manager, which only notes each event that it has read."""

    def emit(self, event, data, namespace, room=None, **options):
        assert namespace == "/" and options == {"skip_sid": None, "callback": None}
        self.said.append((event, data, room))


class OlderListener(socketio.PubSubManager, Library):
    """Reads the messages of other processes as the library does in older releases."""

    def __init__(self, messages):
        super().__init__()
        self.said = []
        for message in messages:
            self._handle_emit(json.loads(message))


def test_batch_is_one_message(here):
    """Planted fault: each broadcast was a message, with a round trip of its own."""
    say(here, *THREE)

    assert kinds(here.published) == ["pack"]
    assert len(packets_for(here, "ada")) == 3


def test_pack_is_heard_in_order_and_once(here, there, clock):
    """Planted fault: a process heard its own pack, too."""
    say(here, *THREE)
    messages = here.published

    for process in (here, there):
        heard, _ = hear(process, clock, *messages)
        assert heard == []

    names = [json.loads(frame.packet.data[1:])[0] for frame in packets_for(there, "bek")]
    assert names == [name for name, _ in THREE]
    assert len(packets_for(here, "ada")) == 3
    assert there.published == []


def test_pack_joins_the_messages_to_each_client(here, there, clock):
    steps = []

    @contextmanager
    def joining():
        steps.append("in")
        yield
        steps.append(len(packets_for(there, "bek")))

    there.together = joining
    say(here, *THREE)
    hear(there, clock, *here.published)

    assert steps == ["in", 3]


def test_process_counts_its_own_pack_as_heard(here, clock):
    say(here, *THREE)
    [message] = here.published

    _, error = hear(here, clock, *[message, None] * 20)

    assert isinstance(error, ConnectionError), error


def test_pack_is_a_sign_of_life(here, there, clock, caplog):
    own = [own_word(here, "here"), None]
    message = pack(there.host_id, [AddressedEvent("slide.moved", {}, "everyone")])

    with caplog.at_level(logging.CRITICAL):
        hear(here, clock, *[*own, message] * 20)
        heard = here.is_apart
        hear(here, clock, *own * 20)

    assert not heard and here.is_apart


def test_event_that_cannot_be_passed_on_is_looked_for(here, there, clock, caplog):
    """Planted fault: the listening job ended, and the process was deaf for a second."""

    def fail(_event, _body):
        raise KeyError("at")

    there.delivery_of = fail
    say(here, *THREE)
    with caplog.at_level(logging.CRITICAL):
        _, error = hear(there, clock, *here.published)

    assert isinstance(error, ConnectionError), error
    assert there.has_missed()


def test_event_that_fails_here_is_still_published(here):
    def fail(_event, _body):
        raise KeyError("at")

    here.delivery_of = fail
    with pytest.raises(KeyError):
        say(here, *THREE)

    assert kinds(here.published) == ["pack"]


@pytest.mark.parametrize("rest", ["", '"runs":1}', '"runs":[["a","everyone",{},["n"],[[""]]]]}'])
def test_broken_pack_disturbs_nobody(here, there, clock, caplog, rest):
    message = f'{{"method":"pack","host_id":"{there.host_id}",{rest}'.encode()

    with caplog.at_level(logging.CRITICAL):
        _, error = hear(here, clock, message)

    assert isinstance(error, ConnectionError), error
    assert packets_for(here, "ada") == []


def test_older_process_is_sent_every_event_by_itself(here, there, clock):
    """Planted fault: during a rolling upgrade, clients of the older release heard nothing."""
    hear(here, clock, older_word("old"))

    say(here, *THREE)
    messages = here.published

    assert kinds(messages) == ["emit"] * 3
    assert OlderListener(messages).said == [(name, body, "everyone") for name, body in THREE]
    heard, _ = hear(there, clock, *messages)
    for data in heard:
        there._handle_emit(data)
    assert bodies(there, "bek") == [body for _, body in THREE]


def test_event_of_an_older_process_is_heard_and_not_sent_on(here, clock):
    """Planted fault: it was published again, and the processes sent it to each other for ever."""
    older = socketio.PubSubManager()
    older.host_id = "old"
    published = []
    older._publish = lambda data: published.append(json.dumps(data).encode())
    older._handle_emit = lambda _message: None
    older.emit("slide.moved", {"slide": 4}, "/", room="everyone")

    heard, _ = hear(here, clock, *published)
    for data in heard:
        here._handle_emit(data)

    assert bodies(here, "ada") == [{"slide": 4}]
    assert here.published == []


def test_packs_are_used_again_once_the_older_process_has_gone(here, clock):
    hear(here, clock, older_word("old"))
    say(here, *THREE)
    before = kinds(here.published)
    hear(here, clock, older_word("old", "bye"), own_word(here, "here"), None)
    say(here, *THREE)

    assert [before, kinds(here.published)] == [["emit"] * 3, ["pack"]]


def test_silent_older_process_may_still_listen(here, clock, caplog):
    """Planted fault: it only stood still, and its clients missed what was said meanwhile."""
    newer = Process("old")
    with caplog.at_level(logging.CRITICAL):
        hear(here, clock, older_word("old"), *[own_word(here, "here"), None] * 10)
    say(here, *THREE)
    silent = kinds(here.published)
    hear(here, clock, own_word(newer, "here"))
    say(here, *THREE)

    assert [silent, kinds(here.published)] == [["emit"] * 3, ["pack"]]


def test_silent_older_process_is_eventually_forgotten(here, clock, caplog):
    own = [own_word(here, "here"), None]
    with caplog.at_level(logging.CRITICAL):
        hear(here, clock, older_word("old"), *own * (10 + int(SILENT_SECONDS)))
    say(here, *THREE)

    assert kinds(here.published) == ["pack"]


def test_process_that_has_not_heard_everybody_yet_sends_no_packs(there, clock):
    fresh = Process("fresh")
    say(fresh, *THREE)
    hear(fresh, clock, "subscribe", own_word(there, "here"), None)
    say(fresh, *THREE)

    assert kinds(fresh.published) == ["emit"] * 6


def test_process_that_subscribes_again_waits_to_hear_everybody(here, there, clock):
    """During the outage, a process of an older release may have started."""
    hear(here, clock, "subscribe")
    say(here, *THREE)
    before = kinds(here.published)
    listen(here, clock, own_word(there, "here"))
    say(here, *THREE)

    assert [before, kinds(here.published)] == [["emit"] * 3, ["pack"]]


@pytest.mark.parametrize("reads", [None, "pack", 5, [["pack"]], {"pack": 1}, ["another"]])
def test_odd_word_is_taken_for_an_older_release(here, clock, reads):
    word = {"method": "here", "host_id": "odd", "place": "odd", "reads": reads}
    hear(here, clock, json.dumps(word).encode())
    say(here, *THREE)

    assert kinds(here.published) == ["emit"] * 3
