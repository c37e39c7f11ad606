"""How a participant's presence ends: they left, or their link was lost.

Planted faults: Engine.IO's `1` counted as leaving, as did a close frame without a code; the
Socket.IO goodbye was forgotten when the link ended at the same moment.
"""

import struct

import pytest

from tests.protocol.people import begin, intervals
from tests.protocol.polling import Polling
from tests.protocol.raw import CLOSE, Raw
from tests.protocol.waiting import until
from webinar.room.engine.models import Ending


def ending_after(session, seat, act):
    """How the interval of this seat ended after `act(link)` on its WebSocket."""
    link = Raw(session.server).sit(seat)
    until(lambda: intervals(session.server, seat))
    act(link)
    link.socket.close()
    return wait_for_ending(session, seat)


def wait_for_ending(session, seat):
    until(lambda: not any(row.is_open for row in intervals(session.server, seat)))
    [row] = intervals(session.server, seat)
    return row.ending


def close(code=None):
    return lambda link: link.send(b"" if code is None else struct.pack("!H", code), CLOSE)


def say(*packets):
    return lambda link: [link.send(packet) for packet in packets]


def say_and_close(link):
    link.send("41")
    link.send(b"", CLOSE)


@pytest.mark.parametrize(
    "act",
    [close(1001), close(1000), say("41"), say_and_close],
    ids=["going-away", "normal", "good-bye", "good-bye-and-close"],
)
def test_client_that_says_goodbye_has_left(session, act):
    assert ending_after(session, session.join(), act) is Ending.LEFT


@pytest.mark.parametrize(
    "act",
    [lambda link: None, close(), close(1011), say("1")],
    ids=["cut", "its-own-timeout", "broken", "engine-closed"],
)
def test_link_that_ends_otherwise_was_lost(session, act):
    assert ending_after(session, session.join(), act) is Ending.LOST


def test_polling_page_announces_that_it_leaves(session):
    seat = session.join()
    link = Polling(session.server).sit(seat)
    until(lambda: intervals(session.server, seat))

    link.post("41")

    assert wait_for_ending(session, seat) is Ending.LEFT


@pytest.mark.parametrize("packets", [(), ("1",)], ids=["silence", "engine-closed"])
def test_silent_polling_link_was_lost(brisk, packets):
    session = begin(brisk)
    seat = session.join()
    link = Polling(session.server).sit(seat)
    until(lambda: intervals(session.server, seat))

    for packet in packets:
        link.post(packet)

    assert wait_for_ending(session, seat) is Ending.LOST


def test_member_who_left_and_returned_was_away_in_between(session):
    """Two tabs of one person: closing one is not leaving, closing the last one is."""
    seat = session.join()
    first, second = Raw(session.server).sit(seat), Raw(session.server).sit(seat)
    until(lambda: intervals(session.server, seat))
    close(1001)(first)
    first.socket.close()

    assert second.is_open()
    [row] = intervals(session.server, seat)
    assert (row.is_open, row.ending) == (True, None)
    close(1001)(second)
    second.socket.close()
    assert wait_for_ending(session, seat) is Ending.LEFT
