"""The message queue between two processes hangs, dies and comes back: nobody waits for it, and
nobody sees a wrong state for long.
"""

import time

import pytest

from tests.protocol.pair import MARKS, two_servers
from tests.protocol.people import begin, op
from tests.protocol.raw import TEXT, Raw
from tests.protocol.waiting import PATIENCE_S, until

pytestmark = MARKS

MOVE_COUNT = 5
BACK = "the message queue is back"


@pytest.fixture
def pair(tmp_path, valkey):
    with two_servers(tmp_path, MESSAGE_QUEUE=valkey.url) as pair:
        yield pair


def hear_tick(link, missed, since=None):
    """Return the next tick that does, or does not, ask for a new snapshot, or one from `since` on.

    Waiting for anything else reads ticks, too, and the wanted tick may be among them.
    """
    first_unseen = len(link.ticks) if since is None else since
    while True:
        for tick in link.ticks[first_unseen:]:
            if tick.get("missed", False) == missed:
                return tick
        first_unseen = len(link.ticks)
        listen(link)


def listen(link):
    """Return the next frame as text, or "" if it is not text."""
    opcode, data = link._next_frame()
    if opcode == TEXT and data == b"2":
        link.send("3")
    return data.decode() if opcode == TEXT else ""


def is_heard(host, listener):
    """Whether the other client hears a move of the host before the next tick."""
    host.call("slide.go", op(slide=2))
    host.call("slide.go", op(slide=1))
    before = len(listener.ticks)
    while len(listener.ticks) == before:
        if listen(listener).startswith('42["slide.moved"'):
            return True
    return False


def test_votes_and_slides_are_answered_while_the_queue_hangs(pair, valkey):
    """Planted fault: each broadcast waited for Redis, and its answer came after it."""
    first, second = pair
    session = begin(first)
    poll, options = session.open_poll()
    with Raw(first) as host, Raw(second) as voter:
        host.sit(session.host)
        voter.sit(session.join())
        valkey.hang()
        until_over = time.monotonic() + PATIENCE_S

        for number in range(MOVE_COUNT):
            assert host.call("slide.go", op(slide=1 + number % 2))["ok"]
            vote = {"poll": poll, "options": [options[number % 2]]}
            assert voter.call("poll.vote", op(**vote))["ok"]

        # Each of these used to take half a minute.
        assert time.monotonic() < until_over
        hear_tick(host, missed=True)
        valkey.go_on()
        hear_tick(voter, missed=True)
        until(lambda: is_heard(host, voter))
        # Each speaks and hears by connections of their own, which come back at different times.
        until(lambda: all(BACK in server.log for server in pair))
    for server in pair:
        assert server.log.count(" ERROR ") == 1, server.log
        assert server.log.count(BACK) == 1, server.log


def test_lost_state_is_repaired_during_and_after_a_queue_outage(pair, valkey):
    """Planted fault: the host's tally was wrong until the next vote, which might never come."""
    first, second = pair
    session = begin(first)
    poll, options = session.open_poll()
    with Raw(first) as host, Raw(second) as voter, Raw(second) as other_host:
        host.sit(session.host)
        other_host.sit(session.host)
        voter.sit(session.join())
        valkey.kill()
        assert voter.call("poll.vote", op(poll=poll, options=[options[0]]))["ok"]

        hear_tick(host, missed=True)
        counts = tally(host, poll)
        valkey.start()
        before = [len(link.ticks) for link in (voter, host)]
        until(lambda: is_heard(host, voter))

        for link, since in zip((voter, host), before, strict=True):
            hear_tick(link, missed=True, since=since)
        assert counts == tally(host, poll) == tally(other_host, poll)
        assert sum(counts.values()) == 1
    for server in pair:
        assert server.log.count(" ERROR ") == 1, server.log


def test_other_process_notices_that_a_killed_process_left_messages_unsent(pair):
    first, second = pair
    session = begin(first)
    with Raw(first) as host:
        host.sit(session.host)
        hear_tick(host, missed=False)

        second.kill()

        hear_tick(host, missed=True)


def test_cleanly_stopped_process_leaves_nothing_unsent(pair):
    first, second = pair
    session = begin(first)
    with Raw(first) as host:
        host.sit(session.host)
        hear_tick(host, missed=False)

        assert second.stop() == 0

        # By the second tick the other's silence would have been noticed.
        for _ in range(2):
            tick = hear_any_tick(host)
            assert "missed" not in tick


def hear_any_tick(link):
    before = len(link.ticks)
    while len(link.ticks) == before:
        listen(link)
    return link.ticks[before]


def tally(link, key):
    polls = link.call("room.snapshot", {})["snapshot"]["polls"]
    [view] = [poll for poll in polls if poll["poll"] == key]
    return view["tally"]
