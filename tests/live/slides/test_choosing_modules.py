"""The organiser chooses on the desk which modules of the programme a session shows."""

import re

import pytest

from tests.factories import make_room, make_user
from tests.learn.courses.test_places import programme
from tests.people.accounts.browsing import signed_in
from tests.room.engine.rig import Rig, make_scene
from webinar.kit.errors import Refused
from webinar.live.slides import actions
from webinar.live.slides.queries import hidden_slides
from webinar.people.accounts.models import User
from webinar.room.rooms.models import Room, RoomState

PROGRAMME = programme(("opening", "a", "x", "y"), ("talk", "b", "z"), ("closing", "c", "u", "v"))


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Grace"))


@pytest.fixture
def room(db, owner):
    def build(session):
        fields = {"title": "Day one", "state": RoomState.PLANNED}
        return make_room(session, session.get(User, owner.id), PROGRAMME, **fields)

    return db.write(build)


@pytest.fixture
def organiser(app, owner, room):
    organiser = signed_in(app, owner)
    organiser.get(f"/desk/{room.code}")
    return organiser


def hidden(db, room):
    with db.read() as s:
        return sorted(hidden_slides(s, s.get(Room, room.id)))


def ticked(page):
    return re.findall(r'name="shown" value="([^"]+)" checked', page)


def test_modules_that_are_not_ticked_are_hidden(db, organiser, room):
    assert ticked(organiser.get(f"/desk/{room.code}").text) == ["opening", "talk", "closing"]

    organiser.post(f"/desk/{room.code}/modules", shown=["opening"])

    assert hidden(db, room) == [2, 3, 4]
    page = organiser.get(f"/desk/{room.code}").text
    assert ticked(page) == ["opening"]
    assert "3 slides are hidden" in page
    organiser.post(f"/desk/{room.code}/modules", shown=["opening", "closing"])
    assert hidden(db, room) == [2]


def test_single_slides_that_are_hidden_stay_so_in_a_module_that_is_shown(db):
    scene, rig = make_scene(db, module=PROGRAMME), Rig(db)
    rig.do(scene.host, "slide.hide", slides=[0, 2])

    shown = {"opening", "talk", "closing"}
    rig.queue.run(scene.room.id, lambda change: actions.choose_parts(change, shown))

    assert rig.snapshot(scene.ada)["slides_hidden"]["slides"] == [0]


def test_consoles_hear_of_the_choice(db):
    scene, rig = make_scene(db, module=PROGRAMME), Rig(db)

    rig.queue.run(scene.room.id, lambda change: actions.choose_parts(change, {"talk"}))

    assert rig.heard_by(scene.host)[-1][1]["set"] == {"slides": [0, 1, 3, 4]}


def test_nothing_is_chosen_once_the_session_has_ended(db):
    scene, rig = make_scene(db, module=PROGRAMME, state=RoomState.ENDED), Rig(db)

    with pytest.raises(Refused, match="room_ended"):
        rig.queue.run(scene.room.id, lambda change: actions.choose_parts(change, {"talk"}))

    assert hidden(db, scene.room) == []


def test_session_of_a_single_module_has_nothing_to_choose(db, app, owner):
    room = db.write(lambda s: make_room(s, s.get(User, owner.id), state=RoomState.PLANNED))

    assert f"/desk/{room.code}/modules" not in signed_in(app, owner).get(f"/desk/{room.code}").text


def test_only_the_organiser_chooses(db, app, room):
    stranger = signed_in(app, db.write(lambda s: make_user(s, "Mallory")))
    stranger.get("/desk")

    assert stranger.post(f"/desk/{room.code}/modules", shown=[]).status_code == 404

    assert hidden(db, room) == []
