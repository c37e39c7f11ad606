"""A stream of the threading mode keeps the order, the limits and whole frames, and never waits."""

import socket
import threading

import pytest

from tests.protocol.waiting import PATIENCE_S
from tests.room.transport.wires import Owner, client_frame
from webinar.room.transport import backlog, threaded_stream
from webinar.room.transport.cork import corked
from webinar.room.transport.frames import (
    CLOSE,
    PING,
    PONG,
    TEXT,
    TOO_LONG,
    close_frame,
    control_frame,
    text_frame,
)
from webinar.room.transport.threaded_stream import ThreadedStream

LONGEST = 100
BIG_FRAME = text_frame("x" * 2**20)


class OwnerInThread(Owner):
    """Records what a stream reports, and lets a test wait for it."""

    def __init__(self):
        super().__init__()
        self.changed = threading.Condition()
        self.codes = []

    def on_text(self, text):
        with self.changed:
            super().on_text(text)
            self.changed.notify_all()

    def on_end(self, *, close_code):
        super().on_end(close_code=close_code)
        self.codes.append(close_code)

    def wait_for_texts(self, count):
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.texts) >= count, PATIENCE_S)


class Pair:
    """A stream with its client's end; `serve` reads it in a thread, as a request does."""

    def __init__(self, silence=PATIENCE_S):
        self.far, self.near = socket.socketpair()
        self.far.settimeout(PATIENCE_S)
        self.near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        self.near.setblocking(False)
        self.owner = OwnerInThread()
        self.stream = ThreadedStream(self.near, self.owner, LONGEST, silence)
        self.thread = None

    def serve(self, already_read=b""):
        self.thread = threading.Thread(target=self.stream.start, args=(already_read,))
        self.thread.start()

    def finish(self):
        """Wait until the request has ended, and close the connection as the HTTP server does."""
        if self.thread is not None:
            self.thread.join(PATIENCE_S)
            assert not self.thread.is_alive()
        self.near.close()

    def received(self):
        """Everything that arrives until the server closes its side."""
        return b"".join(iter(lambda: self.far.recv(65536), b""))

    def receive(self, count):
        data = b""
        while len(data) < count and (part := self.far.recv(count - len(data))):
            data += part
        return data


@pytest.fixture
def pair():
    pair = Pair()
    yield pair
    pair.stream.hang_up()
    pair.finish()
    pair.far.close()


def stall(pair):
    """Write more than fits, so that later frames wait."""
    pair.stream.write(BIG_FRAME)
    assert pair.stream._backlog is not None


def test_messages_before_a_bad_frame_are_heard_first(pair):
    pair.far.sendall(client_frame("first") + client_frame("x" * (LONGEST + 1)))
    pair.serve()

    assert pair.received() == close_frame(TOO_LONG)
    pair.far.close()
    pair.finish()
    assert pair.owner.texts == ["first"]
    assert pair.owner.codes == [None]
    assert not pair.stream.is_cut


def test_message_in_endless_empty_pieces_is_too_long(pair):
    pair.far.sendall(client_frame("4", TEXT, fin=False) + client_frame("", 0, fin=False) * LONGEST)
    pair.serve()

    assert pair.received() == close_frame(TOO_LONG)


def test_unread_messages_stay_in_the_network(pair):
    """While a message is handled, nothing is read: a client cannot fill the memory."""
    may_go_on = threading.Event()
    pair.owner.on_text = lambda _text: may_go_on.wait(PATIENCE_S)
    pair.serve()
    pair.far.setblocking(False)
    message = client_frame("x" * LONGEST)
    try:
        with pytest.raises(BlockingIOError):
            for _ in range(100_000):
                pair.far.send(message)
    finally:
        pair.stream.hang_up()
        may_go_on.set()


def test_pings_are_answered_and_counted(pair):
    frames = [client_frame("one", PING), client_frame("", PONG), client_frame("text")]
    pair.far.sendall(b"".join(frames))
    pair.serve()

    assert pair.receive(len(control_frame(PONG, b"one"))) == control_frame(PONG, b"one")
    pair.owner.wait_for_texts(1)
    assert pair.owner.others == [True, True]


@pytest.mark.parametrize(
    ("payload", "code", "answer"), [(b"", 1005, 1000), (b"\x03\xe9", 1001, 1001)]
)
def test_code_of_the_client_is_told_and_answered(pair, payload, code, answer):
    pair.far.sendall(client_frame(payload, CLOSE))
    pair.serve()

    assert pair.received() == close_frame(answer)
    pair.far.close()
    pair.finish()
    assert pair.owner.codes == [code]


def test_bytes_behind_the_request_are_read_first(pair):
    frames = client_frame("first") + client_frame("second")
    pair.serve(frames[:9])
    pair.far.sendall(frames[9:])

    pair.owner.wait_for_texts(2)
    assert pair.owner.texts == ["first", "second"]


def test_client_that_is_gone_was_cut_off_and_a_silent_one_was_not():
    gone, silent = Pair(), Pair(silence=0.001)
    gone.far.close()
    for pair in (gone, silent):
        pair.serve()
        if pair is silent:
            assert pair.received() == close_frame(1000)
            pair.far.close()
        pair.finish()

    assert gone.owner.codes == silent.owner.codes == [None]
    assert gone.stream.is_cut and not silent.stream.is_cut


def test_writing_to_a_stalled_client_waits_for_nobody_and_keeps_the_order(pair):
    """Planted fault: a frame overtook the frames that waited for the client."""
    pair.serve()
    stall(pair)
    later = [text_frame(f"{number}") for number in range(50)]
    for frame in later:
        pair.stream.write(frame)

    expected = BIG_FRAME + b"".join(later)
    assert pair.receive(len(expected)) == expected
    pair.stream.write(text_frame("last"))
    assert pair.receive(len(text_frame("last"))) == text_frame("last")


def test_only_the_newest_state_waits_for_a_stalled_client(pair):
    stall(pair)
    for number in range(5):
        pair.stream.write(text_frame(f"tally {number}"), "tally")

    expected = BIG_FRAME + text_frame("tally 4")
    assert pair.receive(len(expected)) == expected


def test_frames_of_many_threads_arrive_whole_and_each_thread_in_order(pair):
    """Planted fault: frames were written without the lock, one within another."""
    pair.serve()
    count, length = 60, 700  # all of it may wait

    def write(name):
        for number in range(count):
            pair.stream.write(text_frame(f"{name}{number:04}".ljust(length)))

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    size = len(text_frame(" " * length))
    for writer in writers:
        writer.start()
    data = pair.receive(4 * count * size)
    for writer in writers:
        writer.join()

    frames = [data[at : at + size] for at in range(0, len(data), size)]
    texts = [frame[4:9].decode() for frame in frames]
    for name in "abcd":
        own = [text for text in texts if text[0] == name]
        assert own == [f"{name}{number:04}" for number in range(count)]


def test_stalled_client_that_is_sent_too_much_is_hung_up_on(pair):
    pair.serve()
    stall(pair)
    for _ in range(backlog.MOST_BYTES // 10_000 + 1):
        pair.stream.write(text_frame("x" * 10_000))

    pair.finish()
    assert pair.owner.codes == [None]
    assert not pair.stream.is_cut


def test_client_that_takes_nothing_for_long_is_hung_up_on():
    pair = Pair(silence=0.001)
    stall(pair)
    pair.stream._flusher.join(PATIENCE_S)

    assert not pair.stream._flusher.is_alive()
    pair.serve()
    pair.finish()
    assert BIG_FRAME.startswith(pair.received())
    pair.far.close()


def test_link_is_hung_up_on_where_no_thread_can_begin(pair, monkeypatch):
    """Planted fault: the error ended the broadcast to all others."""

    def start(_thread):
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", start)
        pair.stream.write(BIG_FRAME)

    pair.serve()
    pair.finish()
    assert pair.owner.codes == [None]


def test_corked_messages_leave_together_and_those_of_other_threads_behind_them(pair):
    sends = []
    pair.stream._connection = Counting(pair.near, sends)
    with corked():
        pair.stream.write(text_frame("one"))
        other = threading.Thread(target=pair.stream.write, args=(text_frame("two"),))
        other.start()
        other.join()
        pair.stream.write(text_frame("three"))
        assert sends == []

    assert sends == [text_frame("one") + text_frame("two") + text_frame("three")]


def test_cork_of_one_thread_does_not_hold_what_another_writes(pair):
    """Planted fault: all threads shared the cork, and a message waited for an unrelated batch."""
    with corked():
        other = threading.Thread(target=pair.stream.write, args=(text_frame("one"),))
        other.start()
        other.join()

        assert pair.receive(len(text_frame("one"))) == text_frame("one")


class Counting:
    """A connection that notes each send."""

    def __init__(self, connection, sends):
        self._connection, self._sends = connection, sends

    def __getattr__(self, name):
        return getattr(self._connection, name)

    def send(self, data):
        self._sends.append(bytes(data))
        return self._connection.send(data)


class Broken(Counting):
    """A connection that breaks at the first send; what the client sent before can be read."""

    def send(self, data):
        super().send(data)
        raise ConnectionResetError


def test_good_bye_of_a_client_that_is_gone_is_still_read(pair):
    """Planted fault: the failed write ended the stream, and the client counted as lost."""
    pair.far.sendall(client_frame(b"\x03\xe9", CLOSE))
    pair.stream._connection = Broken(pair.near, sends := [])
    pair.stream.write(text_frame("one"))
    pair.stream.write(text_frame("two"))
    pair.far.close()
    pair.serve()
    pair.finish()

    assert pair.owner.codes == [1001]
    assert sends == [text_frame("one")]


def test_nothing_follows_the_close_frame(pair):
    pair.stream.write(text_frame("last"))
    pair.stream.end(1001)
    pair.stream.write(text_frame("too late"))
    pair.stream.end(1000)

    assert pair.received() == text_frame("last") + close_frame(1001)


def test_no_close_frame_is_sent_within_half_a_frame(pair):
    stall(pair)
    pair.stream.end(1000)

    assert BIG_FRAME.startswith(pair.received())


def test_corked_messages_are_sent_before_the_close_frame(pair):
    with corked():
        pair.stream.write(text_frame("last"))
        pair.stream.end(1000)

    assert pair.received() == text_frame("last") + close_frame(1000)


def test_messages_after_the_end_are_not_heard(pair):
    pair.owner.on_text = lambda text: (pair.owner.texts.append(text), pair.stream.end(1000))
    pair.far.sendall(client_frame("one") + client_frame("two"))
    pair.serve()

    assert pair.received() == close_frame(1000)
    pair.far.close()
    pair.finish()
    assert pair.owner.texts == ["one"]
    assert pair.owner.codes == []


def test_error_of_the_owner_ends_the_link_and_is_logged(pair, caplog):
    pair.owner.on_text = lambda _text: 1 / 0
    pair.far.sendall(client_frame("one"))
    pair.serve()
    pair.finish()

    assert pair.owner.codes == [None]
    assert "ZeroDivisionError" in caplog.text


def test_end_is_seen_by_a_client_that_still_sends(pair):
    """Planted fault: the connection was closed with bytes unread, which resets it."""
    pair.far.sendall(client_frame("x" * (LONGEST + 1)) + b"more" * 10_000)
    pair.far.shutdown(socket.SHUT_WR)
    pair.serve()
    pair.finish()

    assert pair.received() == close_frame(TOO_LONG)


def test_client_that_sends_on_is_not_read_for_ever(pair, monkeypatch):
    monkeypatch.setattr(threaded_stream, "_LINGER_BYTES", 1000)
    pair.far.sendall(client_frame("x" * (LONGEST + 1)) + bytes(50_000))

    pair.stream.start(b"")

    assert pair.near.recv(65536), "all was read"


def test_nothing_is_read_after_hanging_up(pair):
    """Planted fault: reading on left the client waiting for room to send instead of an error."""
    pair.far.sendall(client_frame("x") + bytes(5000))

    pair.stream.hang_up()
    pair.stream.start(b"")

    assert pair.owner.texts == []
    assert pair.near.recv(65536), "all was read"
