"""Sockets of browsers that were signed out somewhere else are closed: here it is looked for."""

import pytest

from tests.factories import make_member, make_room, make_user
from webinar.kit.permissions import Role
from webinar.kit.tokens import new_token
from webinar.people.accounts.actions import disable_user
from webinar.people.accounts.browsers import USER_LASTS, begin_user
from webinar.people.accounts.models import Browser
from webinar.room.engine.connections import Connection
from webinar.room.rooms.seats import ended_browsers


@pytest.fixture
def dana(db):
    return db.write(make_user)


@pytest.fixture
def seats(db, dana):
    """Dana and somebody else at sockets of their own, each at a browser."""

    def build(session):
        room = make_room(session)
        made = []
        for user in (dana, make_user(session)):
            member = make_member(session, room, user.name, Role.PRESENTER, user=user)
            browser, _ = begin_user(session, user, new_token(), {})
            made.append(Connection(f"sid{user.id}", "eio", room.id, member.id, browser.id))
        return made

    return db.write(build)


@pytest.fixture
def closed(app, seats):
    live = app.extensions["webinar"].live
    for one in seats:
        live.connections.add(one)
    found = []
    live.doors.close = found.append
    return found


def test_an_account_that_the_command_line_closed_runs_the_session_no_longer(
    app, db, dana, seats, closed
):
    live = app.extensions["webinar"].live
    live.close_removed()
    assert closed == []

    db.write(lambda s: disable_user(s, dana.id))
    live.close_removed()

    assert closed == [seats[0]]


def test_a_session_whose_time_is_over_is_closed_too(app, db, seats, closed):
    def age(session):
        session.get(Browser, seats[0].browser_id).expires_at -= USER_LASTS

    db.write(age)
    app.extensions["webinar"].live.close_removed()

    assert closed == [seats[0]]


def test_it_is_asked_for_any_number_at_once(db, seats):
    ids = [*range(100_000, 140_000), seats[0].browser_id]

    with db.read() as session:
        assert ended_browsers(session, ids) == {*range(100_000, 140_000)}
        assert ended_browsers(session, []) == set()
