"""Making a series, its sessions, and access to it."""

import pytest
from sqlalchemy import select

from tests.factories import invite, make_cohort, make_room, make_user
from tests.overlapping_transactions import overlapping
from tests.people.accounts.browsing import signed_in
from webinar.kit.errors import Refused
from webinar.people.accounts.models import User, UserRole
from webinar.results.series import actions, queries
from webinar.results.series.models import Series
from webinar.room.cohorts.models import Invited
from webinar.room.rooms.models import Room, RoomState


@pytest.fixture
def series(db, owner, cohort):
    return db.write(
        lambda s: actions.create_series(s, s.get(User, owner.id), "Course", s.merge(cohort))
    )


def add(db, series, room, organiser):
    db.write(
        lambda s: actions.add_session(
            s, s.get(Series, series.id), s.get(Room, room.id), s.get(User, organiser.id)
        )
    )


def titles(db, series):
    with db.read() as s:
        return [room.title for room in queries.sessions_of(s, s.get(Series, series.id))]


def rooms(db, owner, *names):
    return [
        db.write(
            lambda s, name=name: make_room(
                s, s.get(User, owner.id), state=RoomState.PLANNED, title=name
            )
        )
        for name in names
    ]


def test_sessions_keep_their_given_order(db, owner, series):
    added = rooms(db, owner, "One", "Two", "Three")
    for room in added:
        add(db, series, room, owner)

    def move(room, is_earlier):
        db.write(
            lambda s: actions.move(s, s.get(Series, series.id), room.id, is_earlier=is_earlier)
        )

    move(added[2], True)
    assert titles(db, series) == ["One", "Three", "Two"]
    move(added[0], False)
    assert titles(db, series) == ["Three", "One", "Two"]
    move(added[2], True)
    move(added[2], True)
    # A session at the top of the list cannot move further up.
    assert titles(db, series) == ["Three", "One", "Two"]


def test_added_session_gets_the_cohort_unless_it_has_another(db, owner, series, cohort):
    uninvited, invited = rooms(db, owner, "One", "Two")
    another = db.write(lambda s: make_cohort(s, s.get(User, owner.id), "Another"))
    db.write(lambda s: s.add(Invited(room_id=invited.id, cohort_id=another.id)))

    add(db, series, uninvited, owner)
    add(db, series, invited, owner)

    with db.read() as s:
        assert s.get(Invited, uninvited.id).cohort_id == cohort.id
        assert s.get(Invited, invited.id).cohort_id == another.id


def test_foreign_or_already_added_session_is_refused(db, owner, other, series, room):
    other_room = rooms(db, other, "Theirs")[0]
    with pytest.raises(Refused, match="unknown_session"):
        add(db, series, other_room, other)
    add(db, series, room, owner)
    with pytest.raises(Refused, match="session_in_series"):
        add(db, series, room, owner)


def test_removed_session_and_sessions_of_a_deleted_series_survive(db, owner, series, room):
    add(db, series, room, owner)
    db.write(
        lambda s: actions.take_out(s, s.get(Series, series.id), room.id, s.get(User, owner.id))
    )
    assert titles(db, series) == []
    add(db, series, room, owner)

    db.write(lambda s: actions.delete_series(s, s.get(Series, series.id), s.get(User, owner.id)))

    with db.read() as s:
        assert s.scalars(select(Series)).all() == []
        assert s.get(Room, room.id) is not None


def test_pages_create_fill_and_show_a_series(db, organiser, room, cohort):
    organiser.get("/desk/series")
    answer = organiser.post("/desk/series", title="Осенний курс", cohort=str(cohort.id))
    assert answer.status_code == 303
    page = organiser.get(answer.location)
    assert "Осенний курс" in page.text and cohort.name in page.text

    organiser.post(answer.location, add=room.code)

    page = organiser.get(answer.location).text
    assert f"/desk/{room.code}" in page
    assert "Осенний курс" in organiser.get(f"/desk/{room.code}").text
    assert "1 session" in organiser.get("/desk/series").text


def test_the_page_of_a_series_shows_what_each_person_attended(db, owner, organiser, series, cohort):
    def work(s):
        for number in (1, 2):
            host = s.get(User, owner.id)
            held = make_room(s, host, state=RoomState.ENDED, title=f"Held {number}")
            invite(s, held, s.merge(cohort))
            actions.add_session(s, s.get(Series, series.id), held, host)

    db.write(work)

    page = organiser.get(f"/desk/series/{series.id}").text

    assert page.count("<bdi>Berik</bdi>") == 2
    assert "Over 2 sessions" in page and "0 of 2" in page


def test_new_session_can_be_made_within_a_series(db, organiser, series, cohort, library):
    page = organiser.get(f"/desk/new?series={series.id}")
    assert "Course" in page.text
    module = next(iter(library.modules))

    answer = organiser.post("/desk/new", module=module, title="Third", series=str(series.id))

    assert answer.status_code == 303
    assert titles(db, series) == ["Third"]


def test_title_is_required_and_the_cohort_must_be_the_organisers_own(db, organiser, other):
    other_cohort = db.write(lambda s: make_cohort(s, s.get(User, other.id)))
    organiser.get("/desk/series")

    for fields in ({"title": " "}, {"title": "Course", "cohort": str(other_cohort.id)}):
        assert organiser.post("/desk/series", **fields).status_code == 422
    with db.read() as s:
        assert s.scalars(select(Series)).all() == []


def test_series_of_another_organiser_is_not_found(app, db, series, other, admin, room):
    stranger = signed_in(app, other)
    stranger.get("/desk/series")
    path = f"/desk/series/{series.id}"

    assert stranger.get(path).status_code == 404
    assert stranger.post(path, title="Mine").status_code == 404
    assert stranger.post(f"{path}/delete").status_code == 404
    assert ">Course<" not in stranger.get("/desk/series").text
    own_series = stranger.post("/desk/series", title="Own")
    assert stranger.post(own_series.location, add=room.code).status_code == 422
    assert signed_in(app, admin).get(path).status_code == 200


def test_presenter_has_no_series(app, db):
    visitor = signed_in(app, db.write(lambda s: make_user(s, role=UserRole.PRESENTER)))
    assert visitor.get("/desk/series").status_code == 403


def test_two_sessions_added_at_once_get_consecutive_places(db, owner, series):
    first, second = rooms(db, owner, "One", "Two")

    def put(room):
        return lambda s: actions.add_session(
            s, s.get(Series, series.id), s.get(Room, room.id), s.get(User, owner.id)
        )

    overlapping(db, put(first), put(second))

    assert titles(db, series) == ["One", "Two"]


def test_renaming_a_series_deleted_meanwhile_is_refused(db, owner, series):
    def own(session):
        own_series = queries.find_own_series(session, session.get(User, owner.id), series.id)
        if own_series is None:
            raise Refused("unknown_series")
        return own_series

    def delete(session):
        actions.delete_series(session, own(session), session.get(User, owner.id))

    def rename(session):
        actions.change_series(session, own(session), session.get(User, owner.id), "Other", None)

    with pytest.raises(Refused, match="unknown_series"):
        overlapping(db, delete, rename)
