"""A client that stops reading is cut off, costs little, and catches up fully on its return."""

from contextlib import ExitStack

import pytest

from tests.protocol.big_polls import draft_big_polls
from tests.protocol.people import begin, op
from tests.protocol.raw import Raw
from tests.protocol.waiting import until

pytestmark = pytest.mark.transport

SILENT_COUNT = 5
CUT_MESSAGE = "a link does not read: closed"
POLL_COUNT = 39


@pytest.fixture
def session(server):
    """A session with two presenters: one alone may not send that much in such a short time."""
    return begin(server, presenters=2)


@pytest.fixture
def big_polls(session, server):
    """Polls with an announcement of some 30 KB each, drafted and not yet opened."""
    return draft_big_polls(server, session, POLL_COUNT)


def test_client_that_stops_reading_is_cut_while_others_hear_everything(session, server, big_polls):
    """Planted fault: `_is_over` was always False; the memory grew until the ping timeout."""
    seats = [session.join(f"Silent {number}") for number in range(SILENT_COUNT)]
    with ExitStack() as opened:
        silent = [opened.enter_context(Raw(server, buffer=4096)).sit(seat) for seat in seats]
        host = opened.enter_context(Raw(server)).sit(session.hosts[1])
        listener = opened.enter_context(Raw(server)).sit(session.join("Listener"))
        before, cut_before = server.memory, server.log.count(CUT_MESSAGE)

        for poll in big_polls:
            assert host.call("poll.open", op(poll=poll))["ok"]
            assert listener.hear("poll.opened")["poll"]["poll"] == poll

        until(lambda: server.log.count(CUT_MESSAGE) == cut_before + SILENT_COUNT)
        assert server.memory - before < 30 * 2**20
        # Such a client still gets only what had been handed to the kernel.
        assert max(link.drain() for link in silent) < 2**20
        returned = opened.enter_context(Raw(server)).sit(seats[0])
        assert read_shared(returned) == read_shared(listener)


VARYING_KEYS = {"me", "now", "version", "tag"}


def read_shared(link):
    """The part of the snapshot that is the same for all participants.

    Presence is written meanwhile, so the version and its tag may differ; the rest is the same.
    """
    snapshot = link.call("room.snapshot", {})["snapshot"]
    return {key: value for key, value in snapshot.items() if key not in VARYING_KEYS}


def test_snapshot_larger_than_the_kernel_buffer_arrives_whole(session, server, big_polls):
    """Planted fault: the threading mode's WebSocket sent the first part of a long frame only."""
    with Raw(server) as host:
        host.sit(session.hosts[1])

        polls = host.call("room.snapshot", {})["snapshot"]["polls"]

        assert {poll["poll"] for poll in polls} >= set(big_polls)
        assert host.call("room.snapshot", {})["ok"]
