"""People waiting for a session see its start time and speakers."""

from datetime import UTC, datetime

import pytest

from tests.factories import make_member
from tests.people.accounts.browsing import Visitor
from tests.room.engine.rig import make_scene
from webinar.kit.permissions import Role
from webinar.live.pages.announcement import words_on_stage
from webinar.room.rooms.models import Room, RoomState

STARTS_AT = datetime(2031, 11, 29, 5, 0, tzinfo=UTC)


@pytest.fixture
def room(db):
    return make_scene(
        db, state=RoomState.PLANNED, planned_at=STARTS_AT, time_zone="Asia/Almaty"
    ).room


def join(app, room):
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    visitor.post(f"/join/{room.code}", name="Ada", language="en")
    return visitor


def change(db, room, **fields):
    def write(session):
        for name, value in fields.items():
            setattr(session.get(Room, room.id), name, value)

    db.write(write)


def test_join_page_and_room_show_start_time_and_speakers(app, db, room):
    db.write(lambda session: make_member(session, room, "Dana <Lee>", Role.PRESENTER))

    pages = [Visitor(app).get(f"/join/{room.code}"), join(app, room).get(f"/rooms/{room.code}")]

    for page in pages:
        assert "Saturday, November 29, 2031, 10:00" in page.text
        assert "Almaty" in page.text
        assert 'datetime="2031-11-29T10:00+05:00"' in page.text
        assert "Speakers: \u2068Dana &lt;Lee&gt;\u2069" in page.text
        assert '<span lang="en">English</span> · <span lang="ru">Русский</span>' in page.text


def test_owner_is_the_speaker_when_no_presenter_is_named(app, db, room):
    change(db, room, planned_at=None)

    page = Visitor(app).get(f"/join/{room.code}").text

    assert "<time" not in page
    assert "Speakers: \u2068" in page


def test_started_session_is_introduced_to_newcomers_alone(app, db, room):
    change(db, room, state=RoomState.LIVE)

    newcomers, members = (
        Visitor(app).get(f"/join/{room.code}").text,
        join(app, room).get(f"/rooms/{room.code}").text,
    )

    assert "It is going on now" in newcomers and "Speakers: " in newcomers
    assert "<time" not in newcomers and "announced" not in newcomers.partition("<script")[2]
    assert "Speakers" not in members and "announced" not in members


def test_room_page_offers_a_second_look_and_what_to_try_meanwhile(app, room):
    page = join(app, room).get(f"/rooms/{room.code}").text

    assert f'<p class="unscripted"><a class="button" href="/rooms/{room.code}">' in page
    assert "Is the text too small?" in page
    assert '/glossary/en"' in page.split('class="door-tips"')[1]


def test_session_without_a_time_loads_no_script_for_it(app, db, room):
    change(db, room, planned_at=None)

    pages = [Visitor(app).get(f"/join/{room.code}"), join(app, room).get(f"/rooms/{room.code}")]

    for page in pages:
        assert "Speakers: " in page.text
        assert "dist/announced-" not in page.text


def test_cached_page_follows_a_new_start_time(app, db, room):
    join(app, room).get(f"/rooms/{room.code}")
    change(db, room, planned_at=STARTS_AT.replace(hour=9))

    page = join(app, room).get(f"/rooms/{room.code}").text
    assert 'datetime="2031-11-29T14:00+05:00"' in page


def test_stage_announces_in_every_language_it_may_show(app, db, room):
    with app.test_request_context(headers={"Cookie": "language=en"}):
        words = words_on_stage(room, ["ru", "kk"])

    assert "29 ноября 2031" in words["ru"]["session"]["begins"]
    assert "қараша" in words["kk"]["session"]["begins"]
    assert words["ru"]["session"]["speakers"].startswith("Выступают: ")
