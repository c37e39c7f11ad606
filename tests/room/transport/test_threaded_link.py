"""A direct link of the threading mode: whoever sends to it or ends it, nothing is lost or twice."""

import socket
import threading

import pytest
from engineio import packet

from tests.protocol.waiting import PATIENCE_S
from tests.room.transport.visits import Visit, event, message
from tests.room.transport.wires import client_frame
from webinar.room.transport.frames import close_frame, text_frame
from webinar.room.transport.threaded_link import ThreadedLink

WAITING = 50


class ThreadedVisit(Visit):
    """A link whose WebSocket is served in a thread, as its request would."""

    kind = ThreadedLink

    def __init__(self, *, polling):
        super().__init__(polling=polling)
        self.heard = threading.Condition()
        self.request = self.near = None

    def deliver(self, link, text):
        with self.heard:
            super().deliver(link, text)
            self.heard.notify_all()

    def arrive(self, behind=b"", **headers):
        self.request = threading.Thread(target=self._serve, args=(behind,), kwargs=headers)
        self.taken = threading.Event()
        self.request.start()
        assert self.taken.wait(PATIENCE_S)

    def _serve(self, behind, **headers):
        with pytest.raises(ConnectionError):
            super().arrive(behind, **headers)

    def connections(self):
        pair = super().connections()
        self.near, self.far = pair
        self.far.settimeout(PATIENCE_S)
        self.taken.set()
        return pair

    def receive(self, expected):
        data = b""
        while len(data) < len(expected) and (part := self.far.recv(len(expected) - len(data))):
            data += part
        assert data == expected

    def shake_hands(self):
        """Read the server's part of the handshake."""
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self.far.recv(1)
        assert head.startswith(b"HTTP/1.1 101 ")

    def wait_for(self, count):
        with self.heard:
            assert self.heard.wait_for(lambda: len(self.delivered) >= count, PATIENCE_S)

    def finish(self):
        self.link.let_go()
        if self.request is not None:
            self.request.join(PATIENCE_S)
            assert not self.request.is_alive()
        if self.far is not None:
            self.near.close()  # as the HTTP server does
            self.far.close()
        assert len(self.left) <= 1
        assert "one" not in self.server.sockets or not self.link.upgraded


@pytest.fixture
def visit():
    visit = ThreadedVisit(polling=False)
    yield visit
    visit.finish()


@pytest.fixture
def polling():
    visit = ThreadedVisit(polling=True)
    yield visit
    visit.finish()


def test_handshake_packets_that_waited_and_messages_come_in_order(visit):
    visit.link.send(packet.Packet(packet.OPEN, {"sid": "one"}))
    visit.arrive(client_frame("40{}"))
    visit.shake_hands()
    visit.receive(text_frame('0{"sid":"one"}'))
    visit.wait_for(1)
    visit.link.say(event(1))
    visit.link.send(message(2))
    visit.link.ping()

    visit.receive(
        b"".join(text_frame(text) for text in (message(1).encode(), message(2).encode(), "2"))
    )
    assert visit.delivered == ["0{}"]


def change(visit):
    """Change from polling to a WebSocket, as a client does."""
    visit.arrive()
    visit.shake_hands()
    visit.far.sendall(client_frame("2probe"))
    visit.receive(text_frame("3probe"))
    visit.poll()
    visit.far.sendall(client_frame("5"))


def test_what_one_thread_says_while_the_link_changes_arrives_once_and_in_order(polling):
    """Planted fault: what was put into the queue during the change stayed there."""
    link, numbers = polling.link, range(WAITING)
    speaker_is_half = threading.Event()

    def speak():
        for number in numbers:
            link.say(event(number))
            if number == WAITING // 2:
                speaker_is_half.set()

    polling.arrive()
    polling.shake_hands()
    polling.far.sendall(client_frame("2probe"))
    polling.receive(text_frame("3probe"))
    speaker = threading.Thread(target=speak)
    speaker.start()
    assert speaker_is_half.wait(PATIENCE_S)
    polling.far.sendall(client_frame("5"))

    polling.receive(b"".join(text_frame(message(number).encode()) for number in numbers))
    speaker.join()


def test_what_is_said_during_the_change_stays_behind_what_waited(polling, monkeypatch):
    """Planted fault: another thread wrote directly before the queue had been written."""
    link, write_queue, others = polling.link, ThreadedLink._write_queue, []
    monkeypatch.setattr(ThreadedLink, "_write_queue", lambda it: (speak(), write_queue(it)))

    def speak():
        others.append(threading.Thread(target=link.say, args=(event(2),)))
        others[0].start()
        # It has to wait until the change is over; without the fault, this always times out.
        others[0].join(0.1)

    polling.arrive()
    polling.shake_hands()
    polling.far.sendall(client_frame("2probe"))
    polling.receive(text_frame("3probe"))
    link.say(event(1))
    polling.far.sendall(client_frame("5"))

    expected = [text_frame(message(number).encode()) for number in (1, 2)]
    polling.receive(b"".join(expected))
    others[0].join()


def test_packet_queued_just_after_the_change_is_written(polling, monkeypatch):
    """Planted fault: only the thread that changed the link looked into the queue."""
    link, library_send = polling.link, super(ThreadedLink, polling.link).send

    def send(_link, pkt):
        # The link changes between this thread's look at its state and the queue.
        change(polling)
        moved.wait(PATIENCE_S)
        link.queue.put(pkt)

    moved = threading.Event()
    move_over = ThreadedLink._move_over
    monkeypatch.setattr(ThreadedLink, "_move_over", lambda it: (move_over(it), moved.set()))
    with monkeypatch.context() as patch:
        patch.setattr(ThreadedLink.__mro__[1], "send", send)
        link.send(message(1))

    polling.receive(text_frame(message(1).encode()))
    library_send(message(2))
    polling.receive(text_frame(message(2).encode()))


def test_link_that_two_threads_end_has_ended_once(visit):
    """Planted fault: both saw an open link, and the member left twice."""
    visit.arrive()
    visit.shake_hands()
    count, left = 8, visit.left
    at_once = threading.Barrier(count)
    enders = [
        threading.Thread(target=lambda: (at_once.wait(PATIENCE_S), visit.link.close()))
        for _ in range(count)
    ]
    for ender in enders:
        ender.start()
    for ender in enders:
        ender.join()

    assert len(left) == 1
    visit.receive(text_frame("1") + close_frame(1000))
    assert visit.far.recv(1) == b""


def test_link_that_ended_before_it_had_its_stream_gets_none(visit):
    """Planted fault: the stream of an ended link was served until its client left."""
    adopt = visit.link.adopt
    visit.link.adopt = lambda stream: (visit.link.close(), adopt(stream))[1]
    visit.arrive()

    assert visit.far.recv(1) == b""
    visit.request.join(PATIENCE_S)
    assert visit.link.stream is None
    assert visit.left == [visit.server.reason.SERVER_DISCONNECT]


def test_only_one_of_two_connections_becomes_the_stream(visit):
    visit.arrive()
    visit.shake_hands()
    other, its_client = socket.socketpair()
    with other, its_client:
        stream = visit.link.stream
        assert not visit.link.adopt(ThreadedLink.open_stream(visit.link, Taken(other)))
        assert visit.link.stream is stream


class Taken:
    def __init__(self, connection):
        self.connection = connection


def test_client_that_is_let_go_and_never_closes_does_not_hold_its_thread(visit):
    """Planted fault: the reader waited for the client's close for as long as for a message."""
    visit.arrive()
    visit.shake_hands()
    visit.link.let_go()

    visit.request.join(PATIENCE_S)
    assert not visit.request.is_alive()
    assert visit.link.broke_at is None


def test_probe_that_fails_leaves_the_link_polling(polling):
    polling.arrive()
    polling.shake_hands()
    polling.far.sendall(client_frame("5"))

    assert polling.far.recv(1) == b""
    polling.request.join(PATIENCE_S)
    polling.link.say(event(1))
    assert not polling.link.closed
    assert polling.poll() == [message(1).encode()]


def test_client_that_is_gone_leaves_at_the_time_of_its_break(visit):
    visit.arrive()
    visit.shake_hands()
    visit.far.close()
    visit.request.join(PATIENCE_S)

    assert visit.link.closed and visit.link.broke_at is not None
    assert visit.left == [visit.server.reason.TRANSPORT_CLOSE]
    assert visit.server.sockets == {}
