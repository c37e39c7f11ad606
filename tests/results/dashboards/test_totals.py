"""A cohort over its sessions: sums, people who fall behind, and access to the page."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import (
    invite,
    make_cohort,
    make_member,
    make_poll,
    make_room,
    make_user,
    match,
)
from tests.people.accounts.browsing import signed_in
from tests.results.reports.making import be_there, cast
from webinar.kit import clock
from webinar.live.polls.models import PollState
from webinar.people.accounts.models import User, UserRole
from webinar.results.attendance.models import Status
from webinar.results.dashboards.cohort_reading import Group
from webinar.results.dashboards.cohort_sections import dashboard
from webinar.results.dashboards.totals import (
    BehindReason,
    Entry,
    HeldSession,
    reasons_behind,
    right_answers,
    total,
)
from webinar.results.series.models import Series, SeriesSession
from webinar.results.series.sums import Part
from webinar.room.cohorts.queries import people_of
from webinar.room.rooms.models import RoomState

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
PRESENT, PARTLY, ABSENT = Status.PRESENT, Status.PARTLY, Status.ABSENT
ADA_ID = 1


def held(*entries, is_over=True):
    """A session of people numbered from 1: each a status, or one with right answers of quizzes."""
    by_person = {}
    for person, entry in enumerate(entries, ADA_ID):
        status, right, quizzes = entry if isinstance(entry, tuple) else (entry, 0, 0)
        minutes = 0 if status is ABSENT else 60
        by_person[person] = Entry(
            Part(status, minutes, quizzes, status is not ABSENT), right, quizzes
        )
    return HeldSession("CODE2345", "Session", NOW, is_over, 4, by_person, None)


def why(sessions):
    return reasons_behind(sessions, ADA_ID, right_answers(sessions))


def test_person_sums_only_the_sessions_that_expected_them():
    sessions = [held((PRESENT, 3, 4), PRESENT), held((PARTLY, 1, 2)), held()]

    sums = total(sessions, ADA_ID)

    assert (sums.attendance.sessions, sums.attendance.present, sums.attendance.minutes) == (
        2,
        1,
        120,
    )
    assert (sums.right, sums.quizzes) == (4, 6)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([PRESENT], []),
        ([ABSENT], []),
        ([PRESENT, PRESENT, ABSENT], []),
        ([PRESENT, PRESENT, PRESENT, ABSENT, ABSENT], [BehindReason.LAST_MISSED]),
        ([PARTLY, PRESENT], []),
        ([PARTLY, PARTLY, PRESENT], [BehindReason.SELDOM_PRESENT]),
        ([PRESENT, ABSENT, ABSENT], [BehindReason.LAST_MISSED, BehindReason.SELDOM_PRESENT]),
    ],
)
def test_person_who_misses_sessions_falls_behind(statuses, expected):
    assert why([held(status) for status in statuses]) == expected


@pytest.mark.parametrize(
    ("own", "others", "expected"),
    [((1, 4), (19, 20), [BehindReason.SELDOM_RIGHT]), ((1, 3), (19, 20), []), ((2, 8), (2, 8), [])],
)
def test_person_right_far_less_often_than_the_group_falls_behind(own, others, expected):
    assert why([held((PRESENT, *own), (PRESENT, *others))]) == expected


def test_running_session_counts_against_nobody():
    sessions = [held(PRESENT), held(ABSENT), held(ABSENT, is_over=False)]

    assert why(sessions) == []


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Aida"))


@pytest.fixture
def cohort_id(db, owner):
    def make(s):
        user = s.get_one(User, owner.id)
        cohort = make_cohort(s, user, "Spring <b>cohort</b>", ["Ada <script>", "Bek"])
        ada, bek = people_of(s, cohort)
        series = Series(owner_id=user.id, title="S1", cohort_id=cohort.id, created_at=clock.now())
        s.add(series)
        s.flush()
        for week, people in enumerate([[ada, bek], [ada], [ada]]):
            room = make_room(s, user, state=RoomState.ENDED, title=f"Week {week}")
            room.started_at = clock.now() - timedelta(days=21 - 7 * week)
            room.ended_at = room.started_at + timedelta(minutes=60)
            invite(s, room, cohort)
            poll = make_poll(s, room, "a", "b", correct=("a",), state=PollState.CLOSED)
            for person in people:
                member = make_member(s, room, person.name)
                match(s, member, person)
                be_there(s, member, room.started_at, 3600)
                cast(s, poll, member, "a" if person is ada else "b")
            if week == 0:
                s.add(SeriesSession(room_id=room.id, series_id=series.id, position=0))
        return cohort.id

    return db.write(make)


def test_page_shows_each_person_in_each_session(app, owner, cohort_id):
    page = signed_in(app, owner).get(f"/desk/cohorts/{cohort_id}/dashboard").text

    assert "3 sessions have begun" in page
    assert "absent from the last two sessions" in page and "present in 1 of 3 sessions" in page
    assert page.count('class="dash-cell present"') == 4
    assert page.count('class="dash-cell absent"') == 2
    assert "Ada &lt;script&gt;" in page and "style=" not in page


def test_empty_session_has_no_average_and_same_day_sessions_are_told_apart(app):
    group = Group(1, "Cohort", [], [held(PRESENT), held(ABSENT)], {}, None)
    with app.test_request_context():
        summary, _present, minutes, answered, *_ = dashboard(group, "en", 1).sections[0].blocks

    days = "on 1 · Nov 26 (100%), fewest on 2 · Nov 26 (0%)"
    assert days in "".join(word.text for word in summary.line)
    assert [bar.value for bar in minutes.rows] == ["60", "—"]
    assert [bar.value for bar in answered.rows] == ["0 of 4", "—"]


def test_series_filter_shows_only_its_sessions(app, owner, cohort_id):
    page = signed_in(app, owner).get(f"/desk/cohorts/{cohort_id}/dashboard?series=1").text

    assert "1 session has begun" in page and "Week 1" not in page


@pytest.mark.parametrize("query", ["", "?series=1"])
def test_cohort_of_another_organiser_is_not_found(app, db, cohort_id, query):
    stranger = signed_in(app, db.write(lambda s: make_user(s, "Stranger")))

    assert stranger.get(f"/desk/cohorts/{cohort_id}/dashboard{query}").status_code == 404
    assert stranger.get("/desk/cohorts/999/dashboard").status_code == 404


def test_series_of_another_cohort_is_not_found(app, db, owner, cohort_id):
    other = db.write(lambda s: make_cohort(s, s.get_one(User, owner.id)).id)

    assert signed_in(app, owner).get(f"/desk/cohorts/{other}/dashboard?series=1").status_code == 404


def test_presenter_may_not_see_a_cohort_dashboard(app, db, cohort_id):
    presenter = db.write(lambda s: make_user(s, "Grace", UserRole.PRESENTER))

    response = signed_in(app, presenter).get(f"/desk/cohorts/{cohort_id}/dashboard")

    assert response.status_code == 403


def test_administrator_sees_all_and_an_empty_cohort_says_so(app, db, owner):
    admin = db.write(lambda s: make_user(s, "Root", UserRole.ADMIN))
    empty = db.write(lambda s: make_cohort(s, s.get_one(User, owner.id)).id)

    page = signed_in(app, admin).get(f"/desk/cohorts/{empty}/dashboard").text

    assert "No session of this cohort has begun yet" in page
