"""The console uses the language that its host chose or signed in with."""

import pytest

from config import Settings
from tests.factories import make_change, make_member, make_room, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.kit.permissions import Role
from webinar.people.accounts.models import User
from webinar.room.rooms.models import Member, Room
from webinar.room.sessions import team


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Grace"))


@pytest.fixture
def room(db, owner):
    return db.write(lambda s: make_room(s, owner=s.get(User, owner.id)))


def sign_in(app, user, browser_language):
    """Sign in by a link, in a browser that prefers this language."""
    visitor = Visitor(app)
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = browser_language
    assert visitor.sign_in_by_link(user).status_code == 303
    return visitor


def console(visitor, room):
    return visitor.get(f"/rooms/{room.code}/console").text


def language_of(db, user):
    with db.read() as session:
        return session.get(User, user.id).language


def test_account_takes_the_language_of_its_first_sign_in_page(db, app, owner):
    sign_in(app, owner, "ru-RU")
    sign_in(app, owner, "kk-KZ")

    assert language_of(db, owner) == "ru"


def test_language_chosen_with_the_invitation_stays(db, app):
    invited = db.write(lambda s: make_user(s, language="kk"))

    sign_in(app, invited, "ru-RU")

    assert language_of(db, invited) == "kk"


def test_organisers_console_and_stage_use_the_sign_in_language(app, owner, room):
    visitor = sign_in(app, owner, "ru-RU")

    assert '<html lang="ru"' in console(visitor, room)
    assert '<html lang="ru"' in visitor.get(f"/rooms/{room.code}/stage").text


def test_presenter_appointed_before_signing_in_reads_their_own_language(db, app, room):
    """Planted fault: the member took the language that the account had when appointed."""
    presenter = db.write(lambda s: make_user(s, "Alan"))
    db.write(lambda s: team.appoint(make_change(s, s.get(Room, room.id)), presenter.id))

    assert '<html lang="ru"' in console(sign_in(app, presenter, "ru-RU"), room)


def test_a_second_device_does_not_change_the_language_of_the_first(db, app, owner, room):
    laptop = sign_in(app, owner, "ru-RU")
    console(laptop, room)
    db.write(lambda s: setattr(s.query(Member).one(), "language", "en"))

    phone = sign_in(app, owner, "kk-KZ")

    assert '<html lang="en"' in console(phone, room)


def test_language_chosen_on_the_console_is_kept_for_the_next_session(db, app, owner, room):
    visitor = sign_in(app, owner, "ru-RU")
    console(visitor, room)
    later = db.write(lambda s: make_room(s, owner=s.get(User, owner.id)))

    visitor.post(f"/rooms/{room.code}/do/member.language", language="kk")

    assert language_of(db, owner) == "kk"
    assert '<html lang="kk"' in console(visitor, later)


def test_language_chosen_on_the_desk_applies_to_the_console(db, app, owner, room):
    visitor = sign_in(app, owner, "en")
    visitor.get("/desk")

    visitor.post("/language", language="ru", next="/desk")

    assert language_of(db, owner) == "ru"
    assert '<html lang="ru"' in console(visitor, room)


def test_participant_without_an_account_changes_no_accounts_language(db, rig, scene):
    user = db.write(lambda s: make_user(s, language="ru"))

    assert rig.do(scene.ada, "member.language", language="kk")["ok"]

    assert language_of(db, user) == "ru"


def test_presenter_of_another_session_cannot_open_the_console(db, app, room):
    stranger = db.write(lambda s: make_user(s, "Alan"))
    other = db.write(make_room)
    db.write(lambda s: make_member(s, s.get(Room, other.id), role=Role.PRESENTER, user=stranger))

    assert signed_in(app, stranger).get(f"/rooms/{room.code}/console").status_code == 404


@pytest.mark.parametrize("is_https", [True, False])
def test_language_cookie_is_secure_only_with_https(app, monkeypatch, is_https):
    visitor = Visitor(app)
    visitor.get("/")
    monkeypatch.setattr(Settings, "is_https", is_https)

    cookie = visitor.post("/language", language="kk").headers["Set-Cookie"]

    assert cookie.startswith("language=kk;")
    assert ("Secure" in cookie) == is_https
