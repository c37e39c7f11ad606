"""Browsers that were signed out elsewhere are found, and their sockets are closed."""

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
    """The sockets of Dana and of another user, each in their own browser."""

    def build(session):
        room = make_room(session)
        connections = []
        for user in (dana, make_user(session)):
            member = make_member(session, room, user.name, Role.PRESENTER, user=user)
            browser, _ = begin_user(session, user, new_token(), {})
            connections.append(Connection(f"sid{user.id}", "eio", room.id, member.id, browser.id))
        return connections

    return db.write(build)


@pytest.fixture
def closed(app, seats):
    live = app.extensions["webinar"].live
    for seat in seats:
        live.connections.add(seat)
    closed_sockets = []
    live.doors.close = closed_sockets.append
    return closed_sockets


def test_account_closed_by_command_line_loses_its_sockets(app, db, dana, seats, closed):
    live = app.extensions["webinar"].live
    live.close_removed()
    assert closed == []

    db.write(lambda s: disable_user(s, dana.id))
    live.close_removed()

    assert closed == [seats[0]]


def test_expired_browser_loses_its_sockets(app, db, seats, closed):
    def expire(session):
        session.get(Browser, seats[0].browser_id).expires_at -= USER_LASTS

    db.write(expire)
    app.extensions["webinar"].live.close_removed()

    assert closed == [seats[0]]


def test_ended_browsers_are_found_for_any_number_of_ids(db, seats):
    ids = [*range(100_000, 140_000), seats[0].browser_id]

    with db.read() as session:
        assert ended_browsers(session, ids) == {*range(100_000, 140_000)}
        assert ended_browsers(session, []) == set()
