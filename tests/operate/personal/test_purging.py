"""Data that is due is purged once, one session at a time; figures stay."""

from datetime import timedelta

import pytest

from tests.factories import make_person
from tests.operate.personal.people import NAMES, canaries_in, make_people
from tests.operate.personal.test_erasing import bytes_of, sqlite_only
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.live.polls.models import Ballot, Choice, CloudEntry, Poll, PollOption
from webinar.operate.personal import actions, purge_run
from webinar.operate.personal.purging import purge_due
from webinar.operate.personal.retention import due_of, terms_of
from webinar.people.audit.models import AuditEntry
from webinar.results.attendance.register import register
from webinar.room.call.models import CallEntry
from webinar.room.rooms.models import Member, Purged, Room


def end_days_ago(db, people, days_ago):
    def work(session):
        session.get(Room, people.room.id).ended_at = clock.now() - timedelta(days=days_ago)

    db.write(work)


def set_retention(db, people, attendance, answers, of="room"):
    def work(session):
        target = session.merge(people.room if of == "room" else people.cohort)
        actions.keep_for(session, target, session.merge(people.owner), attendance, answers)

    db.write(work)


def test_retention_of_a_session_overrides_its_cohorts(db):
    people = make_people(db)
    with db.read() as session:
        assert terms_of(session, people.room).attendance_days == 180

    set_retention(db, people, 30, 40, "cohort")
    with db.read() as session:
        assert terms_of(session, people.room).answers_days == 40

    set_retention(db, people, 5, 6)
    with db.read() as session:
        assert (terms_of(session, people.room).of, terms_of(session, people.room).answers_days) == (
            "room",
            6,
        )
    assert due_in(db, people) is not None


def due_in(db, people):
    with db.read() as session:
        return due_of(session, session.get(Room, people.room.id)).attendance_at


@pytest.mark.parametrize(("days", "purged"), [(179, 0), (181, 1)])
def test_data_is_purged_once_when_its_time_is_over(db, days, purged):
    people = make_people(db)
    end_days_ago(db, people, days)

    assert purge_due(db) == {"attendance": purged, "answers": purged}
    assert purge_due(db) == {"attendance": 0, "answers": 0}

    with db.read() as session:
        assert session.query(Purged).count() == purged
        assert session.query(AuditEntry).filter_by(kind="session.purged").count() == 2 * purged


@pytest.mark.parametrize(("days", "left"), [(179, 1), (181, 0)])
def test_call_is_deleted_with_the_attendance(db, days, left):
    people = make_people(db)
    texts = {"link": "https://meet.example.org", "phone": "", "pin": "1", "note": "Ask Dana"}
    db.write(lambda s: s.add(CallEntry(room_id=people.room.id, language="", **texts)))
    end_days_ago(db, people, days)

    purge_due(db)

    with db.read() as session:
        assert session.query(CallEntry).count() == left


def test_purged_session_reports_no_roster_person_as_absent(db):
    people = make_people(db)

    def enrol(session):
        dana = make_person(session, session.merge(people.cohort), "Dana")
        dana.added_at = people.room.created_at

    db.write(enrol)
    with db.read() as session:
        before = register(session, session.get(Room, people.room.id)).attendees
    end_days_ago(db, people, 181)
    purge_due(db)

    with db.read() as session:
        after = register(session, session.get(Room, people.room.id)).attendees
    assert "Dana" in [attendee.name for attendee in before]
    assert [attendee.person_id for attendee in after] == [None] * len(after)
    assert len(after) == sum(bool(attendee.members) for attendee in before)


def test_attendance_is_purged_without_the_answers(db):
    people = make_people(db)
    set_retention(db, people, 1, 100)
    end_days_ago(db, people, 2)

    assert purge_due(db) == {"attendance": 1, "answers": 0}

    with db.read() as session:
        names = [member.name for member in session.query(Member).order_by(Member.number)]
        report = register(session, session.get(Room, people.room.id), clock.now())
        assert names == ["Grace", "[№\u00a0G2]", "[№\u00a0G3]", "[№\u00a0G4]"]
        assert len([attendee for attendee in report.attendees if attendee.members]) == 3
        assert session.query(Choice).count() == 3


def test_choices_are_unlinked_and_tallies_stay(db):
    people = make_people(db)
    set_retention(db, people, 100, 0)

    assert purge_due(db, at_once=True) == {"attendance": 0, "answers": 1}

    with db.read() as session:
        poll = session.get(Poll, people.poll.id)
        votes = sorted(
            option.votes for option in session.query(PollOption).filter_by(poll_id=poll.id)
        )
        assert (votes, poll.voters, poll.is_anonymous) == ([1, 2], 3, True)
        assert session.query(Choice).count() == 0
        assert session.query(Ballot).filter_by(poll_id=poll.id).count() == 3
        words = session.query(CloudEntry).all()
        assert len(words) == 6 and {word.member_id for word in words} == {None}


@sqlite_only
def test_purge_leaves_no_byte_of_written_texts(db):
    people = make_people(db)
    set_retention(db, people, 0, 0)

    purge_due(db)
    db.empty_log()

    content = bytes_of(db).lower()
    for field in ("question", "chat", "reply", "note", "text", "typed", "correction", "match"):
        for name in NAMES:
            assert f"canary-{name}-{field}".lower().encode() not in content, field
    counts = canaries_in(content)
    # Rosters, certificates and agreed steps have their own retention times.
    assert all(0 < counts[name] < 60 for name in NAMES)


@pytest.mark.parametrize("typed", ["", "-1", "1096", "1.5", "a", "²"])
def test_retention_days_must_be_whole_and_at_most_three_years(typed):
    with pytest.raises(Refused, match="days_invalid"):
        actions.days_typed(typed)


def test_server_purges_once_a_day_and_records_it(app):
    services = app.extensions["webinar"]
    people = make_people(services.db)
    end_days_ago(services.db, people, 200)

    purge_run.purge(services)
    purge_run.purge(services)

    with services.db.read() as session:
        runs = session.query(AuditEntry).filter_by(kind="purge.done").all()
    assert [run.detail for run in runs] == [{"attendance": 1, "answers": 1}]
