"""What waits for the other processes: in order, bounded, and given up as a whole."""

import threading

from webinar.room.transport import outbox
from webinar.room.transport.outbox import Outbox


def test_what_was_put_in_comes_out_in_order_and_once():
    box = Outbox()
    for message in (b"a", b"b"):
        box.put(message)

    assert box.take(0) == [b"a", b"b"]
    assert box.take(0) == []
    assert not box.has_dropped()


def test_whoever_waits_is_woken_by_the_first_message():
    box, taken = Outbox(), []
    waiting = threading.Thread(target=lambda: taken.extend(box.take(60)))
    waiting.start()

    box.put(b"a")
    waiting.join(60)

    assert taken == [b"a"]


def test_too_many_bytes_are_given_up_and_what_follows_is_kept(monkeypatch):
    monkeypatch.setattr(outbox, "MOST_BYTES", 10)
    box = Outbox()
    for message in (b"12345678", b"123", b"4"):
        box.put(message)

    assert box.take(0) == [b"4"]
    assert box.has_dropped()
    assert not box.has_dropped(), "said twice"


def test_what_was_taken_and_not_said_is_given_up_too():
    box = Outbox()
    box.put(b"a")
    box.take(0)

    box.drop()

    assert box.has_dropped()


def test_it_is_drained_when_the_last_that_was_taken_is_said():
    box = Outbox()
    assert box.drain(0)
    box.put(b"a")
    assert not box.drain(0)
    box.take(0)
    assert not box.drain(0), "taken, and not yet with the queue"

    threading.Timer(0.05, box.said).start()

    assert box.drain(60)


def test_what_was_given_up_is_not_waited_for():
    box = Outbox()
    box.put(b"a")
    box.take(0)

    box.drop()

    assert box.drain(0)
