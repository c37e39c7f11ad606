"""A host makes a poll and opens it with one command."""

import pytest
from sqlalchemy import func, select

from webinar.live.polls.models import Poll
from webinar.room.rooms.models import Room, RoomState

TEA = {
    "kind": "single",
    "quiz": False,
    "language": "en",
    "question": "Tea?",
    "options": ["Yes", "No"],
    "opens": True,
}


def polls_made(db):
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(Poll).filter_by(on_the_spot=True))


def test_poll_is_open_as_soon_as_it_is_made(rig, scene):
    assert rig.do(scene.host, "poll.create", **TEA)["ok"]

    assert rig.names_heard_by(scene.ada) == ["poll.opened"]
    assert rig.do(scene.ada, "poll.vote", poll="spot-1", options=["option-1"])["ok"]


def test_poll_is_opened_with_its_countdown(rig, scene):
    rig.do(scene.host, "poll.create", **TEA, seconds=30)

    (opened,) = [body for name, body in rig.heard_by(scene.ada) if name == "poll.opened"]
    assert opened["poll"]["closes_at"] is not None


def test_poll_without_a_countdown_stays_open(rig, scene):
    rig.do(scene.host, "poll.create", **TEA)

    (opened,) = [body for name, body in rig.heard_by(scene.ada) if name == "poll.opened"]
    assert opened["poll"].get("closes_at") is None


@pytest.mark.parametrize(
    ("state", "code"), [(RoomState.PLANNED, "room_not_live"), (RoomState.ENDED, "room_ended")]
)
def test_refused_poll_is_not_made_at_all(db, rig, scene, state, code):
    db.write(lambda session: setattr(session.get(Room, scene.room.id), "state", state))

    assert rig.do(scene.host, "poll.create", **TEA)["code"] == code
    assert polls_made(db) == 0
