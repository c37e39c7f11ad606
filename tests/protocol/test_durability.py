"""An acknowledged vote is stored exactly once, however the server ends."""

import gc
import os
import random
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from tests.protocol.people import begin, do, intervals, member_of, rows
from tests.protocol.server import PATIENT_ENTRY, Server
from tests.protocol.voters import Voter
from tests.protocol.waiting import until
from webinar.live.polls.models import Ballot, Choice, PollOption
from webinar.room.engine.models import Operation

pytestmark = [pytest.mark.any_mode, pytest.mark.postgres]

KILLS = int(os.environ.get("KILLS", "3"))
VOTER_COUNT = 30
# As many as one voter may cast at once; the kill falls somewhere among them.
VOTES_AT_ONCE = 9
MIN_VOTES_BEFORE_KILL, MAX_VOTES_BEFORE_KILL = 40, 220


@pytest.fixture(scope="module")
def seed():
    """Decides when the kills happen; set SEED to repeat a run."""
    return int(os.environ.get("SEED", random.SystemRandom().randrange(10**6)))


def test_acknowledged_votes_survive_every_kill(tmp_path, seed):
    """Planted faults: `_bridge` bridged nothing; for votes see the control below."""
    print(f"SEED={seed}")
    generator = random.Random(seed)
    with Server(tmp_path / "server", PATIENT_ENTRY) as server:
        session = begin(server)
        with voting(server, session, seed) as voters:
            for kill in range(1, KILLS + 1):
                do(server, session.host, "slide.go", slide=kill)
                until(lambda: all(intervals(server, voter.seat) for voter in voters))
                kill_amid_votes(server, voters, generator)
                server.start()
                wait_for_return(voters, kill + 1)
                slides = {voter.snapshot()["room"]["slide"] for voter in voters}
                assert slides == {kill}

            assert lost_votes(server, voters) == []
            assert stored_choices(server) == last_choices(voters)
            for op_id, options, version in voters[0].acknowledged[-3:]:
                assert voters[0].repeat(op_id, options) == {"ok": True, "version": version}
            until(lambda: all(is_bridged(server, voter.seat) for voter in voters))


def test_control_server_loses_acknowledged_votes(tmp_path, seed):
    """The same votes and kill, but the server acknowledges before it commits."""
    print(f"SEED={seed}")
    with Server(tmp_path / "server", entry="tests/protocol/ack_before_commit.py") as server:
        session = begin(server)
        with voting(server, session, seed) as voters:
            kill_amid_votes(server, voters, random.Random(seed))
            server.start()
            wait_for_return(voters, 2)

            assert lost_votes(server, voters) != []


@contextmanager
def voting(server, session, seed):
    """Thirty voters at an open poll."""
    poll, options = session.open_poll()
    voters = []
    with warnings.catch_warnings():
        # The client leaves a cut connection to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        try:
            for number in range(VOTER_COUNT):
                seat = session.join(f"Voter {number}")
                voters.append(Voter(server.url, seat, poll, options, seed + number))
            yield voters
        finally:
            # Each waits for the server's goodbye, which takes seconds in threading mode.
            with ThreadPoolExecutor(VOTER_COUNT) as pool:
                list(pool.map(Voter.close, voters))
            gc.collect()


def kill_amid_votes(server, voters, generator):
    """Kill the server after some votes have been acknowledged, while others are under way."""
    goal = count_acknowledged(voters) + generator.randint(
        MIN_VOTES_BEFORE_KILL, MAX_VOTES_BEFORE_KILL
    )
    for voter in voters:
        voter.vote(VOTES_AT_ONCE)
    until(lambda: count_acknowledged(voters) >= goal)
    server.kill()
    for voter in voters:
        voter.stop()


def count_acknowledged(voters):
    return sum(len(voter.acknowledged) for voter in voters)


def wait_for_return(voters, times):
    """Wait until every voter is back and has an answer to the vote that was under way."""

    def are_back():
        return all(
            voter.connects >= times and voter.is_connected and voter.pending is None
            for voter in voters
        )

    until(are_back, problem="not everybody returned")


def lost_votes(server, voters):
    """Return the acknowledged votes that the database does not know."""
    stored = {tuple(row) for row in rows(server, select(Operation.member_id, Operation.op_id))}
    acknowledged_votes = {
        (member_of(voter.seat), acknowledgement[0])
        for voter in voters
        for acknowledgement in voter.acknowledged
    }
    return sorted(acknowledged_votes - stored)


def last_choices(voters):
    return {
        member_of(voter.seat): voter.acknowledged[-1][1] for voter in voters if voter.acknowledged
    }


def stored_choices(server):
    """Return each member's choices; a ballot counted twice would be listed twice."""
    choice_rows = rows(
        server,
        select(Ballot.member_id, PollOption.key)
        .join(Choice, (Choice.poll_id == Ballot.poll_id) & (Choice.member_id == Ballot.member_id))
        .join(PollOption, PollOption.id == Choice.option_id),
    )
    choices = {}
    for member, option in choice_rows:
        choices.setdefault(member, []).append(option)
    return choices


def is_bridged(server, seat):
    """Whether each process after a kill continued where the one before it had ended."""
    all_intervals = intervals(server, seat)
    # The first process may have been killed with only the arrival written.
    *before, last = sorted(
        all_intervals, key=lambda interval: (interval.began_at, interval.last_heard_at)
    )
    ends = [interval.last_heard_at for interval in before]
    begins = [interval.began_at for interval in (*before, last)][1:]
    return bool(before) and begins == ends and last.is_bridged and last.is_open
