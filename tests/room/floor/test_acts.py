"""Hosts hear what one of them has just done, and participants do not."""

import pytest

from tests.factories import make_member
from webinar.kit.permissions import Role
from webinar.room.rooms.models import Room


@pytest.fixture
def aida(db, scene):
    """A second presenter of the scene."""
    return db.write(lambda s: make_member(s, s.get(Room, scene.room.id), "Aida", Role.PRESENTER))


def acts_heard_by(rig, member):
    return [body["set"] for name, body in rig.heard_by(member) if name == "host.acted"]


@pytest.mark.parametrize(
    ("command", "fields", "act"),
    [
        ("slide.go", {"slide": 1}, "slide.moved"),
        ("poll.open", {"poll": "which"}, "poll.opened"),
        ("stage.show", {"kind": "test", "key": "1"}, "stage.shown"),
        ("countdown.start", {"label": "exercise", "minutes": 5}, "countdown.started"),
        ("break.start", {"minutes": 5}, "break.started"),
    ],
)
def test_hosts_hear_whose_hand_it_was(rig, scene, aida, command, fields, act):
    assert rig.do(aida, command, **fields)["ok"]

    assert acts_heard_by(rig, scene.host) == [{"member": aida.number, "act": act}]
    assert acts_heard_by(rig, scene.ada) == []


def test_each_state_of_a_poll_names_its_host(rig, scene, aida):
    for command in ("poll.open", "poll.close", "poll.reveal"):
        rig.do(aida, command, poll="which")

    kinds = [act["act"] for act in acts_heard_by(rig, scene.host)]
    assert kinds == ["poll.opened", "poll.closed", "poll.revealed"]


def test_step_put_and_closed_names_its_host(rig, scene, aida):
    rig.do(aida, "step.propose", text="Meet the parents", language="en")
    for command in ("step.put", "step.recall", "step.put", "step.close"):
        assert rig.do(aida, command, step=1)["ok"]

    kinds = [act["act"] for act in acts_heard_by(rig, scene.host)]
    assert kinds == ["step.put", "step.recalled", "step.put", "step.closed"]


def test_refused_command_is_no_act(rig, scene, aida):
    assert not rig.do(aida, "slide.go", slide=99)["ok"]

    assert acts_heard_by(rig, scene.host) == []


def test_poll_that_ends_with_the_session_was_nobodys_hand(rig, scene):
    rig.do(scene.host, "poll.open", poll="which")
    rig.do(scene.host, "room.end")

    assert [act["act"] for act in acts_heard_by(rig, scene.host)] == ["poll.opened"]


def test_acts_are_in_no_snapshot_and_take_no_place_in_the_sequence(rig, scene, aida):
    rig.do(aida, "slide.go", slide=1)

    (body,) = [body for name, body in rig.heard_by(scene.host) if name == "host.acted"]
    assert "after" not in body
    assert "acts" not in rig.snapshot(scene.host)
