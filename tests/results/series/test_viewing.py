"""A viewer reads finished sessions of their cohorts and series totals, and nothing else."""

import pytest

from tests.factories import invite, make_cohort, make_member, make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.people.accounts.models import User, UserRole
from webinar.results.series import actions, helpers
from webinar.results.series.models import Series
from webinar.room.cohorts.models import Cohort
from webinar.room.rooms.models import Room, RoomState


@pytest.fixture
def session(db, owner, cohort):
    """Make a session for the cohort in this state."""

    def make(state, title="Held", **fields):
        def work(s):
            room = make_room(s, s.get(User, owner.id), state=state, title=title)
            invite(s, room, s.get(Cohort, cohort.id))
            for name, value in fields.items():
                setattr(room, name, value)
            return room

        return db.write(work)

    return make


@pytest.fixture
def viewer(app, db, owner, cohort):
    def work(s):
        user = make_user(s, "Vera", UserRole.VIEWER, email="vera@x.example")
        organiser = s.get(User, owner.id)
        helpers.name_viewer(s, s.get(Cohort, cohort.id), organiser, user.email, "", "en")
        return user

    return signed_in(app, db.write(work))


def test_viewer_reads_a_finished_session_without_downloads(session, viewer):
    room = session(RoomState.ENDED)

    page = viewer.get(f"/rooms/{room.code}/report")

    assert page.status_code == 200
    assert "Held" in page.text and "Download" not in page.text
    assert f"/rooms/{room.code}/report" in viewer.get("/desk").text
    for path in ("report/attendance.csv", "report/answers.json", "report/tests.csv", "protocol"):
        assert viewer.get(f"/rooms/{room.code}/{path}").status_code == 404


@pytest.mark.parametrize("state", [RoomState.PLANNED, RoomState.LIVE])
def test_unfinished_session_is_hidden_from_the_viewer(session, viewer, state):
    room = session(state)

    assert viewer.get(f"/rooms/{room.code}/report").status_code == 404
    assert "Held" not in viewer.get("/desk").text


def test_cancelled_session_is_hidden_from_the_viewer(session, viewer):
    room = session(RoomState.ENDED, cancelled_at=clock.now())

    assert viewer.get(f"/rooms/{room.code}/report").status_code == 404


def test_sessions_of_other_cohorts_are_hidden_from_the_viewer(db, owner, viewer, session):
    def work(s):
        room = make_room(s, s.get(User, owner.id), state=RoomState.ENDED, title="Secret")
        invite(s, room, make_cohort(s, s.get(User, owner.id), "Another"))
        return room

    room = db.write(work)

    assert viewer.get(f"/rooms/{room.code}/report").status_code == 404
    assert "Secret" not in viewer.get("/desk").text


def test_viewer_reads_but_cannot_change_series_of_the_cohort(db, owner, viewer, session, cohort):
    held, planned = session(RoomState.ENDED), session(RoomState.PLANNED, "To come")

    def work(s):
        organiser = s.get(User, owner.id)
        series = actions.create_series(s, organiser, "Course", s.get(Cohort, cohort.id))
        for room in (held, planned):
            actions.add_session(s, series, s.get(Room, room.id), organiser)
        return series, actions.create_series(s, organiser, "Other course")

    series, other = db.write(work)

    page = viewer.get(f"/desk/series/{series.id}")
    assert page.status_code == 200
    assert "Berik" in page.text and "To come" not in page.text
    assert "Course" in viewer.get("/desk/series").text
    assert viewer.get(f"/desk/series/{other.id}").status_code == 404
    assert viewer.post(f"/desk/series/{series.id}", title="Mine").status_code == 403
    with db.read() as s:
        assert s.get(Series, series.id).title == "Course"


def test_series_totals_count_only_sessions_held_for_the_cohort(db, owner, viewer, session, cohort):
    held = session(RoomState.ENDED)

    def work(s):
        organiser = s.get(User, owner.id)
        series = actions.create_series(s, organiser, "Course", s.get(Cohort, cohort.id))
        actions.add_session(s, series, s.get(Room, held.id), organiser)
        another = make_room(s, organiser, state=RoomState.ENDED)
        invite(s, another, make_cohort(s, organiser, "Another", people=["Stranger"]))
        actions.add_session(s, series, another, organiser)
        return series, another

    series, another = db.write(work)

    page = viewer.get(f"/desk/series/{series.id}").text
    assert "Berik" in page and "Stranger" not in page and another.code not in page


def test_account_turned_viewer_loses_its_other_rights(app, db, session):
    room = session(RoomState.ENDED)
    helper = db.write(lambda s: make_user(s, "Was a presenter", UserRole.PRESENTER))
    db.write(lambda s: make_member(s, s.get(Room, room.id), role=Role.PRESENTER, user=helper))
    path = f"/rooms/{room.code}/report/attendance.csv"
    assert signed_in(app, helper).get(path).status_code == 200

    db.write(lambda s: setattr(s.get(User, helper.id), "role", UserRole.VIEWER))

    assert signed_in(app, helper).get(path).status_code == 404


def test_viewer_can_set_nothing_up(viewer, session):
    room = session(RoomState.PLANNED)

    assert viewer.get("/desk/new").status_code == 403
    assert viewer.get(f"/desk/{room.code}").status_code == 403
    assert viewer.get(f"/rooms/{room.code}/console").status_code == 404
    assert "There is nothing to read yet" in viewer.get("/desk").text
