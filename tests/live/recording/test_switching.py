"""Whether a session is recorded: who decides, who may pause, and who is told."""

import pytest

from webinar.live.recording import actions, space
from webinar.live.recording.models import SpanEnding

pytestmark = pytest.mark.every_way


def choose(rig, scene, is_on=True):
    rig.queue.run(scene.room.id, lambda change: actions.choose(change, is_on=is_on))


def state(rig, member):
    part = rig.snapshot(member)["recording"]
    return part and part["state"]


def announced(rig, member):
    return [
        body["set"]["state"] for name, body in rig.heard_by(member) if name == "recording.changed"
    ]


def test_nothing_is_recorded_unless_the_organiser_chooses_so(rig, scene):
    rig.do(scene.host, "room.start")

    assert state(rig, scene.ada) is None
    assert rig.do(scene.host, "recording.resume")["code"] == "not_recorded"


def test_everybody_knows_of_it_before_the_start_and_while_it_runs(rig, scene):
    choose(rig, scene)
    assert state(rig, scene.ada) == "soon"

    rig.do(scene.host, "room.start")

    assert state(rig, scene.bek) == "on"
    assert announced(rig, scene.ada) == ["soon", "on"]


def test_choice_taken_back_before_the_start_records_nothing(rig, scene):
    choose(rig, scene)
    choose(rig, scene, is_on=False)

    rig.do(scene.host, "room.start")

    assert state(rig, scene.ada) is None


def test_choice_is_fixed_once_the_session_has_started(rig, recorded):
    with pytest.raises(actions.Refused) as refusal:
        choose(rig, recorded, is_on=False)

    assert refusal.value.code == "recording_fixed"


def test_hosts_pause_and_resume_and_everybody_sees_it(rig, recorded):
    assert rig.do(recorded.host, "recording.pause")["ok"]
    assert state(rig, recorded.ada) == "paused"
    assert rig.do(recorded.host, "recording.pause")["ok"]

    assert rig.do(recorded.host, "recording.resume")["ok"]
    assert rig.do(recorded.host, "recording.resume")["ok"]

    assert state(rig, recorded.ada) == "on"
    assert announced(rig, recorded.ada)[-2:] == ["paused", "on"]


def test_participants_neither_pause_nor_resume(rig, recorded):
    for command in ("recording.pause", "recording.resume"):
        assert rig.do(recorded.ada, command)["code"] == "not_allowed"


def test_recording_that_cannot_go_on_is_shown_as_such_and_may_be_resumed(rig, recorded):
    rig.queue.run(recorded.room.id, lambda change: actions.stop(change, SpanEnding.FAILED))
    assert state(rig, recorded.host) == "failed"

    assert rig.do(recorded.host, "recording.resume")["ok"]

    assert state(rig, recorded.host) == "on"


def test_session_without_space_starts_and_hosts_see_why_it_is_not_recorded(
    db, rig, scene, monkeypatch
):
    if not db.is_sqlite:
        pytest.skip("the disk of a database server is not known")
    monkeypatch.setattr(space, "LEAST_FREE_BYTES", 10**18)
    choose(rig, scene)

    assert rig.do(scene.host, "room.start")["ok"]

    assert state(rig, scene.host) == "full"
    assert rig.do(scene.host, "recording.resume")["code"] == "recording_full"


def test_recording_ends_with_the_session(rig, recorded):
    rig.do(recorded.host, "room.end")

    assert state(rig, recorded.ada) is None
