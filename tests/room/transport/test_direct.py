"""A direct link is a WebSocket from the start."""

import pytest
from engineio import packet

from tests.room.transport.visits import event, message
from tests.room.transport.wires import client_frame
from webinar.room.transport.frames import text_frame


def test_handshake_is_answered_before_waiting_packets(visit):
    visit.link.send(packet.Packet(packet.OPEN, {"sid": "one"}))
    visit.arrive()

    head, _, rest = visit.read().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 101 ")
    assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in head
    assert rest == text_frame('0{"sid":"one"}')
    assert visit.link.connected and visit.link.upgraded


def test_frames_sent_with_the_request_are_delivered(visit, until):
    visit.arrive(client_frame("40{}") + client_frame("42[")[:3])
    visit.send(client_frame("42[")[3:])
    until(lambda: len(visit.delivered) == 2)

    assert visit.delivered == ["0{}", "2["]


def test_broadcasts_answers_and_pings_arrive_in_order(seated):
    seated.link.say(event(1))
    seated.link.send(message(2))
    seated.link.ping()
    seated.link.say(event(3))

    expected = [message(1).encode(), message(2).encode(), "2", message(3).encode()]
    assert seated.read() == b"".join(text_frame(text) for text in expected)


def test_broken_connection_records_only_its_time(seated, until):
    heard_at = seated.link.heard_at

    seated.far.close()
    until(lambda: seated.link.closed)

    assert seated.link.broke_at is not None
    assert seated.link.heard_at == heard_at
    assert not seated.link.has_left


def test_link_closed_by_the_server_did_not_break(seated):
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
def test_invalid_handshake_is_refused_and_takes_no_connection(visit, headers, status):
    visit.arrive(**headers)

    assert visit.answered[0][0] == status
    assert visit.answered[0][1]["Sec-WebSocket-Version"] == "13"
    assert visit.link.closed and visit.released == []


def test_client_gone_before_the_answer_is_let_go(visit):
    """Planted fault: the answer raised an error with a traceback, and the link stayed."""
    visit.arrive(client_frame("40{}"), gone=True)

    assert visit.link.closed
    assert visit.released == [1] and len(visit.left) == 1
    assert visit.delivered == []
