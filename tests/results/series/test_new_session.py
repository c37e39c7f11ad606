"""A new session is set up for a cohort, and several times in a series, by one form."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.factories import make_cohort, make_module
from webinar.content.lessons.library import Library
from webinar.results.series import queries
from webinar.results.series.models import Series
from webinar.room.cohorts.models import Invited
from webinar.room.rooms.models import Room


@pytest.fixture
def set_up(app, organiser):
    """Send the form for a new session, on a server with the module `demo`."""
    services = app.extensions["webinar"]
    app.extensions["webinar"] = replace(services, library=Library({"demo": make_module()}))

    def set_up(**fields):
        form = {"module": "demo", "title": "Meeting 1", "time_zone": "Asia/Almaty", "minutes": "60"}
        timing = {"date": "2031-03-25", "time": "09:30", "every": "", "times": "4"}
        return organiser.post("/desk/new", **(form | timing | fields))

    return set_up


def made_after(s, room):
    return s.scalars(select(Room).where(Room.id > room.id).order_by(Room.id)).all()


def test_repeated_session_is_a_series_of_its_cohort(db, set_up, room, cohort):
    answer = set_up(every="week", times="3", cohort=str(cohort.id))

    with db.read() as s:
        rooms = made_after(s, room)
        assert [made.title for made in rooms] == ["Meeting 1", "Meeting 2", "Meeting 3"]
        assert [made.planned_at.day for made in rooms] == [25, 1, 8]
        assert {made.planned_at.strftime("%H:%M") for made in rooms} == {"04:30"}
        assert answer.location == f"/desk/{rooms[0].code}"
        series = s.scalars(select(Series)).one()
        assert (series.title, series.cohort_id) == ("Meeting 1", cohort.id)
        assert {queries.series_of(s, made).id for made in rooms} == {series.id}
        invited = select(Invited.room_id).filter_by(cohort_id=cohort.id)
        assert set(s.scalars(invited)) == {made.id for made in rooms}


def test_single_session_makes_no_series(db, set_up, room, cohort):
    set_up(cohort=str(cohort.id))

    with db.read() as s:
        [made] = made_after(s, room)
        assert s.scalar(select(Invited.cohort_id).filter_by(room_id=made.id)) == cohort.id
        assert s.scalar(select(Series)) is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"every": "week", "times": "53"}, "from 1 to 52"),
        ({"every": "week", "times": "many"}, "from 1 to 52"),
        ({"every": "hour"}, "from 1 to 52"),
        ({"every": "week", "date": "", "time": ""}, "date and the time"),
    ],
)
def test_what_cannot_be_repeated_is_refused_and_stays_typed(db, set_up, room, fields, words):
    answer = set_up(**fields)

    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="Meeting 1"' in answer.text
    with db.read() as s:
        assert made_after(s, room) == []


def test_cohort_of_somebody_else_is_refused(db, set_up, room):
    foreign = db.write(lambda s: make_cohort(s).id)

    assert set_up(cohort=str(foreign)).status_code == 422
    assert set_up(cohort="x").status_code == 422
    with db.read() as s:
        assert made_after(s, room) == []


def test_zone_with_two_names_is_offered_once(organiser):
    page = organiser.get("/desk/new").text
    zones = re.search(r'<select[^>]+id="time_zone".*?</select>', page, re.DOTALL)[0]
    words = re.findall(r"<option[^>]*>([^<]+)</option>", zones)

    assert len(words) > 400
    assert len(words) == len(set(words))
