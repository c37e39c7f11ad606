"""A session lives on the server, its cookie holds only a secret, and both end at sign-out."""

import dataclasses
from datetime import timedelta

import pytest
from flask import session
from sqlalchemy import func, select

from tests.factories import make_user
from tests.people.accounts.browsing import Visitor, signed_in
from tests.warm_caches import warm_app
from webinar.kit import clock
from webinar.people.accounts import actions
from webinar.people.accounts.models import Browser, User
from webinar.people.accounts.sessions import current_session


def count_browsers(db):
    with db.read() as reading:
        return reading.scalar(select(func.count()).select_from(Browser))


@pytest.fixture
def closed(app, monkeypatch):
    """The browsers whose sockets the pages have closed."""
    browser_ids = []
    live = app.extensions["webinar"].live
    monkeypatch.setattr(live, "close_browser", browser_ids.append)
    return browser_ids


@pytest.fixture
def https_app(db, settings, library):
    app = warm_app(dataclasses.replace(settings, public_url="https://webinar.example"), library)
    yield app
    app.extensions["webinar"].db.close()


def test_session_cookie_is_http_only_and_same_site(app):
    response = app.test_client().get("/sign-in")

    [cookie] = response.headers.getlist("Set-Cookie")
    name, *flags = cookie.split("; ")
    assert name.startswith("session=")
    assert len(name) == len("session=") + 43
    assert set(flags) == {"HttpOnly", "Path=/", "SameSite=Lax"}


def test_cookie_over_https_is_secure_and_bound_to_the_host(https_app):
    response = https_app.test_client().get("/sign-in", base_url="https://webinar.example")

    [cookie] = response.headers.getlist("Set-Cookie")
    name, *flags = cookie.split("; ")
    assert name.startswith("__Host-session=")
    assert set(flags) == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


def test_browsing_without_signing_in_stores_no_browser(app, db):
    visitor = Visitor(app)

    visitor.get("/")
    visitor.get("/sign-in")
    visitor.post("/sign-in", email="nobody@example.test", password="x")

    assert visitor.cookie is not None
    assert count_browsers(db) == 0


def test_cookie_planted_before_sign_in_is_worthless_after_it(app, db):
    victim = Visitor(app)
    victim.get("/sign-in")
    planted = victim.cookie.value
    victim.sign_in_by_link(db.write(make_user))
    assert victim.is_signed_in

    attacker = Visitor(app)
    attacker.client.set_cookie("session", planted)

    assert not attacker.is_signed_in
    assert victim.cookie.value != planted


def test_malformed_cookie_is_replaced(app, db):
    visitor = Visitor(app)
    visitor.client.set_cookie("session", "x" * 20)

    visitor.get("/sign-in")

    assert len(visitor.cookie.value) == 43


def test_only_the_hash_of_the_secret_is_stored(app, db):
    visitor = signed_in(app, db.write(make_user))

    with db.read() as reading:
        [stored] = reading.scalars(select(Browser.token_hash)).all()

    assert visitor.cookie.value not in stored
    assert len(stored) == 64


def test_clock_stepping_back_signs_nobody_out(app, db, monkeypatch):
    visitor = signed_in(app, db.write(make_user))
    real = clock.now

    monkeypatch.setattr(clock, "now", lambda: real() - timedelta(hours=3))

    assert visitor.is_signed_in


def test_an_idle_user_is_asked_to_sign_in_again(app, db, monkeypatch):
    visitor = signed_in(app, db.write(make_user))
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(minutes=61))

    response = visitor.get("/desk")

    assert response.status_code == 303
    assert response.location == "/sign-in"
    visitor.sign_in_by_link(db.write(make_user))
    assert visitor.is_signed_in


def test_visiting_pages_keeps_a_user_signed_in(app, db, monkeypatch):
    visitor = signed_in(app, db.write(make_user))
    real = clock.now

    for minutes in (50, 100, 150):
        monkeypatch.setattr(clock, "now", lambda past=minutes: real() + timedelta(minutes=past))
        assert visitor.is_signed_in


def test_signing_out_ends_the_session_and_its_sockets(app, db, closed):
    visitor = signed_in(app, db.write(make_user))
    visitor.get("/desk")
    old = visitor.cookie.value
    with db.read() as reading:
        browser_id = reading.scalar(select(Browser.id))

    response = visitor.post("/sign-out")

    assert response.location == "/"
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert closed == [browser_id]
    assert count_browsers(db) == 0
    visitor.client.set_cookie("session", old)
    assert not visitor.is_signed_in


def test_disabled_user_is_signed_out_at_once(app, db):
    user = db.write(make_user)
    visitor = signed_in(app, user)

    db.write(lambda s: actions.disable_user(s, user.id))

    assert not visitor.is_signed_in


def test_leftover_browser_of_a_disabled_user_is_signed_out(app, db):
    user = db.write(make_user)
    visitor = signed_in(app, user)

    db.write(lambda s: setattr(s.get(User, user.id), "is_disabled", True))

    assert count_browsers(db) == 1
    assert not visitor.is_signed_in


def test_repeated_join_makes_one_browser(app, db):
    visitor = Visitor(app)
    visitor.get("/sign-in")
    headers = {"Cookie": f"session={visitor.cookie.value}"}

    ids = []
    for _ in range(2):
        with app.test_request_context(headers=headers):
            ids.append(current_session().ensure())

    assert ids[0] == ids[1]
    assert count_browsers(db) == 1


def test_guest_cookie_outlives_the_browser_window(app, db):
    with app.test_request_context():
        current_session().ensure()
        response = app.process_response(app.response_class())

    [cookie] = response.headers.getlist("Set-Cookie")
    assert "Max-Age=43200" in cookie


def test_session_data_is_kept_for_the_next_request(app, db):
    with app.test_request_context():
        session["colour"] = "green"
        token = current_session().cookie_token()
        app.process_response(app.response_class())

    with app.test_request_context(headers={"Cookie": f"session={token}"}):
        assert session["colour"] == "green"
        assert len(session) == 1


def test_late_request_does_not_revive_a_signed_out_session(app, db):
    user = db.write(make_user)
    visitor = signed_in(app, user)
    headers = {"Cookie": f"session={visitor.cookie.value}"}

    with app.test_request_context(headers=headers):
        session["late"] = True
        visitor.get("/desk")
        visitor.post("/sign-out")
        app.process_response(app.response_class())

    assert count_browsers(db) == 0


def test_public_page_does_not_look_up_the_session(app, db, monkeypatch):
    visitor = signed_in(app, db.write(make_user))
    lookups = []
    monkeypatch.setattr(
        "webinar.people.accounts.browsers.find_by_token",
        lambda *arguments: lookups.append(arguments),
    )

    response = visitor.get("/healthz")

    assert response.status_code == 200
    assert lookups == []
    assert "Cookie" not in response.headers.get("Vary", "")
