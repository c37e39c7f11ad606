"""What was acknowledged is stored, exactly once, however the server ends: F10."""

import os
import random
from collections import Counter
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from tests.protocol.people import begin, do, intervals, member_of, rows
from tests.protocol.server import ENTRY, Server
from tests.protocol.voters import Voter
from tests.protocol.waiting import until
from webinar.live.models import Operation
from webinar.polls.models import Ballot, Choice, PollOption

KILLS = int(os.environ.get("KILLS", "3"))
VOTERS = 30
# A voter may cast about ten votes at once; the kill falls somewhere within all of theirs.
SOONEST, LATEST = 40, 220


@pytest.fixture(scope="module")
def seed():
    """Where the kills fall; name SEED to have the same ones again."""
    return int(os.environ.get("SEED", random.SystemRandom().randrange(10**6)))


def test_acknowledged_votes_outlive_every_kill(tmp_path, seed):
    """Planted fault: `RoomQueue` let its jobs go before the commit; see the control below."""
    print(f"SEED={seed}")
    chance = random.Random(seed)
    with Server(tmp_path / "server") as server:
        session = begin(server)
        with voting(server, session, seed) as voters:
            for kill in range(1, KILLS + 1):
                do(server, session.host, "slide.go", slide=kill)
                until(lambda: all(intervals(server, voter.seat) for voter in voters))
                kill_amid_votes(server, voters, chance)
                server.start()
                back(voters, kill + 1)
                assert {voter.snapshot()["room"]["slide"] for voter in voters} == {kill}
            settle(voters)

            assert lost(server, voters) == []
            assert stored_choices(server) == last_choices(voters)
            assert_answered_as_before(server, voters[0])
            assert_attendance_is_bridged(server, voters)


def test_the_control_loses_acknowledged_votes(tmp_path, seed):
    """The same test against a server that acknowledges before it commits."""
    entry = "tests/protocol/ack_before_commit.py"
    with Server(tmp_path / "server", entry=entry) as server:
        session = begin(server)
        with voting(server, session, seed) as voters:
            kill_amid_votes(server, voters, random.Random(seed))
            server.start()
            back(voters, 2)
            settle(voters)

            assert lost(server, voters) != []


def test_the_shipped_entry_is_what_is_tested(server):
    assert server.entry == ENTRY == "wsgi.py"


@contextmanager
def voting(server, session, seed):
    """Thirty voters at an open poll."""
    poll, options = session.open_poll()
    voters = []
    try:
        for number in range(VOTERS):
            seat = session.join(f"Voter {number}")
            voters.append(Voter(server.url, seat, poll, options, seed + number))
        yield voters
    finally:
        for voter in voters:
            voter.close()


def kill_amid_votes(server, voters, chance):
    """Kill once some number of votes was acknowledged, while others are under way."""
    wanted = count_acked(voters) + chance.randint(SOONEST, LATEST)
    settled_at = [count_acked(voters)]

    def enough():
        now, before = count_acked(voters), settled_at[0]
        settled_at[0] = now
        # Fewer than wanted came, and no more do: everybody has reached the limit of votes.
        return now >= wanted or (now == before and all(voter.pending for voter in voters))

    until(enough, seconds=20)
    server.kill()


def count_acked(voters):
    return sum(len(voter.acked) for voter in voters)


def back(voters, times):
    until(
        lambda: all(voter.connects >= times and voter.is_connected for voter in voters),
        seconds=20,
        what="not everybody returned",
    )


def settle(voters):
    for voter in voters:
        voter.finish()


def lost(server, voters):
    """The acknowledged votes that the database does not know."""
    found = rows(server, select(Operation.member_id, Operation.op_id, Operation.version))
    stored = {(row.member_id, row.op_id): row.version for row in found}
    return [
        (member_of(voter.seat), op_id)
        for voter in voters
        for op_id, _options, version in voter.acked
        if stored.get((member_of(voter.seat), op_id)) != version
    ]
