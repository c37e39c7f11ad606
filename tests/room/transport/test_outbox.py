"""Messages for other processes wait in order up to a limit, and are dropped all at once."""

import threading

from tests.protocol.waiting import PATIENCE_S, until
from webinar.room.transport import outbox
from webinar.room.transport.outbox import Outbox


def test_messages_come_out_once_in_order():
    box = Outbox()
    for message in (b"a", b"b"):
        box.put(message)

    assert box.take(0) == [b"a", b"b"]
    assert box.take(0) == []
    assert not box.has_dropped()


def test_waiting_reader_is_woken_by_the_first_message():
    box, taken = Outbox(), []
    waiting = threading.Thread(target=lambda: taken.extend(box.take(60)))
    waiting.start()

    box.put(b"a")
    waiting.join(60)

    assert taken == [b"a"]


def test_overflow_drops_waiting_messages_and_keeps_later_ones(monkeypatch):
    monkeypatch.setattr(outbox, "MOST_BYTES", 10)
    box = Outbox()
    for message in (b"12345678", b"123", b"4"):
        box.put(message)

    assert box.take(0) == [b"4"]
    assert box.has_dropped()
    assert not box.has_dropped(), "reported twice"


def test_message_taken_but_not_sent_counts_as_dropped():
    box = Outbox()
    box.put(b"a")
    box.take(0)

    box.drop()

    assert box.has_dropped()


def test_outbox_is_drained_once_the_last_taken_message_is_sent():
    box = Outbox()
    assert box.drain(0)
    box.put(b"a")
    assert not box.drain(0)
    box.take(0)
    assert not box.drain(0), "taken, and not yet with the queue"

    threading.Timer(0.05, box.mark_received).start()

    assert box.drain(60)


def test_drain_does_not_wait_for_dropped_messages():
    box = Outbox()
    box.put(b"a")
    box.take(0)

    box.drop()

    assert box.drain(0)


def test_waiting_drain_ends_when_the_messages_are_dropped():
    """Planted fault: the drain waited out its time although nothing was left to send."""
    box = Outbox()
    box.put(b"a")
    box.take(0)
    drained = []
    thread = threading.Thread(target=lambda: drained.append(box.drain(PATIENCE_S)))
    thread.start()
    until(lambda: is_waiting(box, 1))

    box.drop()
    thread.join(PATIENCE_S / 2)

    assert drained == [True]


def test_message_wakes_its_taker_even_while_another_thread_drains():
    """Planted fault: the one wake-up went to the thread that drained."""
    box = Outbox()
    box.put(b"a")
    box.take(0)
    drain = threading.Thread(target=box.drain, args=[PATIENCE_S])
    drain.start()
    until(lambda: is_waiting(box, 1))
    taken = []
    taker = threading.Thread(target=lambda: taken.extend(box.take(PATIENCE_S)))
    taker.start()
    until(lambda: is_waiting(box, 2))

    box.put(b"b")
    taker.join(PATIENCE_S / 2)

    assert taken == [b"b"]
    box.mark_received()
    drain.join()


def is_waiting(box, threads):
    """Say whether this many threads wait for the outbox."""
    with box._changed:
        return len(box._changed._waiters) == threads
