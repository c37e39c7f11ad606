"""The server sends new dates and reminders by itself, if the organiser has allowed it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, select

from tests.factories import invite, make_cohort, make_room
from tests.people.accounts.browsing import signed_in
from tests.postbox import mailing
from webinar.kit import clock
from webinar.people.audit.models import AuditEntry
from webinar.room.cohorts import automation, inviting, session_reminders
from webinar.room.cohorts.automatic_letters import send_letters
from webinar.room.cohorts.models import AutomaticLetters, Cohort, PersonLink, SessionReminder
from webinar.room.rooms.models import Room, RoomState

SECRET = "a-secret-key-for-tests-0123456789-abcdef"
STARTS = datetime(2031, 3, 10, 4, 30, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Hands:
    """A clock that a test sets."""

    def __init__(self):
        self.at = datetime(2031, 3, 1, 4, tzinfo=UTC)


@pytest.fixture
def hands(monkeypatch):
    hands = Hands()
    monkeypatch.setattr(clock, "now", lambda: hands.at)
    return hands


@pytest.fixture
def settings(settings, mail_server):
    return mailing(settings, mail_server)


@pytest.fixture
def cohort(db, hands, owner):
    def make(s):
        people = [
            {"name": "Ада Лав", "email": "ada@example.kz", "language": "ru"},
            {"name": "Бек Нур", "email": "bek@example.kz", "language": "kk"},
            {"name": "Ким Олег"},
        ]
        cohort = make_cohort(s, s.merge(owner), people=people)
        zone = {"planned_at": STARTS, "time_zone": "Asia/Almaty"}
        room = make_room(s, s.merge(owner), state=RoomState.PLANNED, title="Наука", **zone)
        invite(s, room, cohort)
        inviting.make_missing(s, s.merge(owner), cohort.id, SECRET)
        return cohort

    return db.write(make)


@pytest.fixture
def organiser(app, owner, cohort):
    """Both people with an address have an invitation, and the server may send by itself."""
    organiser = signed_in(app, owner)
    organiser.links = f"/desk/cohorts/{cohort.id}/links"
    organiser.switch = f"/desk/cohorts/{cohort.id}/automatic-letters"
    organiser.get(organiser.links)
    organiser.post(f"{organiser.links}/send")
    organiser.post(organiser.switch, allowed="yes")
    return organiser


@pytest.fixture
def run(app, organiser, hands, mail_server):
    """Let this time pass and do the job once; return the subjects of the letters it sent."""

    def run(passed=MINUTE, services=None):
        hands.at += passed
        before = len(mail_server.letters)
        send_letters(services or app.extensions["webinar"])
        return sorted(letter["Subject"] for _, letter in mail_server.letters[before:])

    return run


@pytest.fixture
def room(db, cohort):
    with db.read() as s:
        return s.scalars(select(Room)).one()


def move(db, room, by=DAY):
    db.write(lambda s: setattr(s.get_one(Room, room.id), "planned_at", STARTS + by))


def cancel(db, room):
    def work(s):
        stored = s.get_one(Room, room.id)
        stored.state, stored.cancelled_at, stored.ended_at = RoomState.ENDED, clock.now(), STARTS

    db.write(work)


REMINDERS = ["Еске салу: Наука", "Напоминание: Наука"]
NEWS = ["Даты изменились: Наука", "Күндер өзгерді: Наука"]


def test_three_edits_make_one_letter_to_each(db, run, room):
    for days in (1, 2, 3):
        move(db, room, days * DAY)
        assert run(2 * MINUTE) == []
    assert run(4 * MINUTE) == []

    assert run(MINUTE) == NEWS
    assert run() == run(DAY) == []


def test_change_between_reading_and_claiming_waits(db, run, hands, cohort, room):
    run(10 * MINUTE)
    move(db, room)
    newest = {room.code: "other"}

    db.write(lambda s: automation.see(s, cohort.id, newest))

    assert not db.write(lambda s: automation.claim(s, cohort.id))
    hands.at += automation.SETTLING
    assert db.write(lambda s: automation.claim(s, cohort.id))


def test_edit_that_is_taken_back_sends_nothing(db, run, room):
    move(db, room)
    run()
    move(db, room, timedelta())

    assert [run(), run(10 * MINUTE), run()] == [[], [], []]


def test_reminder_leaves_once_a_day_before(run, hands, mail_server):
    hands.at = STARTS - DAY - MINUTE
    assert run(timedelta()) == []

    assert run(MINUTE) == REMINDERS
    assert run() == run(HOUR) == []
    letter = mail_server.letters[-1][1]
    text = letter.get_body(("plain",)).get_content()
    assert "Наука" in text and "http://127.0.0.1:5000/me/" in text
    assert letter.get_body(("html",)) is not None
    assert "METHOD:REQUEST" in "".join(
        part.get_content() for part in letter.walk() if part.get_content_type() == "text/calendar"
    )


def test_server_that_was_down_reminds_late_but_not_after_the_beginning(db, run, hands, room):
    hands.at = STARTS
    assert run(timedelta()) == []
    hands.at = STARTS - MINUTE

    assert run(timedelta()) == REMINDERS


@pytest.mark.parametrize("state", [RoomState.LIVE, RoomState.ENDED])
def test_session_that_runs_or_is_over_reminds_nobody(db, run, hands, room, state):
    db.write(lambda s: setattr(s.get_one(Room, room.id), "state", state))
    hands.at = STARTS - HOUR

    assert run() == []


def test_cancelled_session_is_announced_and_reminds_nobody(db, run, hands, room):
    run()
    cancel(db, room)
    run()

    assert run(5 * MINUTE) == NEWS
    hands.at = STARTS - HOUR
    assert run() == []


def test_letter_with_the_time_within_the_day_counts_as_reminder(app, db, run, hands, owner, room):
    hands.at = STARTS - 2 * HOUR
    organiser = signed_in(app, owner)
    organiser.links = "/desk/cohorts/1/links"
    assert run() == REMINDERS
    move(db, room, 10 * HOUR)
    run()
    assert "0 people were reminded" in organiser.get(organiser.links).text

    assert run(5 * MINUTE) == NEWS
    assert run() == []
    assert "2 people were reminded" in organiser.get(organiser.links).text


def test_session_moved_away_and_back_is_not_reminded_of_twice(db, run, hands, room):
    hands.at = STARTS - 20 * HOUR
    assert run() == REMINDERS
    move(db, room, 5 * DAY)
    run()
    assert run(5 * MINUTE) == NEWS
    move(db, room, timedelta())
    run()
    assert run(5 * MINUTE) == NEWS

    assert run() == []


def test_letters_wait_while_the_mail_server_is_away(app, db, run, room, organiser):
    services = app.extensions["webinar"]
    away = replace(services.settings.mail, port=1)
    without = replace(services, settings=replace(services.settings, mail=away))
    move(db, room)
    run()

    assert run(5 * MINUTE, without) == []
    page = organiser.get(organiser.links).text
    assert "The mail server does not answer" in page and "tries again" in page
    assert run(MINUTE - timedelta(seconds=1)) == [], "the first retry comes after a minute"
    assert run(timedelta(seconds=1)) == NEWS
    assert "tries again" not in organiser.get(organiser.links).text


def test_reminders_wait_while_the_mail_server_is_away(app, run, hands):
    services = app.extensions["webinar"]
    away = replace(services.settings.mail, port=1)
    without = replace(services, settings=replace(services.settings, mail=away))
    hands.at = STARTS - HOUR

    assert run(MINUTE, without) == []
    assert run(MINUTE) == REMINDERS


def test_rejected_address_is_tried_once(db, run, hands, mail_server, room):
    def spoil(s):
        s.execute(PersonLink.__table__.update().values(mail_failed="recipient"))

    db.write(spoil)
    move(db, room)
    run()

    assert run(5 * MINUTE) == []


def test_two_processes_send_one_letter(db, run, hands, cohort):
    hands.at = STARTS - HOUR
    with db.read() as s:
        stored = s.get_one(Cohort, cohort.id)
        keys = [item.key for item in session_reminders.people_to_remind(s, stored, hands.at)]

    assert db.write(lambda s: automation.claim(s, cohort.id))
    assert not db.write(lambda s: automation.claim(s, cohort.id))
    first = db.write(lambda s: session_reminders.claim(s, cohort.id, keys))
    second = db.write(lambda s: session_reminders.claim(s, cohort.id, keys))
    assert (len(first), second) == (2, set())
    assert run(automation.LEASE + MINUTE) == [], "never sent twice, even if the first was killed"


def test_session_that_moves_before_the_claim_is_left_out(db, run, hands, cohort, room):
    hands.at = STARTS - HOUR
    with db.read() as s:
        stored = s.get_one(Cohort, cohort.id)
        keys = [item.key for item in session_reminders.people_to_remind(s, stored, hands.at)]
    move(db, room)

    assert db.write(lambda s: session_reminders.claim(s, cohort.id, keys)) == set()


def test_nothing_leaves_without_permission_or_after_it_ends(db, run, hands, organiser, room):
    organiser.post(organiser.switch, allowed="no")
    move(db, room)
    hands.at = STARTS

    assert [run(), run(10 * MINUTE)] == [[], []]
    with db.read() as s:
        assert s.scalars(select(AutomaticLetters)).all() == []


def test_server_without_mail_is_quiet(app, db, run, hands, organiser):
    services = app.extensions["webinar"]
    silent = replace(services, settings=replace(services.settings, mail=None))
    hands.at = STARTS - HOUR

    assert run(MINUTE, silent) == []
    with db.read() as s:
        assert s.scalars(select(SessionReminder)).all() == []


def test_letters_are_in_the_audit_log_as_sent_by_itself(db, run, hands, owner, room):
    move(db, room)
    run()
    run(5 * MINUTE)
    hands.at = STARTS
    run()

    with db.read() as s:
        entries = [
            (entry.kind, entry.user_id, entry.detail)
            for entry in s.scalars(select(AuditEntry).order_by(AuditEntry.id))
        ]
    assert ("letters.allowed", owner.id, {}) in entries
    mailed = {"sent": 2, "failed": 0, "by_itself": True}
    assert ("link.mailed", owner.id, mailed) in entries
    assert entries[-1] == ("session.reminded", owner.id, {"sent": 2, "failed": 0})


def test_minutes_of_waiting_write_nothing(app, db, run, room):
    run(10 * MINUTE)
    move(db, room)
    run()
    statements = []
    writer = app.extensions["webinar"].db._writer
    event.listen(writer, "before_cursor_execute", lambda *call: statements.append(call[2]))
    for _ in range(3):
        run()

    assert statements == []


def test_page_says_what_leaves_when_and_what_was_sent(app, db, run, hands, owner, organiser, room):
    page = organiser.get(organiser.links).text
    assert "Reminder for 2 people" in page and "Nobody waits for new dates" in page
    move(db, room)
    run()
    page = organiser.get(organiser.links).text
    assert "New dates will be sent to 2 people" in page
    assert "They are sent automatically" in organiser.get(f"/desk/{room.code}").text

    run(5 * MINUTE)
    hands.at = STARTS + HOUR
    run()

    # The first browser was signed out meanwhile.
    page = signed_in(app, owner).get(organiser.links).text
    assert "2 people were reminded" in page and "Nobody waits for new dates" in page


def test_page_with_more_sessions_sends_no_more_statements(app, db, organiser, owner, cohort, room):
    def statements_of(path):
        found = []
        note = lambda *call: found.append(call[2])  # noqa: E731
        reader = app.extensions["webinar"].db._reader
        event.listen(reader, "before_cursor_execute", note)
        organiser.get(path)
        event.remove(reader, "before_cursor_execute", note)
        return len(found)

    def add(s):
        for week in range(1, 6):
            at = {"planned_at": STARTS + 7 * week * DAY, "time_zone": "Asia/Almaty"}
            more = make_room(s, s.merge(owner), state=RoomState.PLANNED, title="Ещё", **at)
            invite(s, more, s.merge(cohort))

    paths = (organiser.links, f"/desk/{room.code}")
    db.write(add)
    before = [statements_of(path) for path in paths]
    db.write(add)

    assert [statements_of(path) for path in paths] == before


def test_allowing_twice_changes_nothing_and_says_before_who_gets_letters(
    db, hands, organiser, room
):
    organiser.post(organiser.switch, allowed="no")
    move(db, room)
    assert "2 people have a letter with old dates" in organiser.get(organiser.links).text

    for _ in range(2):
        organiser.post(organiser.switch, allowed="yes")

    with db.read() as s:
        kinds = [row.kind for row in s.scalars(select(AuditEntry))]
    assert kinds.count("letters.allowed") == 2, "once in the fixture, once here"
