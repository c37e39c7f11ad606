"""The calendar on the desk, files for other calendars, and the address they fetch."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from tests.factories import make_change, make_room, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.kit.errors import Refused
from webinar.kit.files import ics
from webinar.people.accounts.models import User, UserRole
from webinar.results.series import grid
from webinar.room.rooms.models import Room, RoomState
from webinar.room.sessions import team

START = datetime(2031, 3, 10, 4, 30, tzinfo=UTC)


@pytest.fixture
def planned(db, owner):
    def make(at=START, organiser=owner, title="Planned", zone="Asia/Almaty"):
        return db.write(
            lambda s: make_room(
                s,
                s.get(User, organiser.id),
                state=RoomState.PLANNED,
                title=title,
                planned_at=at,
                time_zone=zone,
            )
        )

    return make


def cell(page, day):
    """The text of this day's table cell."""
    match = re.search(rf'<td[^>]*>\s*<time datetime="{day}">.*?</td>', page, re.DOTALL)
    return match[0]


def test_weeks_are_whole_and_start_on_the_local_first_day():
    monday, sunday = grid.weeks_of(date(2026, 11, 1), 0), grid.weeks_of(date(2026, 11, 1), 6)

    assert (monday[0][0], sunday[0][0]) == (date(2026, 10, 26), date(2026, 11, 1))
    assert all(len(week) == 7 for week in [*monday, *sunday])
    assert (monday[-1][-1], sunday[-1][-1]) == (date(2026, 12, 6), date(2026, 12, 5))


@pytest.mark.parametrize("typed", ["2026-13", "nonsense", "2026-1", "0001-01", "9999-12"])
def test_impossible_month_is_refused(typed):
    with pytest.raises(Refused):
        grid.month_typed(typed, date(2026, 11, 26))


def test_session_is_shown_on_its_day_with_its_time(organiser, planned):
    room = planned()

    page = organiser.get("/desk/calendar?month=2031-03").text

    assert f"/desk/{room.code}" in cell(page, "2031-03-10")
    assert "9:30" in cell(page, "2031-03-10")
    assert room.code not in cell(page, "2031-03-11")
    assert "March 2031" in page
    assert "No session in this month" in organiser.get("/desk/calendar?month=2031-05").text


def test_day_follows_the_clock_of_the_reader(db, owner, organiser, planned):
    room = planned()
    db.write(lambda s: setattr(s.get(User, owner.id), "time_zone", "America/Los_Angeles"))

    page = organiser.get("/desk/calendar?month=2031-03").text

    assert room.code in cell(page, "2031-03-09")
    assert "Los Angeles" in cell(page, "2031-03-09")


def test_today_is_marked_and_an_impossible_month_is_not_found(organiser):
    assert organiser.get("/desk/calendar").text.count('aria-current="date"') == 1
    assert organiser.get("/desk/calendar?month=2031-03").text.count('aria-current="date"') == 0
    assert organiser.get("/desk/calendar?month=2031-14").status_code == 404


def test_everybody_sees_sessions_they_run_or_help_in(app, db, other, organiser, planned):
    other_room = planned(organiser=other, title="Theirs")
    page = organiser.get("/desk/calendar?month=2031-03").text
    assert "Theirs" not in page
    helper = db.write(lambda s: make_user(s, "H", UserRole.INTERPRETER))
    db.write(
        lambda s: team.appoint(
            make_change(s, s.get(Room, other_room.id)), helper.id, "interpreter.kk"
        )
    )

    page = signed_in(app, helper).get("/desk/calendar?month=2031-03").text

    assert f"/rooms/{other_room.code}/interpreting" in cell(page, "2031-03-10")


def events(answer):
    assert answer.status_code == 200 and answer.mimetype == "text/calendar"
    return list(Calendar.from_ical(answer.text).walk("VEVENT"))


def test_file_lists_the_sessions_in_their_zone(organiser, planned):
    room = planned()

    [event] = events(organiser.get("/desk/calendar.ics?month=2031-03"))

    assert str(event["DTSTART"].params["TZID"]) == "Asia/Almaty"
    assert event.decoded("DTSTART") == START
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=60)
    assert event["UID"] == f"session-{room.code}@127.0.0.1"
    [same] = events(organiser.get(f"/desk/{room.code}/session.ics"))
    assert same["UID"] == event["UID"]


def test_end_time_is_right_across_a_clock_change():
    begin = datetime(2031, 3, 30, 0, 30, tzinfo=UTC)
    entry = ics.Entry("u", 1, "T", begin, 120, "Europe/Vienna", "http://x", False)

    [event] = Calendar.from_ical(ics.calendar("C", [entry], begin)).walk("VEVENT")

    assert event.decoded("DTEND").astimezone(UTC) - begin == timedelta(hours=2)


def shared(visitor):
    visitor.get("/settings")
    visitor.post("/settings/calendar")
    match = re.search(r'value="http://[^/"]+(/calendar/[^"]+\.ics)"', visitor.get("/settings").text)
    return match and match[1]


def test_private_calendar_address_works_until_revoked(app, db, organiser, other, planned):
    planned(at=datetime.now(UTC) + timedelta(days=3))
    planned(organiser=other, at=datetime.now(UTC) + timedelta(days=3), title="Theirs")
    address = shared(organiser)
    client = Visitor(app)

    assert [str(event["SUMMARY"]) for event in events(client.get(address))] == ["Planned"]
    renewed = shared(organiser)
    assert renewed != address
    assert client.get(address).status_code == 404
    organiser.post("/settings/calendar", revoke="1")
    assert client.get(renewed).status_code == 404
    assert client.get("/calendar/nonsense.ics").status_code == 404


def test_cancelled_session_is_marked_and_closed_account_shows_none(
    app, db, owner, organiser, planned
):
    room = planned(at=datetime.now(UTC) + timedelta(days=3))
    address = shared(organiser)
    organiser.post(f"/desk/{room.code}/cancel")

    [event] = events(Visitor(app).get(address))

    assert event["STATUS"] == "CANCELLED"
    assert event["SEQUENCE"] > 0
    db.write(lambda s: setattr(s.get(User, owner.id), "is_disabled", True))
    assert Visitor(app).get(address).status_code == 404


def test_settings_store_language_and_zone(db, owner, organiser):
    organiser.get("/settings")

    answer = organiser.post("/settings", language="ru", time_zone="Asia/Almaty")

    assert answer.status_code == 303
    with db.read() as s:
        user = s.get(User, owner.id)
    assert (user.language, user.time_zone) == ("ru", "Asia/Almaty")
    assert 'lang="ru"' in organiser.get("/settings").text
    refusal = organiser.post("/settings", language="ru", time_zone="../etc/passwd")
    assert refusal.status_code == 422
    organiser.post("/settings", language="ru", time_zone="")
    with db.read() as s:
        assert s.get(User, owner.id).time_zone == ""
