"""A command repeated with its op_id runs once: after a commit, in one batch, or after a failure."""

from datetime import timedelta

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from tests.factories import make_poll
from tests.room.engine.rig import version_of
from webinar.kit import clock
from webinar.live.steps.models import Step
from webinar.room.engine.models import Operation
from webinar.room.rooms.models import Room

REPEATED_ID = "again-0001"


@pytest.fixture
def poll(db, scene):
    return db.write(lambda s: make_poll(s, s.get(Room, scene.room.id), "a", "b"))


def count(db, table):
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_repeated_command_runs_once_and_gets_the_same_answer(db, rig, scene):
    proposal = {"text": "Meet again", "language": "en", "op_id": REPEATED_ID}
    first = rig.ask(scene.ada, "step.propose", **proposal)
    rig.do(scene.host, "slide.go", slide=1)
    said = len(rig.said)

    second = rig.ask(scene.ada, "step.propose", **proposal)

    assert second == first and first["ok"]
    assert count(db, Step) == 1
    assert len(rig.said) == said


def test_command_repeated_in_one_batch_runs_once(db, rig, scene):
    """Planted fault: both ran, and the duplicate op_id failed the whole batch."""
    proposal = (scene.ada, "step.propose", {"text": "Meet", "language": "en", "op_id": REPEATED_ID})

    jobs = rig.batch(proposal, (scene.host, "slide.go", {"slide": 1}), proposal)

    assert [job.is_done for job in jobs] == [True, True, True]
    assert jobs[0].version == jobs[2].version == version_of(db, scene.room)
    assert count(db, Step) == 1


def test_vote_repeated_in_one_batch_is_counted_once(db, rig, scene, poll):
    vote = (scene.ada, "poll.vote", {"poll": "tea", "options": ["a"], "op_id": REPEATED_ID})

    jobs = rig.batch(vote, vote, (scene.bek, "poll.vote", {"poll": "tea", "options": ["b"]}))

    assert [job.is_done for job in jobs] == [True, True, True]
    assert count(db, Operation) == 2


def test_refused_command_repeated_in_one_batch_is_refused_again(rig, scene):
    vote = (scene.ada, "poll.vote", {"poll": "nonsense", "options": ["a"], "op_id": REPEATED_ID})

    jobs = rig.batch(vote, vote, (scene.host, "slide.go", {"slide": 1}))

    assert [job.refusal and job.refusal.code for job in jobs] == ["unknown_poll"] * 2 + [None]


@pytest.mark.parametrize("together", [True, False])
def test_another_command_under_the_same_op_id_is_a_conflict(rig, scene, together):
    go = (scene.host, "slide.go", {"slide": 1, "op_id": REPEATED_ID})
    start = (scene.host, "poll.open", {"poll": "which", "op_id": REPEATED_ID})

    jobs = rig.batch(go, start) if together else [*rig.batch(go), *rig.batch(start)]

    assert jobs[0].is_done
    assert jobs[1].refusal.code == "op_conflict"


def test_two_members_may_use_the_same_op_id(db, rig, scene, poll):
    vote = {"poll": "tea", "options": ["a"], "op_id": REPEATED_ID}

    jobs = rig.batch((scene.ada, "poll.vote", vote), (scene.bek, "poll.vote", vote))

    assert [job.is_done for job in jobs] == [True, True]
    assert count(db, Operation) == 2


def test_refused_command_may_be_retried_with_its_op_id(rig, scene):
    vote = {"poll": "which", "options": ["a"], "op_id": REPEATED_ID}
    refused = rig.ask(scene.ada, "poll.vote", **vote)
    rig.do(scene.host, "poll.open", poll="which")

    answer = rig.ask(scene.ada, "poll.vote", **vote)

    assert refused["code"] == "unknown_poll"
    assert answer["ok"]


def test_failed_commit_is_not_acknowledged_and_a_retry_succeeds(db, rig, scene):
    proposal = {"text": "Meet again", "language": "en", "op_id": REPEATED_ID}

    def fail(_connection):
        raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

    event.listen(db.writer, "commit", fail)
    failed = rig.ask(scene.ada, "step.propose", **proposal)
    said, stored = list(rig.said), count(db, Step)
    event.remove(db.writer, "commit", fail)
    answer = rig.ask(scene.ada, "step.propose", **proposal)

    assert failed == {"ok": False, "code": "try_again", "retry": True}
    assert (said, stored) == ([], 0)
    assert answer["ok"] and count(db, Step) == 1


def test_stored_operation_does_not_reveal_the_choice(db, rig, scene, poll):
    rig.do(scene.ada, "poll.vote", poll="tea", options=["a"])

    with db.read() as session:
        [operation] = session.scalars(select(Operation)).all()
    values = {
        column.name: getattr(operation, column.name) for column in Operation.__table__.columns
    }
    assert values.keys() == {"member_id", "op_id", "command", "version", "done_at"}
    assert (values["command"], values["member_id"]) == ("poll.vote", scene.ada.id)
    assert abs(values["done_at"] - clock.now()) < timedelta(seconds=60)
