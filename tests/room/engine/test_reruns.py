"""PostgreSQL runs a batch again if another process was first to add a row that it adds, too."""

import os

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.factories import make_poll
from tests.room.engine.rig import job
from tests.room.engine.test_statements import Batches
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.live.polls.models import Ballot, Poll
from webinar.room.engine import operations
from webinar.room.engine.batch import commit
from webinar.room.engine.jobs import Job, NothingDone
from webinar.room.engine.models import Deadline
from webinar.room.rooms.models import Room, RoomState

pytestmark = pytest.mark.skipif(
    not os.environ.get("TEST_DATABASE_URL"), reason="SQLite has one writer: it runs nothing again"
)


class Rivalled(Batches):
    """Batches of which the first attempt adds a row that is stored already.

    `rival` is what another process commits before the second attempt.
    """

    attempts = 0
    flushes = False
    rival = staticmethod(lambda: None)

    def run(self, jobs):
        known = self.cache.take(self.room_id)
        settled = commit(self.db, self.room_id, jobs, clock.now(), known)
        self.cache.keep(self.room_id, settled.cache_entry)
        self.moves = [said for said in settled.outbox if said.broadcast.name == "slide.moved"]
        return jobs

    def clash_once(self, session, version=0):
        self.attempts += 1
        if self.attempts == 1:
            self.tried_version = version
            session.add(self.deadline())

    def deadline(self):
        return Deadline(room_id=self.room_id, kind="rival", key="", at=clock.now())

    def stored(self):
        with self.db.read() as session:
            return session.get_one(Room, self.room_id)


@pytest.fixture
def batches(db, scene, monkeypatch):
    made = Rivalled(db, scene)
    db.write(lambda session: session.add(made.deadline()))
    # The cache then holds the room.
    made.run([job(scene.host, "slide.go", slide=1)])

    def transact(work, transact=db._transact):
        try:
            return transact(work)
        except IntegrityError:
            made.rival()
            raise

    monkeypatch.setattr(db, "_transact", transact)
    return made


@pytest.fixture
def clashing(batches, monkeypatch):
    """Let the first attempt of the next batch fail at the end, or before if `flushes` is set."""
    keep = operations.keep

    def keep_and_clash(db, done_jobs, at):
        keep(db, done_jobs, at)
        batches.clash_once(db, done_jobs[0].version)
        if batches.flushes:
            db.flush()

    monkeypatch.setattr(operations, "keep", keep_and_clash)
    return batches


def test_slide_move_that_runs_again_is_stored(clashing, scene):
    """Planted fault: the cached room, already moved by the first attempt, was used again."""
    before = clashing.stored()
    clashing.flushes = True

    [move] = clashing.run([job(scene.host, "slide.go", slide=2)])

    after, [moved] = clashing.stored(), clashing.moves
    assert clashing.attempts == 2
    assert move.is_done and move.version == after.version
    assert (before.slide, after.slide) == (1, 2)
    assert (moved.version, moved.after) == (before.version + 1, before.said_everyone)


def test_slide_does_not_move_after_a_rival_has_ended_the_session(clashing, scene):
    """Planted fault: the rival's version was that of the failed attempt, whose room was used."""

    def end(change):
        change.room.state = RoomState.ENDED

    def rival():
        while clashing.stored().version < clashing.tried_version:
            commit(clashing.db, clashing.room_id, [Job(work=end)], clock.now())

    clashing.rival = rival
    move = job(scene.host, "slide.go", slide=2)
    with pytest.raises(NothingDone):
        clashing.run([move])

    assert move.refusal.code == "room_ended"
    assert clashing.stored().version == clashing.tried_version
    assert clashing.stored().slide == 1


def test_batch_after_one_that_ran_again_goes_on_from_what_is_stored(clashing, scene):
    moves = [job(scene.host, "slide.go", slide=slide) for slide in (2, 1, 2)]

    for move in moves:
        clashing.run([move])

    after = clashing.stored()
    versions = [move.version for move in moves]
    assert versions == sorted(set(versions)) and versions[-1] == after.version
    assert after.slide == 2
    assert clashing.moves[0].after == versions[1]


def test_work_with_the_orm_that_runs_again_is_stored(batches):
    """Planted fault: the cached room belonged to the session of the first attempt."""

    def work(change):
        change.room.slide = 2
        batches.clash_once(change.db)

    [done] = batches.run([Job(work=work, keeps_cache=True)])

    assert batches.attempts == 2
    assert done.is_done, done.error
    assert batches.stored().slide == 2


def test_votes_that_run_again_are_counted_once(clashing, db, scene):
    db.write(lambda s: make_poll(s, s.get_one(Room, scene.room.id), "a", "b"))
    vote = job(scene.ada, "poll.vote", poll="tea", options=["a"])

    clashing.run([vote])

    with db.read() as session:
        poll = session.scalars(select(Poll).filter_by(key="tea")).one()
        counted = [option.votes for option in poll.options]
        ballots = session.scalars(select(Ballot)).all()
    assert clashing.attempts == 2
    assert vote.is_done and sorted(counted) == [0, 1] and len(ballots) == 1


def test_refusal_of_the_first_attempt_is_judged_again(clashing, scene):
    """Planted fault: work that another process had made possible meanwhile stayed refused."""

    def refuse_once(change):
        if clashing.attempts == 0:
            raise Refused("rival")
        return "done"

    work = Job(work=refuse_once)
    clashing.run([work, job(scene.host, "slide.go", slide=2)])

    assert clashing.attempts == 2
    assert (work.refusal, work.result) == (None, "done")


def test_failure_of_the_first_attempt_is_forgotten(clashing, scene):
    """Planted fault: work was stored, and its caller was told that it had failed."""

    def fail_once(change):
        if clashing.attempts == 0:
            raise RuntimeError("planted fault")

    work = Job(work=fail_once)
    clashing.run([work, job(scene.host, "slide.go", slide=2)])

    assert clashing.attempts == 2
    assert work.error is None
