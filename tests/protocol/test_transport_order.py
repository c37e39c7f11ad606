"""Broadcasts reach each link of their own room once and in order, also after a pause in reading."""

import json
import socket
from contextlib import ExitStack

import pytest

from tests.protocol.big_polls import draft_big_polls
from tests.protocol.people import begin, op
from tests.protocol.raw import Raw
from tests.protocol.waiting import PATIENCE_S
from webinar.operate.web.serving import listen

pytestmark = pytest.mark.transport

# More than the kernel buffers, and less than that plus what may wait beside it.
POLL_COUNT = 11


@pytest.fixture
def session(server):
    return begin(server, presenters=2)


@pytest.fixture
def big_polls(session, server):
    """Polls with an announcement of some 30 KB each."""
    return draft_big_polls(server, session, POLL_COUNT)


def all_heard(link):
    """All broadcasts until a snapshot is answered, in order of arrival."""
    assert link.call("room.snapshot", {})["ok"]
    return link.heard


def slides(broadcasts):
    return [body["slide"] for name, body in broadcasts if name == "slide.moved"]


def test_broadcast_is_one_frame_per_link_of_its_room_only(server, session):
    other_session, seat = begin(server), session.join()
    with ExitStack() as opened:
        viewers = [
            opened.enter_context(Raw(server)).sit(taken_seat)
            for taken_seat in (seat, seat, session.join(), session.hosts[1])
        ]
        stranger = opened.enter_context(Raw(server)).sit(other_session.join())
        host = opened.enter_context(Raw(server)).sit(session.host)

        for slide in (1, 2, 3, 4, 5):
            assert host.call("slide.go", op(slide=slide))["ok"]

        for link in (*viewers, host):
            assert slides(all_heard(link)) == [1, 2, 3, 4, 5]
        assert slides(all_heard(stranger)) == []


def test_message_for_one_member_goes_to_that_members_links_only(server, session):
    poll, options = session.open_poll()
    seat = session.join()
    with Raw(server) as link, Raw(server) as other, Raw(server) as neighbour:
        link.sit(seat)
        other.sit(seat)
        neighbour.sit(session.join("Neighbour"))

        assert link.call("poll.vote", op(poll=poll, options=options[:1]))["ok"]

        assert [name for name, _ in all_heard(link)].count("poll.voted") == 1
        assert [name for name, _ in all_heard(other)].count("poll.voted") == 1
        assert "poll.voted" not in [name for name, _ in all_heard(neighbour)]


def heard_until_slide(link, slide):
    """All broadcasts until this slide, in order. A snapshot would be as long as all of them."""
    broadcasts = []
    while (
        not broadcasts or broadcasts[-1][0] != "slide.moved" or broadcasts[-1][1]["slide"] != slide
    ):
        broadcasts.append(json.loads(link.packet()[2:]))
    return broadcasts


def test_client_that_paused_reading_hears_everything_in_order(server, session, big_polls):
    """Planted fault: a direct write overtook what was waiting."""
    with Raw(server, buffer=4096) as paused, Raw(server) as host:
        paused.sit(session.join())
        host.sit(session.hosts[0])
        for slide, poll in enumerate(big_polls):
            assert host.call("poll.open", op(poll=poll))["ok"]
            assert host.call("slide.go", op(slide=slide % 3))["ok"]
        assert host.call("slide.go", op(slide=4))["ok"]

        broadcasts = heard_until_slide(paused, 4)

        opened = [body["poll"]["poll"] for name, body in broadcasts if name == "poll.opened"]
        versions = [body["version"] for _name, body in broadcasts if "after" in body]
        assert opened == big_polls
        assert versions == sorted(set(versions))
        # The next broadcast arrives as usual.
        assert host.call("slide.go", op(slide=0))["ok"]
        assert slides(heard_until_slide(paused, 0)) == [0]


def test_small_messages_leave_at_once():
    """Nothing waits for an acknowledgement of TCP; a link inherits it from the listening socket."""
    with listen("127.0.0.1", 0) as listening:
        with socket.create_connection(listening.getsockname(), timeout=PATIENCE_S):
            accepted, _address = listening.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
