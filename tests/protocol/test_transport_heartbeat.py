"""Engine.IO packets other than messages: ping, pong, close, upgrade, noop."""

import pytest

from tests.protocol.frames import event, farewell, frame, pour
from tests.protocol.people import begin
from tests.protocol.polling import Polling
from tests.protocol.raw import CLOSE, Closed, Raw

pytestmark = pytest.mark.transport

# The pings of one interval and one timeout, and a few more.
MAX_PINGS = 12


@pytest.fixture
def lively(brisk):
    return begin(brisk)


def pings_until_the_end(link):
    """The number of unanswered pings until the server ends the link or announces its end."""
    count = 0
    try:
        while count < MAX_PINGS:
            opcode, data = link.frame()
            if opcode == CLOSE or data == b"1":
                return count
            count += data == b"2"
    except Closed:
        pass
    return count


def test_server_pings_and_a_pong_keeps_the_link(brisk, lively):
    """For longer than an interval and a timeout."""
    with Raw(brisk) as link:
        link.sit(lively.join())
        for _ in range(MAX_PINGS):
            while link.frame()[1] != b"2":
                pass
            link.send("3")

        assert link.is_open()


def test_silent_link_is_closed_and_not_pinged_again(brisk, lively):
    """Planted fault: the time of the last frame was not checked."""
    with Raw(brisk) as link:
        link.sit(lively.join())

        assert 1 <= pings_until_the_end(link) < MAX_PINGS


def test_silent_polling_session_is_closed(brisk):
    polling = Polling(brisk)
    answer = polling.get()
    assert answer.text == "2"

    while (answer := polling.get()).status_code == 200:
        assert answer.text in ("", "1", "2", "6")

    assert answer.status_code == 400


def test_a_close_packet_ends_the_link(session, server):
    with Raw(server) as link:
        link.sit(session.join())
        link.send("1")
        farewell(link)


def test_packets_after_a_close_packet_are_ignored(session, server):
    with Raw(server) as host, Raw(server) as other:
        host.sit(session.host)
        go = event(1, "slide.go", {"slide": 1, "op_id": "a-close-was-before"})
        pour(host, frame("1"), frame(go))
        farewell(host)

        other.sit(session.host)
        assert other.call("room.snapshot", {})["snapshot"]["room"]["slide"] == 0


@pytest.mark.parametrize("packet", ["2", "3", "5", "6"], ids=["ping", "pong", "upgrade", "noop"])
def test_packet_out_of_turn_does_not_end_the_link(session, server, packet):
    with Raw(server) as link:
        link.sit(session.join())
        link.send(packet)

        assert link.is_open()
