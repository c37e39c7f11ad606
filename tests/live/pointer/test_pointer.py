"""Everybody hears where the presenter points, and nothing is stored."""

import pytest
from sqlalchemy import func, select

from tests.factories import make_member
from webinar.kit.db import Base
from webinar.kit.permissions import Role
from webinar.room.rooms.models import Room, RoomState

SPOT = {"slide": 0, "block": 2, "blocks": 5}


def stored_state(db):
    """Count the rows of each table, and list the versions of all sessions."""
    with db.read() as session:
        counts = {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }
        return counts, list(session.scalars(select(Room.version)))


def spots_heard_by(rig, member):
    return [body["set"] for name, body in rig.heard_by(member) if name == "pointer.moved"]


def test_everybody_hears_where_the_presenter_points(rig, scene):
    assert rig.ask(scene.host, "pointer.move", spot=SPOT) == {"ok": True}
    assert rig.ask(scene.host, "pointer.move", spot=None) == {"ok": True}

    for member in (scene.host, scene.ada, scene.bek):
        assert spots_heard_by(rig, member) == [{"spot": SPOT}, {"spot": None}]


def test_spot_in_a_picture_has_relative_coordinates(rig, scene):
    rig.ask(scene.host, "pointer.move", spot=SPOT | {"x": 0.25, "y": 1})

    assert spots_heard_by(rig, scene.ada) == [{"spot": SPOT | {"x": 0.25, "y": 1.0}}]


def test_pointing_stores_nothing(db, rig, scene):
    before = stored_state(db)

    rig.ask(scene.host, "pointer.move", spot=SPOT)

    assert stored_state(db) == before
    assert "pointer" not in rig.snapshot(scene.ada)


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.MODERATOR, Role.INTERPRETER])
def test_only_roles_that_move_slides_may_point(db, rig, scene, role):
    def build(session):
        return make_member(session, session.get(Room, scene.room.id), "Other", role)

    answer = rig.ask(db.write(build), "pointer.move", spot=SPOT)

    assert answer["code"] == "not_allowed"
    assert spots_heard_by(rig, scene.ada) == []


def test_host_without_the_floor_may_not_point(db, rig, scene):
    def build(session):
        room = session.get(Room, scene.room.id)
        other = make_member(session, room, "Other", Role.PRESENTER)
        room.floor_id = other.id
        return other

    other = db.write(build)

    assert rig.ask(scene.host, "pointer.move", spot=SPOT)["code"] == "floor_elsewhere"
    assert rig.ask(other, "pointer.move", spot=SPOT)["ok"]


@pytest.mark.parametrize(
    ("state", "code"), [(RoomState.PLANNED, "room_not_live"), (RoomState.ENDED, "room_ended")]
)
def test_pointer_works_only_in_a_live_session(db, rig, scene, state, code):
    db.write(lambda session: setattr(session.get(Room, scene.room.id), "state", state))

    assert rig.ask(scene.host, "pointer.move", spot=SPOT)["code"] == code
    assert spots_heard_by(rig, scene.ada) == []


@pytest.mark.parametrize(
    "spot",
    [
        {},
        SPOT | {"block": 5},
        SPOT | {"blocks": 1001},
        SPOT | {"x": 1.5},
        SPOT | {"slide": -1},
        SPOT | {"text": "<b>"},
        "title",
    ],
)
def test_impossible_spot_is_refused(rig, scene, spot):
    assert rig.ask(scene.host, "pointer.move", spot=spot)["code"] == "bad_message"
    assert spots_heard_by(rig, scene.ada) == []
