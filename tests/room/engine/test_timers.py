"""A deadline fires once when it is due, unless it was postponed or cancelled."""

import logging
from datetime import timedelta

import pytest

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.room.engine import lifecycle
from webinar.room.engine.models import Deadline


@pytest.fixture
def bells(monkeypatch):
    """The keys whose bell has rung."""
    rung = []
    actions = {"bell": lambda _change, key: rung.append(key)}
    monkeypatch.setattr(lifecycle, "DUE", actions)
    monkeypatch.setattr("webinar.room.engine.timers.DUE", actions)
    return rung


def schedule(rig, room, seconds, key="", kind="bell"):
    at = clock.now() + timedelta(seconds=seconds)
    rig.queue.run(room.id, lambda change: change.schedule(at, kind, key))


def pending_deadlines(db):
    with db.read() as session:
        return [(row.kind, row.key) for row in session.query(Deadline)]


def test_deadline_fires_once_when_due(rig, scene, db, bells):
    schedule(rig, scene.room, -1, "now")
    schedule(rig, scene.room, 60, "later")

    rig.timers.look()
    rig.timers.look()

    assert bells == ["now"]
    assert pending_deadlines(db) == [("bell", "later")]


def test_postponed_or_cancelled_deadline_does_not_fire(rig, scene, db, bells):
    schedule(rig, scene.room, -1, "put off")
    schedule(rig, scene.room, 60, "put off")
    schedule(rig, scene.room, -1, "called off")
    rig.queue.run(scene.room.id, lambda change: change.unschedule("bell", "called off"))

    rig.timers.look()

    assert bells == []
    assert pending_deadlines(db) == [("bell", "put off")]


def test_deadline_postponed_after_being_found_due_does_not_fire(rig, scene, db, bells, monkeypatch):
    schedule(rig, scene.room, -1)
    run = rig.queue.run

    def put_off_first(room_id, work):
        monkeypatch.setattr(rig.queue, "run", run)
        schedule(rig, scene.room, 60)
        return run(room_id, work)

    monkeypatch.setattr(rig.queue, "run", put_off_first)
    rig.timers.look()

    assert bells == []
    assert pending_deadlines(db) == [("bell", "")]


def test_failing_deadline_is_logged_and_not_retried(rig, scene, db, bells, caplog):
    lifecycle.DUE["broken"] = lambda _change, _key: 1 / 0
    lifecycle.DUE["refused"] = lambda _change, _key: _refuse()
    schedule(rig, scene.room, -2, kind="broken")
    schedule(rig, scene.room, -1, "well")
    schedule(rig, scene.room, -1, kind="refused")

    with caplog.at_level(logging.ERROR):
        rig.timers.look()

    assert bells == ["well"]
    assert pending_deadlines(db) == []
    assert len(caplog.records) == 2


def _refuse():
    raise Refused("poll_not_open")


def test_a_refused_command_schedules_nothing(rig, scene, db, bells):
    def work(change):
        change.schedule(clock.now(), "bell")
        raise Refused("poll_not_open")

    with pytest.raises(Refused):
        rig.queue.run(scene.room.id, work)

    assert pending_deadlines(db) == []


def test_ended_session_has_no_deadlines(rig, scene, db, bells):
    schedule(rig, scene.room, 60)

    rig.do(scene.host, "room.end")

    assert pending_deadlines(db) == []
