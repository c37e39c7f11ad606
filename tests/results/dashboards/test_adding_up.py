"""The totals of a series and the dashboard of its cohort show the same figures."""

from datetime import timedelta

import pytest

from tests.factories import (
    invite,
    make_cohort,
    make_member,
    make_person,
    make_poll,
    make_room,
    make_user,
    match,
)
from tests.results.reports.making import be_there, cast
from webinar.kit import clock
from webinar.live.polls.models import PollState
from webinar.operate.personal.actions import keep_for
from webinar.operate.personal.purging import purge_due
from webinar.results.attendance.models import Correction, Status
from webinar.results.dashboards.cohort_reading import read
from webinar.results.dashboards.cohort_sections import dashboard
from webinar.results.dashboards.totals import total
from webinar.results.series import actions
from webinar.results.series.models import Series
from webinar.results.series.totals import totals
from webinar.room.cohorts.models import Cohort
from webinar.room.rooms.models import RoomState


class Course:
    """Four people and the events of their seven sessions, a week apart."""

    def __init__(self, session):
        self.session = session
        self.owner = make_user(session, "Aida")
        self.cohort = make_cohort(session, self.owner)
        self.people = {
            name: make_person(session, self.cohort, name) for name in ("Ada", "Bek", "Cai", "Dina")
        }
        self.series = actions.create_series(session, self.owner, "Course", self.cohort)
        for person in self.people.values():
            person.added_at = clock.now() - timedelta(weeks=10)
        self.matched_guest()
        self.corrected()
        self.longer_than_planned()
        self.with_somebody_removed_since()
        self.cancelled()
        self.running()
        self.to_be_purged()
        session.flush()

    def hold(self, week, planned=60, lasted=60):
        room = make_room(self.session, self.owner, state=RoomState.ENDED, planned_minutes=planned)
        room.started_at = clock.now() - timedelta(weeks=8 - week)
        room.ended_at = room.started_at + timedelta(minutes=lasted)
        invite(self.session, room, self.cohort)
        actions.add_session(self.session, self.series, room, self.owner)
        return room

    def come(self, room, name, seconds, person=""):
        """Let somebody join under a typed name; `person` is their match on the roster."""
        member = make_member(self.session, room, name)
        be_there(self.session, member, room.started_at, seconds)
        if person:
            match(self.session, member, self.people[person])
        return member

    def correct(self, room, status=None, minutes=None, **subject):
        self.session.add(
            Correction(
                room_id=room.id,
                status=status,
                minutes=minutes,
                reason="On paper",
                by_user_id=self.owner.id,
                corrected_at=clock.now(),
                **subject,
            )
        )

    def matched_guest(self):
        """A phone and a laptop of one person, who answered on both."""
        room = self.hold(0)
        poll = make_poll(self.session, room, "a", "b", correct=("a",), state=PollState.CLOSED)
        for name, seconds in (("ada phone", 1799), ("Ada", 3001)):
            cast(self.session, poll, self.come(room, name, seconds, "Ada"), "a")
        self.come(room, "Somebody", 2000)

    def corrected(self):
        """Corrections of a person, of an absentee, and of a guest who was matched afterwards."""
        room = self.hold(1)
        self.come(room, "Ada", 100, "Ada")
        guest = self.come(room, "B.", 500, "Bek")
        self.correct(room, Status.PRESENT, 60, person_id=self.people["Ada"].id)
        self.correct(room, Status.PARTLY, member_id=guest.id)
        self.correct(room, None, 90, person_id=self.people["Cai"].id)

    def longer_than_planned(self):
        room = self.hold(2, planned=45, lasted=75)
        self.come(room, "Ada", 75 * 60, "Ada")
        self.come(room, "Cai", 44 * 60 + 31, "Cai")

    def with_somebody_removed_since(self):
        room = self.hold(3, lasted=20)
        self.come(room, "Dina", 1100, "Dina")
        self.people["Dina"].removed_at = room.ended_at + timedelta(days=1)

    def cancelled(self):
        """One session cancelled before it began, and one ended at once."""
        room = self.hold(4)
        room.started_at, room.cancelled_at = None, clock.now()
        self.hold(4, lasted=0)

    def running(self):
        room = self.hold(5)
        room.state, room.ended_at = RoomState.LIVE, None
        self.come(room, "Ada", 600, "Ada")

    def to_be_purged(self):
        room = self.hold(6)
        self.come(room, "Ada", 3600, "Ada")
        keep_for(self.session, room, self.owner, 0, 0)


@pytest.fixture
def course(db):
    ids = db.write(lambda s: (made := Course(s), (made.cohort.id, made.series.id))[1])
    purge_due(db)
    return ids


@pytest.fixture
def both(db, course):
    """The totals and the dashboard of the same series."""
    cohort_id, series_id = course
    with db.read() as s:
        series_totals = totals(s, s.get_one(Series, series_id))
        return series_totals, read(s, s.get_one(Cohort, cohort_id), series_id, "en", clock.now())


def sums_of(sums):
    return (sums.sessions, sums.present, sums.partly, sums.absent, sums.minutes, sums.answered)


def test_everybody_has_the_same_sums_in_both(both):
    series, group = both
    finished = [session for session in group.held_sessions if session.is_over]

    in_series = {row.identity.person_id: sums_of(row) for row in series.people}
    in_group = {
        person.id: sums_of(total(finished, person.id).attendance) for person in group.people
    }

    assert [session.code for session in finished] == [session.code for session in series.sessions]
    assert in_group == in_series
    assert {person.name: in_group[person.id] for person in group.people} == {
        "Ada": (5, 3, 0, 2, 60 + 50 + 75, 1),
        "Bek": (5, 0, 1, 4, 8, 0),
        "Cai": (5, 2, 0, 3, 90 + 45, 0),
        "Dina": (4, 1, 0, 3, 18, 0),
    }


def test_dashboard_session_counts_the_same_people_as_the_series(both):
    series, group = both

    for place, session in enumerate(session for session in group.held_sessions if session.is_over):
        parts = [row.parts[place] for row in series.people if row.parts[place]]
        assert session.expected == len(parts)
        for status in Status:
            assert session.status_count(status) == sum(part.status is status for part in parts)
        assert sum(entry.part.minutes for entry in session.entries.values()) == sum(
            part.minutes for part in parts
        )


def test_session_that_forgot_its_people_has_no_figures(both):
    _series, group = both

    board = dashboard(group, "en", 1)

    [bars] = [block for block in board.sections[0].blocks if getattr(block, "told", "")][:1]
    assert [row.value for row in bars.rows][-1] == "—"
    assert [row["is_listed"] for row in board.matrix] == [True, True, True, False]


def test_dashboard_shows_the_last_page_for_one_beyond_it(both, monkeypatch):
    monkeypatch.setattr("webinar.results.dashboards.cohort_sections.ROWS_ON_A_PAGE", 3)
    _series, group = both

    board = dashboard(group, "en", 99)

    assert [row["name"] for row in board.matrix] == [group.people[3].name]
    assert (board.part.page, board.part.pages) == (2, 2)
