"""A stream writes in order, keeps only the newest of each state, and leaves nothing behind."""

import gc
import socket
import weakref

import pytest

from tests.quiet_eventlet import eventlet
from tests.room.transport.wires import Owner, client_frame
from webinar.room.transport import backlog
from webinar.room.transport.cork import corked
from webinar.room.transport.frames import close_frame, control_frame, text_frame
from webinar.room.transport.stream import Stream

LONGEST_BYTES = 65536
BIG_FRAME = text_frame("x" * 60_000)


class Pair:
    """A stream and its client's end, with a small send buffer."""

    def __init__(self):
        self.near, self.far = socket.socketpair()
        self.near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        self.near.setblocking(False)
        self.far.setblocking(False)
        self.owner = Owner()
        self.released = []
        self.stream = self.open(self.owner)

    def open(self, owner):
        return Stream(self.near, owner, LONGEST_BYTES, lambda: self.released.append(1))

    def read(self):
        """Return everything that can be read now."""
        data = b""
        try:
            while part := self.far.recv(65536):
                data += part
        except BlockingIOError:
            pass
        return data

    def read_all(self, loop, expected):
        data = b""
        for _ in range(5000):
            data += self.read()
            if len(data) >= expected:
                break
            loop(0.001)
        return data


@pytest.fixture
def pair(loop):
    pair = Pair()
    pair.stream.start(b"")
    yield pair
    pair.stream.end()
    pair.far.close()
    assert pair.released == [1]


def stall(pair):
    """Write more than fits, so that later frames wait."""
    pair.stream.write(BIG_FRAME)
    assert pair.stream._backlog is not None
    return BIG_FRAME


def test_client_frames_are_delivered_in_order(pair, until):
    pair.far.send(client_frame("one") + client_frame("two") + client_frame("th")[:3])
    until(lambda: len(pair.owner.texts) == 2)
    pair.far.send(client_frame("th")[3:])
    until(lambda: len(pair.owner.texts) == 3)

    assert pair.owner.texts == ["one", "two", "th"]
    assert pair.owner.ends == []


def test_frames_sent_with_the_request_come_first(loop):
    pair = Pair()
    pair.far.send(client_frame("second"))

    pair.stream.start(client_frame("first"))
    while len(pair.owner.texts) < 2:
        loop(0.001)
    pair.stream.end()
    pair.far.close()

    assert pair.owner.texts == ["first", "second"]


def test_write_is_sent_at_once(pair):
    pair.stream.write(text_frame("hello"))

    assert pair.far.recv(100) == text_frame("hello")


def test_frames_for_a_slow_client_wait_and_arrive_in_order(pair, loop):
    frames = [stall(pair), *(text_frame(f"number {number}") for number in range(200))]
    for frame in frames[1:]:
        pair.stream.write(frame)

    expected = b"".join(frames)
    assert pair.read_all(loop, len(expected)) == expected
    loop(0.01)
    pair.stream.write(text_frame("direct again"))
    assert pair.far.recv(100) == text_frame("direct again")


def test_only_the_newest_of_a_state_waits(pair, loop):
    first = stall(pair)
    for number in range(10_000):
        pair.stream.write(text_frame(f"slide {number}"), "slide")
    pair.stream.write(text_frame("a vote"))
    pair.stream.write(text_frame("slide last"), "slide")

    expected = first + text_frame("a vote") + text_frame("slide last")
    assert pair.read_all(loop, len(expected)) == expected
    assert pair.owner.ends == []


def test_client_that_never_reads_is_closed_and_reported_once(pair, loop):
    stall(pair)
    for _ in range(backlog.MOST_BYTES // 1000 + 10):
        pair.stream.write(text_frame("y" * 1000))

    assert pair.owner.ends == [False]
    assert not pair.stream.is_open
    assert pair.released == [1]
    pair.stream.write(text_frame("too late"))
    pair.stream.end(1000)


def test_end_with_a_code_is_sent_but_not_reported_to_the_owner(pair):
    pair.stream.write(text_frame("last words"))
    pair.stream.end(1000)

    assert pair.read() == text_frame("last words") + close_frame(1000)
    assert pair.far.recv(10) == b""
    assert pair.owner.ends == []


def test_end_with_a_stalled_client_sends_no_half_frame(pair):
    frame = stall(pair)

    pair.stream.end(1000)

    assert frame.startswith(pair.read())


def test_client_disconnect_is_reported(pair, until):
    pair.far.close()
    until(lambda: pair.owner.ends)

    assert pair.owner.ends == [False]


@pytest.mark.parametrize("is_slow", [False, True])
def test_goodbye_is_heard_even_if_a_write_fails_first(pair, until, is_slow):
    """Planted fault: the write ended the stream, and a client that had left counted as lost."""
    if is_slow:
        stall(pair)
    pair.far.send(client_frame(b"\x03\xe9", 8))
    pair.far.close()
    pair.stream.write(text_frame("hello"))
    pair.stream._writable(0)
    until(lambda: pair.owner.ends)

    assert pair.owner.ends == [True]


def test_owner_ending_the_stream_hears_of_no_gone_client(pair):
    """Planted fault: the close frame could not be sent, and that was reported."""
    pair.far.close()
    pair.stream.end(1000)

    assert pair.owner.ends == []


def test_goodbye_is_answered_and_reported_as_a_goodbye(pair, until):
    pair.far.send(client_frame(b"\x03\xe9bye", 8) + client_frame("behind it"))
    until(lambda: pair.owner.ends)

    assert pair.owner.ends == [True]
    assert pair.owner.texts == []
    assert pair.read() == close_frame(1001)


def test_goodbye_counts_even_if_the_client_does_not_wait(pair, until):
    """Planted fault: answering the goodbye failed, and leaving counted as a lost link."""
    pair.far.send(client_frame(b"\x03\xe9", 8))
    pair.far.close()
    until(lambda: pair.owner.ends)

    assert pair.owner.ends == [True]


def test_a_ping_is_answered_and_a_pong_is_not(pair, until):
    pair.far.send(client_frame(b"how", 9) + client_frame(b"fine", 10) + client_frame(b"x", 2))
    until(lambda: len(pair.owner.others) == 3)

    assert pair.owner.others == [True, True, False]
    assert pair.read() == control_frame(10, b"how")


def test_ping_from_a_client_already_gone_is_no_error(pair, until, caplog):
    """Planted fault: the pong could not be sent, and the ping was never reported."""
    pair.far.send(client_frame(b"how", 9))
    pair.far.close()
    until(lambda: pair.owner.ends)

    assert pair.owner.ends == [False]
    assert caplog.text == ""


def test_bad_frame_ends_the_stream_with_its_close_code(pair, until):
    pair.far.send(client_frame("good") + client_frame("bad", rsv=4) + client_frame("behind"))
    until(lambda: pair.owner.ends)

    assert pair.owner.texts == ["good"]
    assert pair.read() == close_frame(1002)


def test_error_in_the_owner_closes_only_this_connection(pair, until, caplog):
    def fail(_text):
        raise RuntimeError("planted fault")

    pair.owner.on_text = fail
    pair.far.send(client_frame("hello"))
    until(lambda: pair.owner.ends)

    assert pair.owner.ends == [False]
    assert "planted fault" in caplog.text


def test_owner_ending_the_stream_midway_hears_nothing_more(pair, until, caplog):
    heard = []

    def end(text):
        heard.append(text)
        pair.stream.end()

    pair.owner.on_text = end
    pair.far.send(client_frame("one") + client_frame("two") + client_frame("bad", rsv=4))
    until(lambda: heard)

    assert heard == ["one"]
    assert pair.owner.ends == []
    assert caplog.text == ""


def test_client_gone_before_the_start_is_not_listened_to(loop):
    """Planted fault: the handshake answer could not be sent, and then starting raised an error."""
    pair = Pair()
    pair.far.close()
    pair.stream.write(text_frame("switching"))

    pair.stream.start(client_frame("hello"))

    assert pair.owner.ends == [False]
    assert pair.owner.texts == []
    assert pair.released == [1]


def test_descriptor_closed_elsewhere_is_not_closed_again(loop, caplog):
    """Planted fault: the loop ended with an error, and somebody else's connection was closed."""
    from eventlet import hubs

    pair = Pair()
    pair.stream.start(b"")
    stall(pair)
    number = pair.near.fileno()
    socket.close(number)
    other, its_far = socket.socketpair()
    assert number in (other.fileno(), its_far.fileno())

    hubs.get_hub().mark_as_reopened(number)
    for _ in range(3):
        loop(0.001)
    its_far.send(b"alive")

    assert other.recv(10) == b"alive"
    assert pair.owner.ends == [False]
    assert pair.released == [1]
    for end in (pair.far, other, its_far):
        end.close()
    gc.collect()


def test_request_greenlet_is_not_kept_alive(loop):
    """Planted fault: the loop's listener kept the greenlet and its stack for each connection."""
    pair = Pair()
    request = eventlet.spawn(pair.stream.start, b"")
    request.wait()
    request = weakref.ref(request)
    stall(pair)
    gc.collect()

    assert request() is None
    pair.stream.end()
    pair.far.close()


def test_ended_stream_holds_neither_its_owner_nor_its_backlog(loop):
    pair = Pair()
    pair.stream.start(b"")
    stall(pair)
    pair.stream.end()
    owner = weakref.ref(pair.owner)
    pair.owner = None
    gc.collect()

    assert owner() is None
    assert pair.stream._backlog is None and pair.stream._corked is None
    pair.far.close()


def test_descriptor_reused_in_the_same_loop_round_is_not_confused(loop):
    """Both are readable; reading the first closes the second, and a new connection takes its
    number before the loop gets to it."""
    first, second = Pair(), Pair()
    others = []

    def close_and_open(_text):
        number = second.near.fileno()
        second.stream.end()
        others.append(Pair())
        assert number in (others[0].near.fileno(), others[0].far.fileno())
        others[0].stream.start(b"")
        others[0].far.send(client_frame("mine"))

    first.owner.on_text = close_and_open
    first.stream.start(b"")
    second.stream.start(b"")
    first.far.send(client_frame("go"))
    second.far.send(client_frame("stay"))
    while not (others and others[0].owner.texts):
        loop(0.001)

    assert others[0].owner.texts == ["mine"]
    for pair in (first, second, *others):
        pair.stream.end()
        pair.far.close()
        assert pair.released == [1]


def test_corked_writes_leave_in_one_piece_and_in_order(pair, loop):
    with corked():
        pair.stream.write(text_frame("one"))
        with corked():
            pair.stream.write(text_frame("two"), "state")
        assert pair.read() == b""
    pair.stream.write(text_frame("three"))

    assert pair.read() == b"".join(text_frame(word) for word in ("one", "two", "three"))


def test_corked_writes_wait_behind_the_backlog(pair, loop):
    first = stall(pair)
    with corked():
        pair.stream.write(text_frame("one"))
    pair.stream.write(text_frame("two"))

    expected = first + text_frame("one") + text_frame("two")
    assert pair.read_all(loop, len(expected)) == expected


def test_end_while_corked_sends_earlier_writes_first(pair):
    with corked():
        pair.stream.write(text_frame("one"))
        pair.stream.end(1000)

    assert pair.read() == text_frame("one") + close_frame(1000)


def test_end_while_corked_with_more_than_fits_is_no_error(pair, loop):
    """Planted fault: the end registered for writability twice, which is an error."""
    with corked():
        pair.stream.write(BIG_FRAME)
        pair.stream.end(1000)

    assert not pair.stream.is_open
    assert BIG_FRAME.startswith(pair.read())


def test_client_leaving_does_not_reorder_messages_to_others(loop):
    """Planted fault: the news of a client's end overtook earlier messages."""
    leaving, staying = Pair(), Pair()
    leaving.owner.on_end = lambda close_code: staying.stream.write(text_frame("gone"))
    leaving.far.close()
    with corked():
        leaving.stream.write(text_frame("one"))
        staying.stream.write(text_frame("one"))

    assert staying.read() == text_frame("one") + text_frame("gone")
    staying.stream.end()
    staying.far.close()


def test_error_while_corked_still_sends_earlier_writes(pair):
    with pytest.raises(ValueError, match="a fault"), corked():
        pair.stream.write(text_frame("one"))
        raise ValueError("a fault")

    assert pair.read() == text_frame("one")
