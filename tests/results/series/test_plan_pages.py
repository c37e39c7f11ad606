"""Pages to change, cancel, copy and repeat a session."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.factories import invite, make_room, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.kit import clock
from webinar.people.accounts.models import User, UserRole
from webinar.people.audit.models import AuditEntry
from webinar.results.series import queries
from webinar.room.rooms.models import Room, RoomState, TimelineEntry

DAY = "2031-03-25"


def changed(visitor, room, **fields):
    form = {"title": "A session", "time_zone": "Asia/Almaty", "minutes": "60"}
    return visitor.post(f"/desk/{room.code}/change", **(form | {"date": "", "time": ""} | fields))


def repeated(visitor, room, **fields):
    form = {"title": "A session", "time_zone": "Asia/Almaty", "minutes": "60", "every": ""}
    return visitor.post(
        f"/desk/{room.code}/repeat", **(form | {"date": DAY, "time": "09:30"} | fields)
    )


def saved_room(db, room):
    with db.read() as s:
        return s.get(Room, room.id)


def all_rooms(db):
    with db.read() as s:
        return s.scalars(select(Room).order_by(Room.id)).all()


def test_title_time_zone_and_length_can_be_changed(db, organiser, room):
    answer = changed(organiser, room, title="New", date=DAY, time="09:30", minutes="90")

    assert answer.status_code == 303
    saved = saved_room(db, room)
    assert (saved.title, saved.planned_minutes, saved.time_zone) == ("New", 90, "Asia/Almaty")
    assert saved.planned_at == datetime(2031, 3, 25, 4, 30, tzinfo=UTC)
    page = organiser.get(f"/desk/{room.code}/change").text
    assert f'value="{DAY}"' in page and 'value="09:30"' in page
    with db.read() as s:
        assert s.scalar(select(TimelineEntry.id).filter_by(kind="room.replanned"))
        assert s.scalar(select(AuditEntry.room_id).filter_by(kind="session.changed")) == room.id


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": " "}, "Write a title"),
        ({"minutes": "1"}, "from 5 to 600"),
        ({"date": DAY}, "both the date and the time"),
        ({"date": "2020-01-01", "time": "10:00"}, "in the past"),
        ({"time_zone": "Nowhere"}, "Choose a time zone"),
        ({"date": "2027-03-28", "time": "02:30", "time_zone": "Europe/Vienna"}, "go forward"),
    ],
)
def test_invalid_form_is_explained_and_keeps_the_input(db, organiser, room, fields, words):
    answer = changed(organiser, room, **({"title": "Typed"} | fields))

    assert answer.status_code == 422
    assert words in answer.text
    if "title" not in fields:
        assert 'value="Typed"' in answer.text
    assert saved_room(db, room).title == "A session"


def test_past_time_may_stay_unchanged(db, organiser, room):
    before = datetime(2026, 3, 1, 4, 30, tzinfo=UTC)
    db.write(lambda s: setattr(s.get(Room, room.id), "planned_at", before))

    answer = changed(organiser, room, title="New", date="2026-03-01", time="09:30")

    assert answer.status_code == 303
    assert saved_room(db, room).planned_at == before


@pytest.mark.parametrize("state", [RoomState.LIVE, RoomState.ENDED])
def test_started_session_can_be_neither_changed_nor_cancelled(db, owner, organiser, state):
    room = db.write(lambda s: make_room(s, s.get(User, owner.id), state=state))

    assert changed(organiser, room).status_code == 422
    assert organiser.post(f"/desk/{room.code}/cancel").status_code == 422
    saved = saved_room(db, room)
    assert (saved.state, saved.cancelled_at) == (state, None)


def test_visitor_of_a_cancelled_session_reads_that_it_is(app, db, organiser, room):
    assert organiser.post(f"/desk/{room.code}/cancel").status_code == 303

    answer = Visitor(app).get(f"/join/{room.code}")
    assert answer.status_code == 410
    assert "The session is cancelled" in answer.text
    assert "cancelled" in organiser.get(f"/desk/{room.code}").text.lower()
    assert "Cancelled" in organiser.get("/desk").text
    with db.read() as s:
        assert s.scalar(select(AuditEntry.room_id).filter_by(kind="session.cancelled")) == room.id


def test_nobody_enters_a_cancelled_session(app, db, organiser, room):
    organiser.post(f"/desk/{room.code}/cancel")
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")

    assert visitor.post(f"/join/{room.code}", name="Ada", language="en").status_code != 303


def test_session_is_repeated_weekly_at_the_same_local_time(db, organiser, room):
    answer = repeated(organiser, room, every="week", times="3", time_zone="Europe/London")

    assert answer.status_code == 303
    new = all_rooms(db)[1:]
    assert [room.planned_at.isoformat() for room in new] == [
        "2031-03-25T09:30:00+00:00",
        "2031-04-01T08:30:00+00:00",
        "2031-04-08T08:30:00+00:00",
    ]
    assert len({room.code for room in all_rooms(db)}) == 4


def test_dates_can_be_previewed(db, organiser, room):
    answer = repeated(organiser, room, every="month", times="2", show="1")

    assert answer.status_code == 200
    assert "April 25, 2031" in answer.text
    assert len(all_rooms(db)) == 1


def test_copy_without_a_time_is_made_and_opened(db, organiser, room):
    answer = repeated(organiser, room, date="", time="")

    new = all_rooms(db)[1]
    assert answer.location == f"/desk/{new.code}"
    assert (new.planned_at, new.edition_id) == (None, room.edition_id)


def test_copy_may_use_the_newest_edition(db, owner, organiser, library):
    from webinar.content.editions.actions import keep_edition

    name, module = next(iter(library.modules.items()))
    old = db.write(
        lambda s: make_room(
            s, s.get(User, owner.id), module=_older(module), state=RoomState.PLANNED
        )
    )

    repeated(organiser, old, edition="newest")

    newest = db.write(lambda s: keep_edition(s, module).id)
    assert all_rooms(db)[-1].edition_id == newest != old.edition_id
    assert name == module.name


def _older(module):
    import msgspec

    return msgspec.structs.replace(module, minutes=module.minutes + 1)


def test_repeated_sessions_may_become_a_series(db, owner, organiser, room):
    repeated(organiser, room, every="fortnight", times="2", series="new")

    with db.read() as s:
        series = queries.series_of(s, s.get(Room, room.id))
        assert len(queries.sessions_of(s, series)) == 3


def test_series_of_repeated_sessions_keeps_the_cohort(db, organiser, room, cohort):
    db.write(lambda s: invite(s, s.get(Room, room.id), s.merge(cohort)) and None)

    repeated(organiser, room, every="week", times="2", series="new")

    with db.read() as s:
        series = queries.series_of(s, s.get(Room, room.id))
        assert series.cohort_id == cohort.id
    page = organiser.get(f"/desk/series/{series.id}").text
    assert f"/desk/cohorts/{cohort.id}/dashboard" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"every": "week", "times": "99"}, "from 1 to 52"),
        ({"every": "day", "times": "2"}, "from 1 to 52"),
        ({"every": "week", "times": "2", "date": ""}, "both the date and the time"),
        ({"edition": "newest"}, "Choose a module"),
        ({"series": "77"}, "no such series"),
        ({"title": ""}, "Write a title"),
    ],
)
def test_impossible_repetition_makes_no_session(db, organiser, room, fields, words):
    answer = repeated(organiser, room, **fields)

    assert answer.status_code == 422
    assert words in answer.text
    assert len(all_rooms(db)) == 1


def test_pages_are_only_for_the_organiser(app, db, other, room):
    stranger = signed_in(app, other)
    stranger.get("/desk/new")
    presenter = signed_in(app, db.write(lambda s: make_user(s, role=UserRole.PRESENTER)))
    presenter.get("/settings")

    for visitor, status in ((stranger, 404), (presenter, 403)):
        for page in ("change", "repeat"):
            assert visitor.get(f"/desk/{room.code}/{page}").status_code == status
        assert changed(visitor, room).status_code == status
        assert repeated(visitor, room).status_code == status
        assert visitor.post(f"/desk/{room.code}/cancel").status_code == status
    assert len(all_rooms(db)) == 1


def test_desk_shows_both_the_session_time_and_the_reader_time(app, db, owner, organiser, room):
    starts = datetime(2031, 1, 14, 4, 30, tzinfo=UTC)

    def plan(s):
        s.get(Room, room.id).planned_at = starts
        s.get(Room, room.id).time_zone = "Asia/Almaty"
        s.get(User, owner.id).time_zone = "Europe/London"

    db.write(plan)

    page = organiser.get("/desk").text.replace("\u202f", " ")
    assert "9:30 AM" in page and "Almaty" in page and "4:30 AM London" in page
    db.write(lambda s: setattr(s.get(User, owner.id), "time_zone", "Asia/Tashkent"))
    # The same clock under another zone name tells the reader nothing.
    assert "Tashkent" not in organiser.get("/desk").text
    db.write(lambda s: setattr(s.get(User, owner.id), "time_zone", "America/Los_Angeles"))
    assert "Jan 13, 8:30 PM" in organiser.get("/desk").text.replace("\u202f", " ")
    assert clock.now() < starts + timedelta(days=1)


def test_form_sent_twice_makes_its_sessions_once(db, organiser, room):
    choices = {"every": "week", "times": "3", "series": "new"}
    first, second = (repeated(organiser, room, **choices) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert len(all_rooms(db)) == 4
    repeated(organiser, room, **choices | {"times": "4"})
    assert len(all_rooms(db)) == 8
