"""A link opens the remote's page on a phone, and no other page."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import make_member, make_room, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.people.accounts.models import SignInLink, UserRole
from webinar.room.rooms.models import Room


@pytest.fixture
def dana(db):
    return db.write(lambda s: make_user(s, "Dana", UserRole.PRESENTER, password_hash="hash"))


@pytest.fixture
def room(db, dana):
    def build(session):
        row = make_room(session)
        make_member(session, row, "Dana", Role.PRESENTER, user=dana)
        return row

    return db.write(build)


@pytest.fixture
def laptop(app, dana, room):
    visitor = signed_in(app, dana)
    visitor.get(f"/rooms/{room.code}/console")
    return visitor


@pytest.fixture
def link(monkeypatch):
    """`link()` returns the address of the last link, which otherwise only the picture shows."""
    tokens = []
    from webinar.live.remote import views

    genuine = views.make_sign_in_link

    def make(*args, **kwargs):
        tokens.append(genuine(*args, **kwargs))
        return tokens[-1]

    monkeypatch.setattr(views, "make_sign_in_link", make)
    return lambda: f"/welcome/{tokens[-1]}"


def test_remote_page_gets_polls_without_texts_and_results(laptop, room):
    def polls(name):
        page = laptop.get(f"/rooms/{room.code}/{name}").text
        return json.loads(re.search(r'id="snapshot">(.*?)</script>', page, re.S)[1])["polls"]

    (short,), (whole,) = polls("remote"), polls("console")
    assert (short["state"], short["voters"]) == (whole["state"], whole["voters"]) == ("draft", 0)
    assert "why" in whole and not {"why", "texts", "figures"} & short.keys()


def test_form_on_the_remote_moves_slides_and_returns_to_it(db, laptop, room):
    page = laptop.get(f"/rooms/{room.code}/remote")
    assert "notes of welcome" in page.text

    answer = laptop.post(f"/rooms/{room.code}/do/slide.go", slide="1", back="remote")

    assert answer.location == f"/rooms/{room.code}/remote"
    with db.read() as session:
        assert session.get(Room, room.id).slide == 1


def test_remote_without_scripts_passes_over_hidden_slides(laptop, room):
    laptop.post(f"/rooms/{room.code}/do/slide.hide", slides="1", back="remote")

    page = laptop.get(f"/rooms/{room.code}/remote").text

    assert re.findall(r'name="slide" value="(\d+)"', page) == ["0", "2"]
    assert json.loads(re.search(r'id="snapshot">(.*?)</script>', page, re.S)[1])[
        "slides_hidden"
    ] == {"slides": [1]}


def test_remote_says_that_its_slide_is_hidden(laptop, room):
    laptop.post(f"/rooms/{room.code}/do/slide.hide", slides="0", back="remote")

    assert "Slide 1 of 3 · hidden" in laptop.get(f"/rooms/{room.code}/remote").text


def test_link_signs_the_same_person_in_on_the_phone_once(app, laptop, room, link):
    laptop.post(f"/rooms/{room.code}/remote/link")
    phone = Visitor(app)

    assert "Dana" in phone.get(link()).text
    answer = phone.post(link())

    assert answer.location == f"/rooms/{room.code}/remote"
    assert phone.get(answer.location).status_code == 200
    assert laptop.get(f"/rooms/{room.code}/console").status_code == 200, "the laptop stays"
    assert Visitor(app).get(link()).status_code == 410


def test_link_expires_after_five_minutes(app, db, laptop, room, link):
    laptop.post(f"/rooms/{room.code}/remote/link")

    with db.read() as session:
        until = select(SignInLink.expires_at).filter_by(goes_to=f"/rooms/{room.code}/remote")
        lifetime = session.scalars(until).one() - clock.now()

    assert timedelta(minutes=4) < lifetime <= timedelta(minutes=5)


def test_new_link_voids_the_previous_one(app, laptop, room, link):
    laptop.post(f"/rooms/{room.code}/remote/link")
    first = link()

    laptop.post(f"/rooms/{room.code}/remote/link")

    assert Visitor(app).get(first).status_code == 410
    assert Visitor(app).get(link()).status_code == 200


def test_link_secret_appears_only_in_the_picture(laptop, room, link):
    answer = laptop.post(f"/rooms/{room.code}/remote/link")

    assert answer.json["size"] > 20
    assert re.fullmatch(r"(M\d+ \d+h1v1h-1z)+", answer.json["path"])
    assert link().removeprefix("/welcome/") not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_phone_signed_in_by_the_link_has_no_account_or_console(app, laptop, room, link):
    """The QR code is shown on a screen that others may see."""
    laptop.post(f"/rooms/{room.code}/remote/link")
    phone = Visitor(app)
    phone.get(link())
    phone.post(link())

    for path in ("/desk", "/password", f"/rooms/{room.code}/console"):
        assert phone.get(path).location == "/sign-in"


def test_moderator_who_cannot_move_slides_gets_no_link(app, db, room):
    def build(session):
        user = make_user(session, "Mira", UserRole.PRESENTER)
        make_member(session, session.get(Room, room.id), "Mira", Role.MODERATOR, user=user)
        return user

    mira = signed_in(app, db.write(build))
    mira.get(f"/rooms/{room.code}/console")

    answer = mira.post(f"/rooms/{room.code}/remote/link")

    assert answer.location == f"/rooms/{room.code}/console"
    with db.read() as session:
        assert session.scalars(select(SignInLink).filter_by(used_at=None)).all() == []
