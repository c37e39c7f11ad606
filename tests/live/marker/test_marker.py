"""Marked passages stay for everybody until they are cleared or the slide goes."""

import pytest

from tests.factories import make_member
from tests.room.engine.rig import Rig
from webinar.kit.permissions import Role
from webinar.room.rooms.models import Room, RoomState
from webinar.room.transport.packets import WireJson

MARKS = {"slide": 0, "blocks": 5, "marked": [1, 3]}


def marks_of(rig, member):
    return rig.snapshot(member)["marker"]["marks"]


def marks_heard_by(rig, member):
    return [body["set"]["marks"] for name, body in rig.heard_by(member) if name == "marker.changed"]


def test_everybody_sees_the_marks_and_latecomers_do_too(rig, scene):
    assert rig.do(scene.host, "marker.set", marks=MARKS)["ok"]

    for member in (scene.host, scene.ada, scene.bek):
        assert marks_heard_by(rig, member) == [MARKS]
        assert marks_of(rig, member) == MARKS


def test_marks_are_in_the_database_for_other_processes(db, rig, scene):
    rig.do(scene.host, "marker.set", marks=MARKS)

    assert marks_of(Rig(db), scene.ada) == MARKS


def test_new_marks_replace_the_old_ones_and_each_is_told_once(rig, scene):
    rig.do(scene.host, "marker.set", marks=MARKS)
    rig.do(scene.host, "marker.set", marks=MARKS | {"marked": [4, 2, 4]})

    assert marks_of(rig, scene.ada)["marked"] == [2, 4]


def test_marks_are_cleared_by_one_command(rig, scene):
    rig.do(scene.host, "marker.set", marks=MARKS)

    rig.do(scene.host, "marker.set", marks=None)
    rig.do(scene.host, "marker.set", marks=None)

    assert marks_heard_by(rig, scene.ada) == [MARKS, None]
    assert marks_of(rig, scene.ada) is None


def test_marks_go_with_their_slide_and_do_not_come_back(rig, scene):
    rig.do(scene.host, "marker.set", marks=MARKS)

    rig.do(scene.host, "slide.go", slide=1)
    rig.do(scene.host, "slide.go", slide=0)

    assert marks_heard_by(rig, scene.ada) == [MARKS, None]
    assert marks_of(rig, scene.ada) is None


def test_marks_for_a_slide_that_is_gone_do_nothing(rig, scene):
    rig.do(scene.host, "slide.go", slide=1)

    assert rig.do(scene.host, "marker.set", marks=MARKS)["ok"]

    assert marks_heard_by(rig, scene.ada) == []
    assert marks_of(rig, scene.ada) is None


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.MODERATOR, Role.INTERPRETER])
def test_only_roles_that_move_slides_may_mark(db, rig, scene, role):
    def build(session):
        return make_member(session, session.get(Room, scene.room.id), "Other", role)

    assert rig.do(db.write(build), "marker.set", marks=MARKS)["code"] == "not_allowed"
    assert marks_of(rig, scene.ada) is None


def test_host_without_the_floor_may_neither_mark_nor_clear(db, rig, scene):
    db.write(lambda s: setattr(s.get(Room, scene.room.id), "floor_id", scene.ada.id))

    assert rig.do(scene.host, "marker.set", marks=None)["code"] == "floor_elsewhere"
    assert rig.do(scene.host, "marker.set", marks=MARKS)["code"] == "floor_elsewhere"
    assert marks_of(rig, scene.ada) is None


def test_marker_works_only_in_a_live_session(db, rig, scene):
    db.write(lambda s: setattr(s.get(Room, scene.room.id), "state", RoomState.PLANNED))

    assert rig.do(scene.host, "marker.set", marks=MARKS)["code"] == "room_not_live"


@pytest.mark.parametrize(
    "marks",
    [
        {},
        MARKS | {"marked": []},
        MARKS | {"marked": [5]},
        MARKS | {"marked": [-1]},
        MARKS | {"marked": list(range(5)) * 21},
        MARKS | {"blocks": 1001},
        MARKS | {"text": "<b>"},
        "title",
    ],
)
def test_impossible_marks_are_refused(rig, scene, marks):
    answer = rig.ask(scene.host, "marker.set", marks=marks, op_id="op-12345678")

    assert answer["code"] == "bad_message"
    assert marks_heard_by(rig, scene.ada) == []


def test_marks_of_a_full_slide_are_small_on_the_wire(rig, scene):
    rig.do(scene.host, "marker.set", marks=MARKS | {"blocks": 30, "marked": list(range(10))})
    [body] = [body for name, body in rig.heard_by(scene.ada) if name == "marker.changed"]

    assert len(WireJson.dumps(["marker.changed", body]).encode()) <= 250
