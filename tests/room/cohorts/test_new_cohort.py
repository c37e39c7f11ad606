"""A cohort made on a session's page is invited to it, and its page leads back to the session."""

import re

import pytest

from tests.factories import invite, make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.people.accounts.models import User
from webinar.results.series import actions
from webinar.room.cohorts import queries
from webinar.room.cohorts.models import Cohort
from webinar.room.rooms.models import Room, RoomState

MAKING = 'action="/desk/{code}/cohort/new"'


@pytest.fixture
def make_planned(db, owner):
    return lambda title="Planned", **fields: db.write(
        lambda s: make_room(s, s.merge(owner), state=RoomState.PLANNED, title=title, **fields)
    )


@pytest.fixture
def planned(make_planned, organiser):
    room = make_planned()
    organiser.get(f"/desk/{room.code}")
    return room


def invitations(db, *rooms):
    """For each session, the name of its cohort and whether guests may come."""
    with db.read() as s:
        found = [queries.invitation_of(s, s.get(Room, room.id)) for room in rooms]
        return [row and (s.get(Cohort, row.cohort_id).name, row.takes_guests) for row in found]


def names_of_cohorts(db):
    with db.read() as s:
        return sorted(cohort.name for cohort in s.query(Cohort))


def test_first_cohort_is_made_on_the_session_and_leads_back(db, organiser, planned):
    page = organiser.get(f"/desk/{planned.code}").text
    assert MAKING.format(code=planned.code) in page

    answer = organiser.post(f"/desk/{planned.code}/cohort/new", name="Officers")

    assert answer.status_code == 303
    assert re.fullmatch(r"/desk/cohorts/\d+", answer.location)
    assert invitations(db, planned) == [("Officers", True)]
    roster = organiser.get(answer.location).text
    head = roster[: roster.index('id="people"')]
    assert f'<a href="/desk/{planned.code}"><bdi>Planned</bdi></a>' in head
    organiser.post(f"{answer.location}/people/new", name="Ada")
    assert "Officers (1)" in organiser.get(f"/desk/{planned.code}").text


def test_another_cohort_keeps_whether_guests_may_come(db, organiser, cohort, planned):
    db.write(lambda s: invite(s, s.get(Room, planned.id), cohort, takes_guests=False))
    assert MAKING.format(code=planned.code) in organiser.get(f"/desk/{planned.code}").text

    organiser.post(f"/desk/{planned.code}/cohort/new", name="Officers")

    assert invitations(db, planned) == [("Officers", False)]


def test_cohort_is_made_once_if_the_form_comes_twice(db, organiser, planned):
    answers = [
        organiser.post(f"/desk/{planned.code}/cohort/new", name=name)
        for name in ("Officers", " Officers ")
    ]

    assert answers[0].location == answers[1].location
    assert names_of_cohorts(db) == ["Officers"]


def test_later_sessions_of_the_series_get_it_too(db, owner, organiser, planned, make_planned):
    later = [make_planned(), make_planned()]

    def begin(s):
        by = s.get(User, owner.id)
        series = actions.begin_series(s, s.get(Room, planned.id), by)
        for room in later:
            actions.add_session(s, series, s.get(Room, room.id), by)

    db.write(begin)
    page = organiser.get(f"/desk/{planned.code}").text
    [codes] = re.findall(r'name="also" value="([^"]+)" checked', page)

    answer = organiser.post(f"/desk/{planned.code}/cohort/new", name="Officers", also=codes)

    assert invitations(db, planned, *later) == [("Officers", True)] * 3
    assert "and 2 more" in organiser.get(answer.location).text


def test_cohort_without_a_name_is_refused_where_it_was_typed(db, organiser, planned):
    answer = organiser.post(f"/desk/{planned.code}/cohort/new", name="  ")

    assert answer.location == f"/desk/{planned.code}#cohort"
    assert "Write a name for the cohort." in organiser.get(f"/desk/{planned.code}").text
    assert names_of_cohorts(db) == []


def test_no_cohort_is_made_for_somebody_elses_session(app, db, owner, planned):
    grace = db.write(lambda s: make_user(s, "Grace"))
    stranger = signed_in(app, grace)
    stranger.get("/desk/new")
    own = db.write(lambda s: make_room(s, s.merge(grace), state=RoomState.PLANNED))

    assert stranger.post(f"/desk/{planned.code}/cohort/new", name="Mine").status_code == 404
    fields = {"name": "Mine", "also": planned.code}
    assert stranger.post(f"/desk/{own.code}/cohort/new", **fields).status_code == 404
    assert names_of_cohorts(db) == []


def test_session_that_is_over_is_no_way_on(db, owner, organiser, cohort):
    def held(s):
        room = make_room(s, s.merge(owner), state=RoomState.ENDED, title="Held")
        invite(s, room, cohort)

    db.write(held)

    assert "Invited to:" not in organiser.get(f"/desk/cohorts/{cohort.id}").text
