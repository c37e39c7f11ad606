"""The room's queue gathers batches, sends their output together and isolates failures."""

import logging
import threading
from contextlib import contextmanager

import pytest

from tests.factories import make_poll
from tests.room.engine.rig import job
from webinar.room.engine import batch, room_queue
from webinar.room.rooms.models import Room


class HeldQueue:
    """A queue whose first batch is held before its commit until released; it logs its steps."""

    def __init__(self, rig, scene, monkeypatch):
        self.scene, self.log = scene, []
        self.inside, self.leave = threading.Event(), threading.Event()
        self.queue = room_queue.RoomQueue(rig.db, self._speak, self._join_output)
        self._settle = batch.settle
        monkeypatch.setattr(batch, "settle", self._settle_when_released)

    def put(self, slide, done=None):
        """Move the slides, which everybody hears; that it was this host is told to hosts alone."""
        return self._put(job(self.scene.host, "slide.go", slide=slide), done)

    def take_floor(self):
        """Take the floor, which makes one broadcast."""
        return self._put(job(self.scene.host, "floor.take"))

    def _put(self, queued, done=None):
        queued.on_done = done or (lambda job: self.log.append(("answered", job.version)))
        self.queue.put(self.scene.room.id, queued)
        return queued

    def run(self):
        """Run server work, which is answered like any other job."""
        return self.queue.run(self.scene.room.id, lambda change: change.room.version)

    def finish(self):
        """Wait until the queue is idle: the test's database is about to be closed."""
        self.leave.set()
        for _ in range(2000):
            if not self.queue._lanes:
                return
            threading.Event().wait(0.005)
        raise TimeoutError("the queue was never idle")

    def _settle_when_released(self, db, room_id, jobs, *rest, **options):
        self.log.append(("batch", len(jobs)))
        self.inside.set()
        assert self.leave.wait(10)
        return self._settle(db, room_id, jobs, *rest, **options)

    def _speak(self, _room_id, settled):
        self.log.append(("broadcast", settled.version))

    @contextmanager
    def _join_output(self):
        self.log.append("in")
        yield
        self.log.append("out")


@pytest.fixture
def held_queue(rig, scene, monkeypatch):
    queue = HeldQueue(rig, scene, monkeypatch)
    yield queue
    queue.finish()


def test_next_batch_gathers_during_a_commit(held_queue):
    held_queue.put(1)
    assert held_queue.inside.wait(10)
    for number in range(30):
        held_queue.put(number % 3)
    held_queue.leave.set()
    held_queue.run()

    batches = [entry[1] for entry in held_queue.log if entry[0] == "batch"]
    assert batches[0] == 1
    assert sum(batches) == 32 and len(batches) <= 3


def test_batch_size_is_limited(held_queue, monkeypatch):
    monkeypatch.setattr(room_queue, "BATCH", 10)
    held_queue.put(1)
    assert held_queue.inside.wait(10)
    for number in range(25):
        held_queue.put(number % 3)
    held_queue.leave.set()
    held_queue.run()

    batches = [entry[1] for entry in held_queue.log if entry[0] == "batch"]
    assert batches[:3] == [1, 10, 10] and sum(batches) == 27


def test_batch_sends_broadcasts_then_answers_in_one_piece(held_queue):
    held_queue.take_floor()
    assert held_queue.inside.wait(10)
    held_queue.put(1)
    held_queue.put(2)
    held_queue.leave.set()
    held_queue.run()

    # The first batch sends two messages without joining them; the second joins its six.
    assert held_queue.log[:3] == [("batch", 1), ("broadcast", 1), ("answered", 1)]
    after = held_queue.log[3:]
    piece = after[: after.index("out") + 1]
    assert [entry if entry in ("in", "out") else entry[0] for entry in piece] == [
        *("batch", "in", "broadcast", "answered", "answered", "out")
    ]


def test_lone_confirmation_goes_out_with_its_answer(db, held_queue):
    """Planted fault: a voter was written to twice, first the confirmation and then the answer."""
    scene = held_queue.scene
    db.write(lambda s: make_poll(s, s.get(Room, scene.room.id), "a", "b"))
    vote = job(scene.ada, "poll.vote", poll="tea", options=["a"])
    held_queue.leave.set()

    held_queue._put(vote)
    held_queue.run()

    assert held_queue.log[:5] == [
        *(("batch", 1), "in", ("broadcast", vote.version), ("answered", vote.version), "out")
    ]


def test_answers_without_broadcasts_go_out_in_one_piece(held_queue):
    """One client may have sent several commands that are refused."""
    held_queue.take_floor()
    assert held_queue.inside.wait(10)

    def refuse(_job):
        held_queue.log.append("refused")

    for slide in (1, 2):
        held_queue._put(job(held_queue.scene.ada, "slide.go", slide=slide), refuse)
    held_queue.leave.set()
    held_queue.run()

    second_batch = held_queue.log[3:]
    assert second_batch[1] == "in"
    piece = second_batch[2 : second_batch.index("out")]
    assert piece.count("refused") == 2


def test_nothing_is_broadcast_or_answered_before_the_commit(held_queue):
    held_queue.put(1)
    assert held_queue.inside.wait(10)
    assert held_queue.log == [("batch", 1)]


def test_failing_answer_does_not_affect_the_others(held_queue, caplog):
    def fail(_job):
        raise RuntimeError("no line")

    held_queue.put(1)
    assert held_queue.inside.wait(10)
    with caplog.at_level(logging.CRITICAL):
        held_queue.put(1, done=fail)
        after = held_queue.put(2)
        held_queue.leave.set()
        held_queue.run()

    assert ("answered", after.version) in held_queue.log
    assert after.is_done


def test_failed_commit_is_answered_with_its_error_and_not_broadcast(held_queue, caplog):
    def fail(*_arguments):
        raise RuntimeError("planted fault")

    held_queue._settle = fail
    answered = []
    held_queue.put(1, done=answered.append)
    held_queue.leave.set()
    with caplog.at_level(logging.CRITICAL), pytest.raises(RuntimeError):
        held_queue.run()

    assert [type(job.error) for job in answered] == [RuntimeError]
    assert not [entry for entry in held_queue.log if entry[0] == "broadcast"]


def test_idle_room_leaves_no_lane_behind(held_queue):
    held_queue.leave.set()
    for _ in range(3):
        held_queue.run()

    held_queue.finish()
    assert held_queue.queue._lanes == {}
