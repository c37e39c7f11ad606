"""A new secret key signs nobody out while the former key is listed."""

from dataclasses import replace

import pytest
from werkzeug.http import parse_cookie
from werkzeug.wrappers import Response

from config import UnsafeSettings
from tests.conftest import SECRET
from tests.factories import make_room, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from tests.test_config import KEY
from tests.test_config import settings as read_settings
from tests.warm_caches import warm_app
from webinar.connect.xapi.statement_jobs import place_of
from webinar.connect.xapi.statements import Actor, agent
from webinar.kit.tokens import derived_token, is_derived, shown_token, token_hash
from webinar.operate.commands.proof import HEADER, proof
from webinar.people.accounts.devices import known_device, remember_device

pytestmark = pytest.mark.same_statements

NEW_KEY = "another-key-of-a-test-0123456789-abcdefgh"
ACCOUNT = "aida@example.test"
COOKIES = ("session", "device")


@pytest.fixture
def restart(settings, library):
    """`restart(*former_keys)` builds a server with a new key that accepts these former keys."""
    apps = []

    def build(*former_keys):
        own_settings = replace(settings, secret_key=NEW_KEY, former_keys=former_keys)
        app = warm_app(own_settings, library)
        app.testing = True
        apps.append(app)
        return app

    yield build
    for app in apps:
        app.extensions["webinar"].db.close()


def continue_at(app, visitor):
    """Return the same browser with its open page, at another server."""
    copy = Visitor(app)
    copy.token = visitor.token
    for name in COOKIES:
        cookie = visitor.client.get_cookie(name)
        if cookie is not None:
            copy.client.set_cookie(name, cookie.value)
    return copy


def test_former_keys_are_separated_by_spaces_oldest_first(tmp_path):
    older, old = KEY + "-older", KEY + "-old"

    settings = read_settings(tmp_path, SECRET_KEY=KEY, SECRET_KEY_FALLBACKS=f" {older}  {old} ")

    assert settings.former_keys == (older, old)
    assert settings.secret_keys == (KEY, old, older)
    assert read_settings(tmp_path, SECRET_KEY=KEY).secret_keys == (KEY,)


@pytest.mark.parametrize("keys", ["secret", KEY + " short-but-own", "a" * 64, f"{KEY},{KEY}-old"])
def test_publicly_known_former_key_is_refused(tmp_path, keys):
    with pytest.raises(UnsafeSettings, match="SECRET_KEY_FALLBACKS"):
        read_settings(tmp_path, SECRET_KEY=KEY, SECRET_KEY_FALLBACKS=keys)


def test_flask_knows_the_former_keys(restart):
    assert restart("oldest", SECRET).config["SECRET_KEY_FALLBACKS"] == ["oldest", SECRET]


def test_page_opened_before_the_key_change_can_send_its_form(app, restart):
    visitor = Visitor(app)
    visitor.get("/sign-in")

    after = continue_at(restart(SECRET), visitor).post("/language", language="ru", next="/sign-in")
    without = continue_at(restart(), visitor).post("/language", language="ru", next="/sign-in")

    assert (after.status_code, without.status_code) == (302, 403)


def test_new_page_gets_a_token_of_the_new_key(app, restart):
    visitor = Visitor(app)
    visitor.get("/sign-in")
    copy = continue_at(restart(SECRET), visitor)

    copy.get("/sign-in")

    assert copy.token != visitor.token
    assert continue_at(restart(), copy).post("/language", language="ru").status_code == 302


def test_seat_survives_the_key_change(app, db, restart):
    room = db.write(make_room)
    form = {"code": room.code, "name": "Ada", "language": "en"}
    seat = app.test_client().post("/api/join", json=form).json["seat"]

    def ask(server):
        address = f"/rooms/{room.code}/ask/room.snapshot"
        return server.test_client().get(address, headers={"X-Seat": seat}).status_code

    assert ask(restart("oldest", SECRET)) == 200
    assert ask(restart()) == 403


def test_new_seats_use_the_new_key(db, restart):
    room = db.write(make_room)
    form = {"code": room.code, "name": "Ada", "language": "en"}
    seat = restart(SECRET).test_client().post("/api/join", json=form).json["seat"]

    address = f"/rooms/{room.code}/ask/room.snapshot"
    answer = restart().test_client().get(address, headers={"X-Seat": seat})

    assert answer.status_code == 200


def test_secret_address_can_be_shown_again(app, db, restart):
    visitor = signed_in(app, db.write(make_user))
    visitor.get("/settings")
    visitor.post("/settings/calendar")
    address = "/calendar/"
    assert address in visitor.get("/settings").text

    assert address in continue_at(restart(SECRET), visitor).get("/settings").text
    assert address not in continue_at(restart(), visitor).get("/settings").text


def test_any_listed_key_shows_and_recognises_a_token():
    old = derived_token("person", "seed", "old")

    assert shown_token("person", "seed", token_hash(old), "new", "old") == old
    assert shown_token("person", "seed", token_hash(old), "new") == ""
    assert is_derived(old, "person", "seed", "new", "old")
    assert not is_derived(old, "person", "seed", "new")
    for other in ("é", "\ud800", "", old[:-1]):
        assert not is_derived(other, "person", "seed", "new", "old")


def mark_browser(app, cookie=""):
    """Return whether the account is known at a browser with this cookie, and the next cookie."""
    with app.test_request_context(headers={"Cookie": f"device={cookie}"}):
        was_known, response = known_device(ACCOUNT), Response()
        remember_device(response, ACCOUNT)
    return bool(was_known), parse_cookie(response.headers["Set-Cookie"])["device"]


def test_known_browser_stays_known_and_gets_a_new_mark(app, restart):
    _, old = mark_browser(app)

    is_known, new = mark_browser(restart(SECRET), old)

    assert is_known
    assert new != old and len(new) == len(old)
    assert mark_browser(restart(), new)[0]
    assert not mark_browser(restart(), old)[0]


def test_status_page_accepts_the_former_key(restart):
    def ask(app):
        return app.test_client().get("/healthz/status", headers={HEADER: proof(SECRET)}).status_code

    assert (ask(restart(SECRET)), ask(restart())) == (200, 404)


def test_people_keep_their_ids_in_the_record_store(settings):
    def account_name(own_settings):
        return agent(place_of(own_settings), Actor("Ada", person_id=1))["account"]["name"]

    new = replace(settings, secret_key=NEW_KEY)

    assert account_name(replace(new, former_keys=(SECRET,))) == account_name(settings)
    assert account_name(new) != account_name(settings)
