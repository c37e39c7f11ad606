"""Guessing at passwords: it slows the guesser down, and not the owner of the account."""

from contextlib import ExitStack

import pytest

from tests.factories import make_user
from tests.people.accounts.browsing import PASSWORD, Visitor, give_password, signed_in
from webinar.people.accounts import limits

NEW = "eleven paper boats go south"
OWNER = "aida@example.test"


@pytest.fixture
def aida(db):
    return db.write(lambda s: give_password(make_user(s, "Aida", email=OWNER)))


def at(app, address):
    visitor = Visitor(app)
    visitor.client.environ_base["REMOTE_ADDR"] = address
    return visitor


def guess(app, count, address, account=OWNER):
    """As that many wrong passwords from there, without the time that hashing takes."""
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        for _ in range(count):
            limits.count_failure(account)


def guess_from_everywhere(app):
    for number in range(120):
        guess(app, 1, f"10.1.{number}.1")


def test_guesses_from_one_address_do_not_keep_the_owner_out_at_another(app, aida):
    guess(app, 20, "10.0.0.1")

    assert at(app, "10.0.0.1").sign_in(OWNER).status_code == 429
    assert at(app, "10.0.0.2").sign_in(OWNER).status_code == 303


def test_tries_at_once_are_no_more_than_one_after_the_other(app):
    """Planted fault: twenty came in before the first had failed."""
    with app.test_request_context(environ_base={"REMOTE_ADDR": "10.0.0.1"}), ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(limits.trying(OWNER))
        with pytest.raises(limits.SlowDown), limits.trying(OWNER):
            pass
        with limits.trying("bek@example.test"):
            pass
        stack.close()

        with limits.trying(OWNER):
            limits.count_failure(OWNER)
        assert not limits._under_way


def test_the_64_bits_of_a_customer_are_one_address(app, aida):
    guess(app, 5, "2001:db8::1")

    assert at(app, "2001:db8::ffff").sign_in(OWNER).status_code == 429
    assert at(app, "2001:db8:0:1::1").sign_in(OWNER).status_code == 303


def test_guesses_from_everywhere_do_not_keep_out_a_browser_that_is_known(app, aida):
    laptop = at(app, "10.0.0.1")
    laptop.sign_in(OWNER)
    laptop.post("/sign-out")
    guess_from_everywhere(app)

    assert at(app, "10.0.0.2").sign_in(OWNER).status_code == 429
    assert laptop.sign_in(OWNER).status_code == 303


def test_a_known_browser_has_tries_of_its_own_and_not_without_end(app, aida):
    laptop = at(app, "10.0.0.1")
    laptop.sign_in(OWNER)
    laptop.post("/sign-out")

    tries = [laptop.sign_in(OWNER, "wrong").status_code for _ in range(6)]

    assert tries == [422] * 5 + [429]
    assert at(app, "10.0.0.1").sign_in(OWNER).status_code == 303, "its address is not slowed"


def test_a_cookie_helps_with_the_accounts_that_it_was_given_for_alone(app, db, aida):
    other = db.write(lambda s: give_password(make_user(s)))
    laptop = at(app, "10.0.0.1")
    laptop.sign_in(other.email)
    laptop.post("/sign-out")
    name, mark = laptop.client.get_cookie("device").value.split(".")
    guess_from_everywhere(app)

    assert laptop.sign_in(OWNER).status_code == 429
    laptop.client.set_cookie("device", f"{name[::-1]}.{mark}")
    assert laptop.sign_in(OWNER).status_code == 429
    laptop.client.set_cookie("device", "x" * 3000)
    assert laptop.sign_in(OWNER).status_code == 429


def test_several_people_at_one_computer_are_known_there(app, db, aida):
    others = [db.write(lambda s: give_password(make_user(s))) for _ in range(6)]
    shared = at(app, "10.0.0.1")
    for user in (*others, aida):
        shared.sign_in(user.email)
        shared.post("/sign-out")
    guess_from_everywhere(app)

    assert shared.sign_in(OWNER).status_code == 303
    assert shared.client.get_cookie("device").value.count(".") == 5


def test_who_is_signed_in_changes_the_password_while_strangers_guess(app, db, aida):
    laptop = signed_in(app, aida)
    guess_from_everywhere(app)
    guess(app, 20, "127.0.0.1")
    laptop.get("/password")

    assert laptop.post("/password", present=PASSWORD, new=NEW, again=NEW).status_code == 303


def test_the_cookie_is_kept_from_scripts_and_holds_no_address(app, aida):
    answer = at(app, "10.0.0.1").sign_in(OWNER)

    (cookie,) = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("device=")]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert "aida" not in cookie
