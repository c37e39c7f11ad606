"""Guessing passwords slows down the guesser, not the account's owner."""

from contextlib import ExitStack

import pytest

from tests.factories import make_user
from tests.people.accounts.browsing import PASSWORD, Visitor, give_password, signed_in
from webinar.people.accounts import limits

NEW_PASSWORD = "eleven paper boats go south"
AIDA_EMAIL = "aida@example.test"


@pytest.fixture
def aida(db):
    return db.write(lambda s: give_password(make_user(s, "Aida", email=AIDA_EMAIL)))


def visitor_at(app, address):
    visitor = Visitor(app)
    visitor.client.environ_base["REMOTE_ADDR"] = address
    return visitor


def guess(app, count, address, account=AIDA_EMAIL):
    """Count this many wrong passwords from the address, without hashing."""
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        for _ in range(count):
            limits.count_failure(account)


def guess_from_many_addresses(app):
    for number in range(120):
        guess(app, 1, f"10.1.{number}.1")


def test_guesses_from_one_address_do_not_lock_out_the_owner_elsewhere(app, aida):
    guess(app, 20, "10.0.0.1")

    assert visitor_at(app, "10.0.0.1").sign_in(AIDA_EMAIL).status_code == 429
    assert visitor_at(app, "10.0.0.2").sign_in(AIDA_EMAIL).status_code == 303


def test_concurrent_tries_count_like_sequential_ones(app):
    """Planted fault: twenty tries started before the first had failed."""
    with app.test_request_context(environ_base={"REMOTE_ADDR": "10.0.0.1"}), ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(limits.trying(AIDA_EMAIL))
        with pytest.raises(limits.SlowDown), limits.trying(AIDA_EMAIL):
            pass
        with limits.trying("bek@example.test"):
            pass
        stack.close()

        with limits.trying(AIDA_EMAIL):
            limits.count_failure(AIDA_EMAIL)
        assert not limits._under_way


def test_ipv6_slash_64_counts_as_one_address(app, aida):
    guess(app, 5, "2001:db8::1")

    assert visitor_at(app, "2001:db8::ffff").sign_in(AIDA_EMAIL).status_code == 429
    assert visitor_at(app, "2001:db8:0:1::1").sign_in(AIDA_EMAIL).status_code == 303


def test_guesses_from_everywhere_do_not_lock_out_a_known_browser(app, aida):
    laptop = visitor_at(app, "10.0.0.1")
    laptop.sign_in(AIDA_EMAIL)
    laptop.post("/sign-out")
    guess_from_many_addresses(app)

    assert visitor_at(app, "10.0.0.2").sign_in(AIDA_EMAIL).status_code == 429
    assert laptop.sign_in(AIDA_EMAIL).status_code == 303


def test_known_browser_has_its_own_limited_tries(app, aida):
    laptop = visitor_at(app, "10.0.0.1")
    laptop.sign_in(AIDA_EMAIL)
    laptop.post("/sign-out")

    tries = [laptop.sign_in(AIDA_EMAIL, "wrong").status_code for _ in range(6)]

    assert tries == [422] * 5 + [429]
    assert visitor_at(app, "10.0.0.1").sign_in(AIDA_EMAIL).status_code == 303, (
        "its address is not slowed"
    )


def test_device_cookie_helps_only_with_its_own_accounts(app, db, aida):
    other = db.write(lambda s: give_password(make_user(s)))
    laptop = visitor_at(app, "10.0.0.1")
    laptop.sign_in(other.email)
    laptop.post("/sign-out")
    name, signature = laptop.client.get_cookie("device").value.split(".")
    guess_from_many_addresses(app)

    assert laptop.sign_in(AIDA_EMAIL).status_code == 429
    laptop.client.set_cookie("device", f"{name[::-1]}.{signature}")
    assert laptop.sign_in(AIDA_EMAIL).status_code == 429
    laptop.client.set_cookie("device", "x" * 3000)
    assert laptop.sign_in(AIDA_EMAIL).status_code == 429


def test_shared_computer_is_known_for_several_people(app, db, aida):
    others = [db.write(lambda s: give_password(make_user(s))) for _ in range(6)]
    shared = visitor_at(app, "10.0.0.1")
    for user in (*others, aida):
        shared.sign_in(user.email)
        shared.post("/sign-out")
    guess_from_many_addresses(app)

    assert shared.sign_in(AIDA_EMAIL).status_code == 303
    assert shared.client.get_cookie("device").value.count(".") == 5


def test_signed_in_user_can_change_password_while_strangers_guess(app, db, aida):
    laptop = signed_in(app, aida)
    guess_from_many_addresses(app)
    guess(app, 20, "127.0.0.1")
    laptop.get("/password")

    assert (
        laptop.post("/password", present=PASSWORD, new=NEW_PASSWORD, again=NEW_PASSWORD).status_code
        == 303
    )


def test_device_cookie_is_http_only_and_holds_no_email(app, aida):
    answer = visitor_at(app, "10.0.0.1").sign_in(AIDA_EMAIL)

    (cookie,) = [
        header for header in answer.headers.getlist("Set-Cookie") if header.startswith("device=")
    ]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert "aida" not in cookie
