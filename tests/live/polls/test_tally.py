"""The running tally equals a count of the ballots."""

import random

import pytest
from sqlalchemy import func, select

from tests.factories import make_member, make_poll
from tests.room.engine.rig import job
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.live.polls import ballots
from webinar.live.polls.models import Ballot, Choice, Poll, PollOption
from webinar.room.engine.batch import commit, settle
from webinar.room.engine.jobs import Job, NothingDone
from webinar.room.rooms.models import Room

OPTIONS = ("a", "b", "c", "d")


@pytest.fixture
def voters(db, scene):
    def build(session):
        room = session.get(Room, scene.room.id)
        make_poll(session, room, *OPTIONS, key="one")
        make_poll(session, room, *OPTIONS, key="several", kind=PollKind.SEVERAL)
        return [make_member(session, room, f"P{number}") for number in range(12)]

    return db.write(build)


def run_batch(db, scene, jobs):
    try:
        return commit(db, scene.room.id, jobs, clock.now())
    except NothingDone:
        return None


def vote(voter, options, poll="several", **fields):
    return job(voter, "poll.vote", poll=poll, options=list(options), **fields)


def stored_tally(db):
    with db.read() as session:
        votes = select(PollOption.id, PollOption.votes).where(PollOption.votes != 0)
        voters = select(Poll.id, Poll.voters).where(Poll.voters != 0)
        return [set(map(tuple, session.execute(statement))) for statement in (votes, voters)]


def counted_tally(db):
    with db.read() as session:
        votes = select(Choice.option_id, func.count()).group_by(Choice.option_id)
        voters = select(Ballot.poll_id, func.count()).group_by(Ballot.poll_id)
        return [set(map(tuple, session.execute(statement))) for statement in (votes, voters)]


@pytest.mark.parametrize("seed", range(5))
def test_running_tally_matches_the_ballots_after_random_votes(db, scene, voters, seed):
    chance = random.Random(seed)  # noqa: S311  not a secret
    for _ in range(8):
        jobs = []
        for _ in range(chance.randint(1, 20)):
            poll = chance.choice(["one", "one", "several", "several", "which", "nonsense"])
            options = chance.sample([*OPTIONS, *OPTIONS, "x"], chance.choice([0, 1, 1, 1, 2, 3]))
            jobs.append(vote(chance.choice([*voters, scene.host]), options, poll))
            if chance.random() < 0.2:
                jobs.append(Job(jobs[-1].member_id, jobs[-1].command, jobs[-1].message))
            if chance.random() < 0.1:
                jobs.append(job(scene.host, "slide.go", slide=chance.randint(0, 5)))
        run_batch(db, scene, jobs)

        assert stored_tally(db) == counted_tally(db)
    assert counted_tally(db) != [set(), set()]


def test_vote_rolled_back_within_its_batch_is_not_counted(db, scene, voters, monkeypatch):
    """Planted fault: a tally kept outside the savepoint counts votes that were never stored."""
    run_batch(db, scene, [vote(voters[0], "a"), vote(voters[1], "b")])
    write = ballots.write

    def break_after_writing(session, chosen, at):
        write(session, chosen, at)
        if any(member_id == voters[1].id for _, member_id in chosen):
            raise RuntimeError("planted fault")

    monkeypatch.setattr(ballots, "write", break_after_writing)
    jobs = [vote(voters[0], "cd"), vote(voters[1], "cd"), vote(voters[2], "c")]
    run_batch(db, scene, jobs)

    assert [job.is_done for job in jobs] == [True, False, True]
    assert stored_tally(db) == counted_tally(db)
    assert sorted(votes for _, votes in counted_tally(db)[0]) == [1, 1, 2]


def test_failed_batch_leaves_the_tally_unchanged(db, scene, voters):
    run_batch(db, scene, [vote(voters[0], "a")])
    before = stored_tally(db)

    def refuse(_session):
        settle(_session, scene.room.id, [vote(voters[0], "b"), vote(voters[1], "b")], clock.now())
        raise Refused("try_again", retryable=True)

    with pytest.raises(Refused):
        db.write(refuse)

    assert stored_tally(db) == before == counted_tally(db)


def test_chosen_options_are_sent_in_order_and_counted_once(db, rig, scene, voters):
    rig.do(voters[0], "poll.vote", poll="several", options=["c", "a", "c"])

    assert rig.heard_by(voters[0])[-1][1]["options"] == ["a", "c"]
    assert stored_tally(db) == counted_tally(db)


def test_result_revealed_in_the_last_votes_batch_counts_that_vote(rig, scene, voters):
    rig.do(voters[0], "poll.vote", poll="one", options=["a"])
    rig.batch(
        (voters[1], "poll.vote", {"poll": "one", "options": ["a"]}),
        (scene.host, "poll.close", {"poll": "one"}),
        (scene.host, "poll.reveal", {"poll": "one"}),
    )

    [result] = [body for name, body in rig.heard_by(voters[0]) if name == "poll.revealed"]
    assert (result["tally"]["a"], result["voters"]) == (2, 2)
