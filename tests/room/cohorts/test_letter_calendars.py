"""Letters invite by calendar objects that Outlook, Google and Apple read from the mail."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.factories import invite, make_cohort, make_room
from tests.people.accounts.browsing import signed_in
from tests.postbox import mailing
from webinar.room.cohorts import inviting
from webinar.room.rooms.models import Room, RoomState
from webinar.room.rooms.planning import DEFAULT_ZONE
from webinar.room.sessions import actions

SECRET = "a-secret-key-for-tests-0123456789-abcdef"
STARTS = datetime(2031, 3, 4, 4, 30, tzinfo=UTC)


@pytest.fixture
def settings(settings, mail_server):
    return mailing(settings, mail_server)


@pytest.fixture
def cohort(db, owner):
    people = [{"name": 'Ада "Граф"; Лав', "email": "ada@example.kz", "language": "ru"}]
    return db.write(lambda s: make_cohort(s, s.merge(owner), people=people))


@pytest.fixture
def room(db, owner, cohort):
    return plan(db, owner, cohort, "Наука", STARTS)


def plan(db, owner, cohort, title, at):
    def make(s):
        zone = {"planned_at": at, "time_zone": "Asia/Almaty", "planned_minutes": 50}
        room = make_room(s, s.merge(owner), state=RoomState.PLANNED, title=title, **zone)
        invite(s, room, s.merge(cohort))
        inviting.make_missing(s, s.merge(owner), cohort.id, SECRET)
        return room

    return db.write(make)


@pytest.fixture
def send(app, owner, cohort, room, mail_server):
    """Send the letters that wait, or all with new dates; return the last letter sent."""
    organiser = signed_in(app, owner)
    address = f"/desk/cohorts/{cohort.id}/links"
    organiser.get(address)

    def press(**form):
        organiser.post(f"{address}/send", **form)
        return mail_server.letters[-1][1]

    press.organiser = organiser
    return press


def shape_of(part):
    if part.is_multipart():
        return part.get_content_type(), [shape_of(child) for child in part.iter_parts()]
    return part.get_content_type()


def invitation_of(letter):
    """Return the calendar object among the alternatives, and its only event."""
    [part] = [
        part
        for part in letter.walk()
        if part.get_content_type() == "text/calendar" and not part.is_attachment()
    ]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert part["Content-Type"].params["method"] == calendar["METHOD"]
    assert part.get_content_charset() == "utf-8"
    [event] = calendar.walk("VEVENT")
    return calendar, event


def file_of(letter):
    [attachment] = letter.iter_attachments()
    return Calendar.from_ical(attachment.get_content())


def move(app, room, days):
    """Move the session as its page does."""
    services = app.extensions["webinar"]

    def work(change):
        change.room.planned_at += timedelta(days=days)

    services.live.run(room.id, work)


def cancel(app, room):
    app.extensions["webinar"].live.run(room.id, actions.cancel)


def test_parts_are_in_the_order_that_mail_programs_expect(send):
    letter = send()

    assert shape_of(letter) == (
        "multipart/mixed",
        [
            ("multipart/alternative", ["text/plain", "text/html", "text/calendar"]),
            "application/ics",
        ],
    )


def test_invitation_names_organizer_and_person_and_asks_for_no_answer(send, room, owner):
    calendar, event = invitation_of(send())

    assert calendar["METHOD"] == "REQUEST"
    assert event["ORGANIZER"] == "mailto:webinar@example.test", "the sender of the letter"
    assert event["ORGANIZER"].params["CN"] == owner.name
    attendee = event["ATTENDEE"]
    assert attendee == "mailto:ada@example.kz"
    assert attendee.params["CN"] == "Ада 'Граф'; Лав"
    assert attendee.params["RSVP"] == "FALSE"
    assert event["UID"] == f"session-{room.code}@127.0.0.1"
    assert event["STATUS"] == "CONFIRMED"


def test_invitation_has_local_times_zone_and_alarm(send):
    calendar, event = invitation_of(send())

    starts, ends = event["DTSTART"].dt, event["DTEND"].dt
    assert event["DTSTART"].params["TZID"] == "Asia/Almaty"
    assert starts.replace(tzinfo=None) == datetime(2031, 3, 4, 9, 30)
    assert ends - starts == timedelta(minutes=50)
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Almaty"
    assert zone.to_tz(lookup_tzid=False).utcoffset(datetime(2031, 3, 4)) == timedelta(hours=5)
    [alarm] = event.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(minutes=-15))


def test_sending_again_without_a_change_repeats_the_same_event(send):
    _, first = invitation_of(send())

    _, second = invitation_of(send(number="1"))

    assert (first["UID"], first["SEQUENCE"]) == (second["UID"], second["SEQUENCE"])


def test_sequence_rises_when_a_session_moves_and_moves_back(app, send, room):
    events = [invitation_of(send())[1]]
    for days in (1, -1):
        move(app, room, days)
        events.append(invitation_of(send(changed="yes"))[1])

    assert len({event["UID"] for event in events}) == 1
    sequences = [event["SEQUENCE"] for event in events]
    assert sequences == sorted(set(sequences))
    days = [event["DTSTART"].dt.day for event in events]
    assert days == [4, 5, 4]


def test_cancelled_session_is_taken_out_of_the_calendar(app, send, room):
    _, invited = invitation_of(send())
    cancel(app, room)

    calendar, event = invitation_of(send(changed="yes"))

    assert calendar["METHOD"] == "CANCEL" and event["STATUS"] == "CANCELLED"
    assert event["UID"] == invited["UID"] and event["SEQUENCE"] > invited["SEQUENCE"]
    assert event["ATTENDEE"] == invited["ATTENDEE"]
    assert event["ORGANIZER"] == invited["ORGANIZER"]
    assert not event.walk("VALARM")


def test_late_letter_about_a_cancelled_session_invites_to_the_next_one(
    app, db, send, room, owner, cohort
):
    plan(db, owner, cohort, "Вторая", STARTS + timedelta(days=7))
    cancel(app, room)

    calendar, event = invitation_of(send())

    assert (calendar["METHOD"], event["SUMMARY"]) == ("REQUEST", "Вторая")


def test_series_invites_to_what_is_new_and_attaches_all(app, db, send, room, owner, cohort):
    second = plan(db, owner, cohort, "Вторая", STARTS + timedelta(days=7))
    letter = send()
    assert invitation_of(letter)[1]["SUMMARY"] == "Наука"
    assert [event["SUMMARY"] for event in file_of(letter).walk("VEVENT")] == ["Наука", "Вторая"]

    move(app, second, 1)
    letter = send(changed="yes")

    assert invitation_of(letter)[1]["SUMMARY"] == "Вторая"
    assert file_of(letter)["METHOD"] == "PUBLISH"


def test_file_and_invitation_have_the_same_events(send, room):
    letter = send()
    _, invited = invitation_of(letter)
    [published] = file_of(letter).walk("VEVENT")

    same = ("UID", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION")
    assert all(published[name] == invited[name] for name in same)
    assert "ATTENDEE" not in published


def test_session_without_a_time_is_in_no_calendar(db, send, room):
    db.write(lambda s: setattr(s.get_one(Room, room.id), "planned_at", None))

    letter = send()

    assert shape_of(letter) == ("multipart/alternative", ["text/plain", "text/html"])


def test_zone_with_daylight_time_is_right_on_both_sides_of_the_change(db, send, room):
    def set_zone(s):
        stored = s.get_one(Room, room.id)
        stored.time_zone, stored.planned_at = "Europe/Berlin", datetime(2031, 3, 29, 9, tzinfo=UTC)

    db.write(set_zone)

    calendar, event = invitation_of(send())

    [zone] = calendar.walk("VTIMEZONE")
    own = zone.to_tz(lookup_tzid=False)
    for moment in (datetime(2031, 3, 29, 12), datetime(2031, 3, 31, 12), datetime(2031, 11, 3)):
        assert own.utcoffset(moment) == ZoneInfo("Europe/Berlin").utcoffset(moment)
    assert DEFAULT_ZONE != "Europe/Berlin"
