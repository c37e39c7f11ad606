"""The first content of a new server, and the links that it prints."""

import re

from webinar import demo, starting
from webinar.accounts.models import User
from webinar.accounts.queries import all_users, find_invitation
from webinar.rooms import actions
from webinar.rooms.queries import find_room

from .factories import make_change, make_module, make_user

LIBRARY = {demo.MODULE: make_module(demo.MODULE)}


def test_the_demo_has_a_session_with_a_presenter_and_an_organiser(db):
    made = db.write(lambda session: demo.prepare(session, LIBRARY, 24))

    with db.read() as session:
        assert find_room(session, made.code).title == "Demo en"
        assert find_invitation(session, made.presenter) is not None
        assert find_invitation(session, made.organiser) is not None


def test_a_second_start_goes_on_with_the_same_session(db):
    first = db.write(lambda session: demo.prepare(session, LIBRARY, 24))

    second = db.write(lambda session: demo.prepare(session, LIBRARY, 24))

    assert second.code == first.code
    assert second.presenter != first.presenter


def test_after_the_session_ended_a_start_makes_a_new_one(db):
    first = db.write(lambda session: demo.prepare(session, LIBRARY, 24))

    def end(session):
        actions.end(make_change(session, find_room(session, first.code)), None)

    db.write(end)

    assert db.write(lambda session: demo.prepare(session, LIBRARY, 24)).code != first.code


def test_what_is_printed_holds_the_three_links_the_code_and_a_qr(app):
    own = app.extensions["webinar"]

    printed = starting._links(own)

    assert len(re.findall(r"/welcome/[\w-]{43}", printed)) == 2
    assert re.search(r"/join/\w{8}   code \w{4} \w{4}", printed)
    assert "█" in printed


def test_the_first_administrator_comes_by_a_link_until_somebody_has_a_password(db):
    token = db.write(starting._first_link)
    again = db.write(starting._first_link)

    with db.read() as session:
        assert len(all_users(session)) == 1
        assert find_invitation(session, again) is not None
    assert token != again

    db.write(lambda session: make_user(session, password_hash="argon2"))
    assert db.write(starting._first_link) is None


def test_no_account_of_a_new_server_has_a_password(app):
    own = app.extensions["webinar"]
    starting._links(own)

    with own.db.read() as session:
        assert {user.password_hash for user in session.query(User)} == {""}
