"""A link from polling to its WebSocket and to its end: nothing lost, in order, everything freed."""

import logging
import queue
import socket
import time

import engineio
import pytest
from engineio import packet
from engineio.socket import Socket

from tests.transport.wires import client_frame
from webinar.transport import direct
from webinar.transport.direct import TAKE_CONNECTION, DirectLink, Taken
from webinar.transport.frames import close_frame, text_frame
from webinar.transport.links import MAX_STRIKES, guard
from webinar.transport.said import Frame

KEY = "dGhlIHNhbXBsZSBub25jZQ=="


class Visit:
    """One link of a server, and the client's end of its connection."""

    def __init__(self, *, polling):
        self.left, self.delivered, self.released = [], [], []
        self.server = engineio.Server(async_mode="threading", ping_interval=5, ping_timeout=10)
        self.server.on("disconnect", lambda sid, reason: self.left.append(reason))

        class OurLink(DirectLink):
            deliver = staticmethod(lambda link, text: self.delivered.append(text))

        found = Socket(self.server, "one")
        found.connected = polling
        self.server.sockets["one"] = found
        self.link = guard(found, now=time.monotonic(), kind=OurLink)
        self.answered = []
        self.far = None

    def arrive(self, behind=b"", gone=False, **headers):
        """A request for a WebSocket of this link; what the application answers."""
        near, self.far = socket.socketpair()
        near.setblocking(False)
        self.far.setblocking(False)
        if gone:
            self.far.close()
        environ = {
            "HTTP_SEC_WEBSOCKET_VERSION": "13",
            "HTTP_SEC_WEBSOCKET_KEY": KEY,
            TAKE_CONNECTION: lambda: Taken(near, behind, lambda: self.released.append(1)),
            **headers,
        }
        body = self.link._upgrade_websocket(
            environ, lambda status, headers: self.answered.append((status, dict(headers)))
        )
        if self.link.stream is None and not self.released:
            near.close()
        return body

    def send(self, *frames):
        self.far.send(b"".join(frames))

    def heard(self):
        try:
            return self.far.recv(1_000_000)
        except BlockingIOError:
            return b""

    def polled(self):
        """What a poll would take now, encoded; a poll that ends is None."""
        found = []
        while self.link.queue.queue:
            one = self.link.queue.get(block=False)
            found.append(None if one is None else one.encode())
        return found


@pytest.fixture
def visit(loop):
    made = Visit(polling=False)
    yield made
    _end(made)


@pytest.fixture
def polling(loop):
    made = Visit(polling=True)
    yield made
    _end(made)


def _end(made):
    made.link.close(wait=False, abort=True)
    if made.far is not None:
        made.far.close()
    assert len(made.left) <= 1
    assert made.released in ([], [1])


@pytest.fixture
def seated(visit):
    """A WebSocket from the beginning, after its handshake."""
    visit.arrive()
    visit.heard()
    return visit


def event(number):
    return Frame("said", {"n": number})


def test_who_polls_is_not_cut_off_by_what_is_sent_after_a_standstill(polling, monkeypatch):
    later = time.monotonic() + 60
    monkeypatch.setattr(time, "monotonic", lambda: later)

    polling.link.ping()

    assert polling.polled() == ["2"]
    assert not polling.link.closed


def message(number):
    return event(number).packet


# From the beginning


def test_the_handshake_is_answered_and_then_what_waited(visit):
    visit.link.send(packet.Packet(packet.OPEN, {"sid": "one"}))
    visit.arrive()

    head, _, rest = visit.heard().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 101 ")
    assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in head
    assert rest == text_frame('0{"sid":"one"}')
    assert visit.link.connected and visit.link.upgraded


def test_what_came_with_the_request_is_delivered(visit, until):
    visit.arrive(client_frame("40{}") + client_frame("42[")[:3])
    visit.send(client_frame("42[")[3:])
    until(lambda: len(visit.delivered) == 2)

    assert visit.delivered == ["0{}", "2["]


def test_broadcasts_answers_and_pings_come_in_the_order_in_which_they_were_said(seated):
    seated.link.say(event(1))
    seated.link.send(message(2))
    seated.link.ping()
    seated.link.say(event(3))

    expected = [message(1).encode(), message(2).encode(), "2", message(3).encode()]
    assert seated.heard() == b"".join(text_frame(text) for text in expected)


def test_when_the_clients_end_breaks_is_noted_and_nothing_else_is(seated, until):
    heard_at = seated.link.heard_at

    seated.far.close()
    until(lambda: seated.link.closed)

    assert seated.link.broke_at is not None
    assert seated.link.heard_at == heard_at
    assert not seated.link.has_left


def test_a_link_that_we_close_did_not_break(seated):
    seated.link.let_go()

    assert seated.link.broke_at is None


def test_a_second_connection_for_a_link_is_refused(seated):
    with pytest.raises(OSError, match="upgraded already"):
        seated.link._upgrade_websocket({}, None)
    assert not seated.link.closed


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"HTTP_SEC_WEBSOCKET_VERSION": "8"}, "426 Upgrade Required"),
        ({"HTTP_SEC_WEBSOCKET_KEY": ""}, "400 Bad Request"),
        ({"HTTP_SEC_WEBSOCKET_KEY": "short"}, "400 Bad Request"),
        ({"HTTP_SEC_WEBSOCKET_KEY": "c2hvcnQ="}, "400 Bad Request"),
        ({"HTTP_SEC_WEBSOCKET_KEY": "!" * 24}, "400 Bad Request"),
    ],
)
def test_a_handshake_that_is_none_is_refused_and_takes_no_connection(visit, headers, status):
    visit.arrive(**headers)

    assert visit.answered[0][0] == status
    assert visit.answered[0][1]["Sec-WebSocket-Version"] == "13"
    assert visit.link.closed and visit.released == []


def test_a_client_that_was_gone_before_the_answer_is_let_go(visit):
    """Planted fault: it was an error of ours, with a traceback, and the link stayed."""
    visit.arrive(client_frame("40{}"), gone=True)

    assert visit.link.closed
    assert visit.released == [1] and len(visit.left) == 1
    assert visit.delivered == []


# From polling


def probe(polling):
    polling.arrive()
    polling.send(client_frame("2probe"))


def test_the_change_loses_nothing_and_keeps_the_order(polling, until):
    polling.link.say(event(1))
    assert polling.polled() == [message(1).encode()]
    probe(polling)
    until(lambda: polling.link.is_probed)
    polling.link.say(event(2))
    assert polling.polled() == ["6", message(2).encode()]
    polling.link.say(event(3))
    polling.link.say(event(4))
    polling.send(client_frame("5"), client_frame("42[1]"))
    until(lambda: polling.delivered)
    polling.link.say(event(5))

    _, _, rest = polling.heard().partition(b"\r\n\r\n")
    expected = ["3probe", *(message(number).encode() for number in (3, 4, 5))]
    assert rest == b"".join(text_frame(text) for text in expected)
    assert polling.delivered == ["2[1]"]
    assert polling.link.queue.queue.maxlen == 0


def test_a_poll_that_still_waits_is_ended_by_the_change(polling, until):
    probe(polling)
    until(lambda: polling.link.is_probed)
    old = polling.link.queue
    polling.polled()
    polling.send(client_frame("5"))
    until(lambda: polling.link.upgraded)

    assert old.get(block=False).packet_type == packet.NOOP
    polling.link.queue.task_done()
    with pytest.raises(queue.Empty):
        polling.link.queue.get(block=False)


def test_nothing_is_pinged_while_it_changes(polling, until):
    polling.link.ping()
    probe(polling)
    until(lambda: polling.link.is_probed)
    polling.link.ping()

    assert polling.polled() == ["2", "6"]


@pytest.mark.parametrize("wrong", ["5", "42[1]", "1", "2probe"])
def test_a_probe_that_goes_wrong_leaves_polling_as_it_was(polling, until, wrong):
    polling.arrive()
    if wrong == "2probe":
        polling.send(client_frame("2probe"))
    polling.send(client_frame(wrong))
    until(lambda: polling.released)

    assert not polling.link.upgrading and not polling.link.closed
    polling.link.say(event(1))
    assert polling.polled()[-1] == message(1).encode()
    assert polling.delivered == []


def test_after_a_probe_that_failed_another_may_succeed(polling, until):
    polling.arrive()
    polling.far.close()
    until(lambda: polling.released)
    polling.released.clear()
    probe(polling)
    polling.send(client_frame("5"))
    until(lambda: polling.link.upgraded)

    assert not polling.link.closed


def test_who_is_gone_before_the_answer_goes_on_polling(polling):
    """Planted fault: it counted as changing for ever, and each poll was answered with nothing."""
    polling.arrive(gone=True)

    assert not polling.link.upgrading and not polling.link.closed
    assert polling.link.stream is None


def test_a_refused_change_is_no_answer_to_a_poll(polling):
    """Planted fault: the library took the body for packets of a poll, and failed."""
    body = polling.arrive(HTTP_SEC_WEBSOCKET_VERSION="8")

    assert polling.answered[0][0] == "426 Upgrade Required"
    assert not isinstance(body, (list, dict)) and b"".join(body) == b""
    assert not polling.link.closed and not polling.link.upgrading


def test_a_link_that_is_closed_while_it_is_probed_ends_its_poll_and_its_connection(polling, until):
    probe(polling)
    until(lambda: polling.link.is_probed)
    polling.link.let_go()

    assert polling.polled() == ["6", None]
    assert polling.released == [1] and len(polling.left) == 1
    assert "one" not in polling.server.sockets


def test_of_two_that_come_at_once_the_first_is_kept(polling):
    """Planted fault: the second took its place, and the first was never closed."""
    near, far = socket.socketpair()
    near.setblocking(False)
    released = []

    def take_while_another_comes():
        polling.arrive()
        return Taken(near, b"", lambda: released.append(1))

    environ = {
        "HTTP_SEC_WEBSOCKET_VERSION": "13",
        "HTTP_SEC_WEBSOCKET_KEY": KEY,
        TAKE_CONNECTION: take_while_another_comes,
    }
    polling.link._upgrade_websocket(environ, None)

    assert released == [1] and far.recv(10) == b""
    assert polling.heard().startswith(b"HTTP/1.1 101 ")
    assert polling.released == [] and polling.link.upgrading
    far.close()


def test_a_link_that_goes_while_its_connection_is_taken_over_leaves_none_open(visit):
    near, far = socket.socketpair()
    near.setblocking(False)
    released = []

    def take_while_it_goes():
        visit.link.close(wait=False, abort=True)
        return Taken(near, b"", lambda: released.append(1))

    environ = {
        "HTTP_SEC_WEBSOCKET_VERSION": "13",
        "HTTP_SEC_WEBSOCKET_KEY": KEY,
        TAKE_CONNECTION: take_while_it_goes,
    }
    visit.link._upgrade_websocket(environ, None)

    assert released == [1] and far.recv(10) == b""
    assert not visit.link.connected
    far.close()


# To its end


def test_an_end_of_ours_is_said_and_told_once(seated):
    seated.link.close(wait=False, reason="enough")
    seated.link.close(wait=False)
    seated.link.let_go()

    assert seated.heard() == text_frame("1") + close_frame(1000)
    assert seated.left == ["enough"]
    assert seated.released == [1]
    assert seated.server.sockets == {}


def test_nothing_is_said_to_who_is_gone(seated):
    seated.link.let_go()
    seated.heard()

    seated.link.say(event(1))
    seated.link.send(message(2))
    seated.link.ping()

    assert seated.heard() == b""


@pytest.mark.parametrize(
    ("last", "reason"),
    [(client_frame("1"), "client disconnect"), (client_frame(b"\x03\xe9", 8), "transport close")],
)
def test_a_goodbye_is_evidence_of_presence(seated, until, last, reason):
    seated.link.heard_at -= 4
    before = seated.link.heard_at
    seated.send(last)
    until(lambda: seated.left)

    assert seated.left == [reason]
    assert seated.link.heard_at > before + 3


def test_a_connection_that_merely_ended_is_none(seated, until):
    seated.link.heard_at -= 4
    before = seated.link.heard_at
    seated.far.close()
    until(lambda: seated.left)

    assert seated.left == ["transport close"]
    assert seated.link.heard_at == before


@pytest.mark.parametrize(
    "frame",
    [client_frame("3"), client_frame("42[]"), client_frame(b"", 9), client_frame(b"", 10)],
    ids=["pong", "event", "ping of the WebSocket", "its pong"],
)
def test_every_frame_is_evidence(seated, until, frame):
    seated.link.heard_at -= 4
    before = seated.link.heard_at
    seated.send(frame)
    until(lambda: seated.link.heard_at > before + 3)

    assert not seated.link.closed


@pytest.mark.parametrize(
    "bad",
    [client_frame("nonsense"), client_frame(""), client_frame(b"x", 2), client_frame("2probe")],
)
def test_what_no_client_of_ours_sends_is_a_strike_and_the_last_closes(seated, until, bad):
    seated.send(*[bad] * (MAX_STRIKES - 1), client_frame("42[]"))
    until(lambda: seated.delivered)
    was_open = not seated.link.closed
    seated.send(bad, client_frame("42[2]"))
    until(lambda: seated.left)

    assert was_open
    assert seated.delivered == ["2[]"]


def test_a_flood_ends_its_link_in_the_middle(seated, until):
    seated.link.frames_left = 10
    seated.send(client_frame("42[]") * 30)
    until(lambda: seated.left)

    assert 10 <= len(seated.delivered) <= 11


def test_a_disconnect_handler_may_close_the_link_again(seated):
    seated.server.on("disconnect", lambda *_: (seated.left.append(1), seated.link.let_go()))
    seated.link.close()

    assert seated.left == [1] and seated.released == [1]


def test_without_a_connection_to_take_the_link_goes_the_librarys_way(visit, monkeypatch):
    asked = []
    monkeypatch.setattr(
        direct.Link, "_upgrade_websocket", lambda *arguments: asked.append(arguments) or ["theirs"]
    )

    assert visit.arrive(**{TAKE_CONNECTION: None}) == ["theirs"]
    visit.link.connected = visit.link.upgraded = True
    visit.link.say(event(1))
    assert visit.polled() == [message(1).encode()]


def test_a_client_that_does_not_read_is_closed_and_logged(seated, caplog):
    with caplog.at_level(logging.WARNING):
        for _ in range(3000):
            seated.link.say(Frame("said", "x" * 1000))

    assert seated.link.closed
    assert caplog.text.count("does not read") == 1
    assert len(seated.left) == 1
