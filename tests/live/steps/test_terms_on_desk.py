"""An organiser sets the terms of agreement on the desk before the session starts."""

import re
from html import unescape

import pytest

from tests.factories import make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.live.steps.models import StepTerms
from webinar.people.accounts.models import User
from webinar.room.rooms.models import RoomState


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Aida"))


@pytest.fixture
def make_owned_room(db, owner):
    return lambda state=RoomState.LIVE: db.write(
        lambda s: make_room(s, s.get(User, owner.id), state=state)
    )


def test_the_desk_sets_the_terms_of_a_planned_session(db, app, owner, make_owned_room):
    room, organiser = make_owned_room(RoomState.PLANNED), signed_in(app, owner)
    organiser.get(f"/desk/{room.code}")

    answer = organiser.post(
        f"/desk/{room.code}/terms", rule="two_thirds", quorum="75", shares_reasons="false"
    )

    assert answer.location == f"/desk/{room.code}#terms"
    page = organiser.get(f"/desk/{room.code}").text
    assert re.search(r'value="two_thirds" selected', page)
    with db.read() as session:
        assert session.get(StepTerms, room.id).quorum == 75


@pytest.mark.parametrize("quorum", ["", "101", "-1", "half", "5.5", "٥٠٠٠"])
def test_invalid_quorum_is_refused_and_the_form_keeps_its_choices(
    db, app, owner, make_owned_room, quorum
):
    room, organiser = make_owned_room(RoomState.PLANNED), signed_in(app, owner)
    organiser.get(f"/desk/{room.code}")

    answer = organiser.post(f"/desk/{room.code}/terms", rule="owners", quorum=quorum)

    assert answer.status_code == 422
    assert "Write the quorum as a whole number from 0 to 100" in unescape(answer.text)
    assert re.search(r'value="owners" selected', answer.text)
    with db.read() as session:
        assert session.get(StepTerms, room.id) is None


def test_desk_shows_the_terms_of_a_live_session_without_a_form(db, app, owner, make_owned_room):
    room, organiser = make_owned_room(), signed_in(app, owner)
    page = organiser.get(f"/desk/{room.code}").text

    answer = organiser.post(f"/desk/{room.code}/terms", rule="owners", quorum="10")

    assert "if somebody agrees and nobody disagrees" in page
    assert f"/desk/{room.code}/terms" not in page
    assert answer.status_code == 422
    with db.read() as session:
        assert session.get(StepTerms, room.id) is None


def test_another_organiser_cannot_set_the_terms(db, app, make_owned_room):
    room = make_owned_room(RoomState.PLANNED)
    other = db.write(lambda s: make_user(s, "Else", email="else@demo.example"))
    stranger = signed_in(app, other)
    stranger.get("/desk")

    assert stranger.post(f"/desk/{room.code}/terms", rule="owners", quorum="10").status_code == 404
