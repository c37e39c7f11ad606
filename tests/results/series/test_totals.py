"""Sums over several sessions, by person."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import invite, make_member, make_room, match
from webinar.people.accounts.models import User
from webinar.results.attendance.models import Correction, Status
from webinar.results.series import actions
from webinar.results.series.models import Series
from webinar.results.series.totals import totals
from webinar.room.cohorts.models import Cohort, Person
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Room, RoomState

BEGIN = datetime(2026, 11, 3, 4, 0, tzinfo=UTC)


@pytest.fixture
def series(db, owner, cohort):
    return db.write(
        lambda s: actions.create_series(
            s, s.get(User, owner.id), "Course", s.get(Cohort, cohort.id)
        )
    )


@pytest.fixture
def hold(db, owner, cohort, series):
    """A past session of one hour: who attended, by name, and for how many minutes."""

    def make(week, minutes, state=RoomState.ENDED, guests=()):
        begin = BEGIN + timedelta(weeks=week)

        def work(s):
            room = make_room(s, s.get(User, owner.id), state=state, title=f"Week {week}")
            room.planned_at = room.started_at = begin
            room.ended_at = begin + timedelta(minutes=60)
            invite(s, room, s.get(Cohort, cohort.id))
            actions.add_session(s, s.get(Series, series.id), room, s.get(User, owner.id))
            people = {person.name: person for person in s.query(Person)}
            for name, minutes_present in minutes.items():
                member = make_member(s, room, name)
                if name not in guests:
                    match(s, member, people[name])
                s.add(
                    Interval(
                        room_id=room.id,
                        member_id=member.id,
                        boot="b",
                        began_at=begin,
                        last_heard_at=begin + timedelta(minutes=minutes_present),
                        is_open=False,
                    )
                )
            return room

        return db.write(work)

    return make


def read(db, series):
    with db.read() as s:
        return totals(s, s.get(Series, series.id))


def test_minutes_and_sessions_add_up_by_person(db, series, hold):
    hold(0, {"Ada": 60, "Berik": 30})
    hold(1, {"Ada": 50})

    sums = read(db, series)

    rows = {row.name: row for row in sums.rows}
    assert [session.due_minutes for session in sums.sessions] == [60, 60]
    ada, berik = rows["Ada"], rows["Berik"]
    assert (ada.minutes, ada.planned_minutes, ada.percent) == (110, 120, 91)
    assert (ada.present, ada.partly, ada.absent) == (2, 0, 0)
    assert (berik.minutes, berik.percent) == (30, 25)
    assert (berik.present, berik.partly, berik.absent) == (0, 1, 1)
    assert [part.minutes for part in berik.parts] == [30, 0]


def test_unfinished_or_cancelled_session_is_not_counted(db, owner, series, hold):
    hold(0, {"Ada": 60})
    for fields in ({"state": RoomState.PLANNED}, {"state": RoomState.LIVE}):
        room = db.write(lambda s, fields=fields: make_room(s, s.get(User, owner.id), **fields))
        db.write(
            lambda s, room=room: actions.add_session(
                s, s.get(Series, series.id), s.get(Room, room.id), s.get(User, owner.id)
            )
        )
    off = db.write(lambda s: make_room(s, s.get(User, owner.id), state=RoomState.PLANNED))
    db.write(
        lambda s: actions.add_session(
            s, s.get(Series, series.id), s.get(Room, off.id), s.get(User, owner.id)
        )
    )

    def call_off(s):
        s.get(Room, off.id).state = RoomState.ENDED
        s.get(Room, off.id).cancelled_at = BEGIN

    db.write(call_off)

    assert len(read(db, series).sessions) == 1


def test_guests_are_separate_with_one_row_per_session(db, series, hold):
    hold(0, {"Ada": 60, "Guest": 40}, guests=("Guest",))
    hold(1, {"Guest": 20}, guests=("Guest",))

    sums = read(db, series)

    assert [row.name for row in sums.people] == ["Ada", "Berik"]
    assert [(row.name, row.minutes, row.planned_minutes) for row in sums.guests] == [
        ("Guest", 40, 60),
        ("Guest", 20, 60),
    ]
    assert len({row.identity for row in sums.rows}) == 4


def test_correction_counts_instead_of_the_measurement(db, owner, series, hold):
    room = hold(0, {"Ada": 10})

    def correct(s):
        person = s.query(Person).filter_by(name="Ada").one()
        s.add(
            Correction(
                room_id=room.id,
                person_id=person.id,
                status=Status.PRESENT,
                minutes=60,
                reason="Sat beside a colleague",
                by_user_id=owner.id,
                corrected_at=BEGIN,
            )
        )

    db.write(correct)

    ada = read(db, series).rows[0]
    assert (ada.minutes, ada.present) == (60, 1)


def test_share_never_exceeds_100_percent(db, series, hold):
    """They stayed longer than planned."""
    room = hold(0, {"Ada": 60})
    db.write(lambda s: setattr(s.get(Room, room.id), "planned_minutes", 45))

    assert read(db, series).rows[0].percent == 100
