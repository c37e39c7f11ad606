"""Users sign in with a password or a link, are slowed down after failures, and set passwords."""

import pytest
from sqlalchemy import select

from tests.factories import make_user
from tests.people.accounts.browsing import PASSWORD, Visitor, give_password, signed_in
from webinar.people.accounts import passwords
from webinar.people.accounts.actions import make_sign_in_link
from webinar.people.accounts.models import Browser, User, UserRole

NEW = "eleven paper boats go south"


@pytest.fixture
def aida(db):
    """A user with a password."""
    return db.write(lambda s: give_password(make_user(s, "Aida", email="aida@example.test")))


def stored(db, user):
    with db.read() as session:
        return session.get(User, user.id)


def test_email_and_password_sign_in_to_the_desk(app, aida):
    visitor = Visitor(app)

    response = visitor.sign_in(" AIDA@example.test ")

    assert response.status_code == 303
    assert response.location == "/desk"
    assert visitor.is_signed_in


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(app, aida):
    wrong = Visitor(app).sign_in(aida.email, "not the password")
    unknown = Visitor(app).sign_in("nobody@example.test", "not the password")

    assert wrong.status_code == unknown.status_code == 422
    start = '<p class="notice stop"'
    notice = wrong.text.split(start)[1].split("</p>")[0]
    assert notice == unknown.text.split(start)[1].split("</p>")[0]


def test_an_unknown_address_costs_as_much_hashing_as_a_known_one(app, aida, monkeypatch):
    checked = []
    real = passwords._matches
    monkeypatch.setattr(
        passwords, "_matches", lambda stored, typed: checked.append(stored) or real(stored, typed)
    )

    Visitor(app).sign_in(aida.email, "not the password")
    Visitor(app).sign_in("nobody@example.test", "not the password")

    assert checked == [aida.password_hash, passwords.NOBODY]


def test_user_without_a_password_cannot_sign_in_with_an_empty_one(app, db):
    user = db.write(make_user)

    assert Visitor(app).sign_in(user.email, "").status_code == 422


@pytest.mark.parametrize("email", ["a\x00@example.test", "ÿ" * 5000, "' OR 1=1 --", ""])
def test_malformed_email_is_answered_like_a_wrong_one(app, email):
    assert Visitor(app).sign_in(email, "x").status_code == 422


def test_closed_account_cannot_sign_in(app, db, aida):
    db.write(lambda s: setattr(s.get(User, aida.id), "is_disabled", True))

    assert Visitor(app).sign_in(aida.email).status_code == 422


def test_signing_in_renews_an_old_hash(app, db, aida):
    old = passwords.PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    db.write(lambda s: setattr(s.get(User, aida.id), "password_hash", old))

    Visitor(app).sign_in(aida.email)

    assert stored(db, aida).password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_signing_in_never_redirects_to_another_site(app, aida):
    visitor = Visitor(app)
    visitor.get("/sign-in?next=https://evil.example")

    response = visitor.post(
        "/sign-in?next=//evil.example", email=aida.email, password=PASSWORD, next="//evil.example"
    )

    assert response.location == "/desk"


def test_extra_fields_of_the_sign_in_form_are_ignored(app, db, aida):
    visitor = Visitor(app)
    visitor.get("/sign-in")

    visitor.post(
        "/sign-in", email=aida.email, password=PASSWORD, role="admin", user_id="1", is_disabled="1"
    )

    assert stored(db, aida).role is UserRole.ORGANISER
    assert visitor.get("/people").status_code == 403


def test_five_failures_slow_down_only_that_account(app, db, aida):
    other = db.write(lambda s: give_password(make_user(s)))
    for _ in range(5):
        assert Visitor(app).sign_in(aida.email, "wrong").status_code == 422

    slowed = Visitor(app).sign_in(aida.email)

    assert slowed.status_code == 429
    assert 0 < int(slowed.headers["Retry-After"]) <= 60
    assert Visitor(app).sign_in(other.email).status_code == 303


def test_a_slowed_account_still_opens_with_a_link(app, aida):
    for _ in range(6):
        Visitor(app).sign_in(aida.email, "wrong")

    assert signed_in(app, aida).is_signed_in


def test_successful_sign_ins_do_not_count(app, aida):
    for _ in range(8):
        assert Visitor(app).sign_in(aida.email).status_code == 303


def test_thirty_failures_in_a_minute_slow_down_the_address(app, aida):
    for number in range(30):
        Visitor(app).sign_in(f"nobody{number}@example.test", "wrong")

    assert Visitor(app).sign_in(aida.email).status_code == 429


def test_slowed_account_is_refused_without_hashing(app, aida, monkeypatch):
    for _ in range(5):
        Visitor(app).sign_in(aida.email, "wrong")
    monkeypatch.setattr(passwords, "_matches", None)

    assert Visitor(app).sign_in(aida.email).status_code == 429


def make_link(db, user, **options):
    return db.write(lambda s: make_sign_in_link(s, s.get(User, user.id), **options))


def test_opening_a_link_does_not_use_it_up(app, db):
    user = db.write(lambda s: make_user(s, "Болат"))
    token = make_link(db, user, goes_to="/password")
    Visitor(app).get(f"/welcome/{token}")
    visitor = Visitor(app)

    page = visitor.get(f"/welcome/{token}")
    response = visitor.post(f"/welcome/{token}")

    assert "Болат" in page.text
    assert not Visitor(app).is_signed_in
    assert response.location == "/password"
    assert visitor.is_signed_in


def test_a_used_link_offers_advice_and_signs_nobody_in(app, db):
    token = make_link(db, db.write(make_user))
    first, second = Visitor(app), Visitor(app)
    first.get(f"/welcome/{token}")
    second.get(f"/welcome/{token}")
    first.post(f"/welcome/{token}")

    response = second.post(f"/welcome/{token}")

    assert response.status_code == 410
    assert "ask the person who sent the link" in response.text
    assert second.get(f"/welcome/{token}").status_code == 410
    assert not second.is_signed_in


def test_link_visitor_sets_a_password_and_signs_in_with_it(app, db):
    user = db.write(make_user)
    visitor = signed_in(app, user)
    visitor.get("/password")

    response = visitor.post("/password", new=NEW, again=NEW)

    assert response.location == "/desk"
    assert Visitor(app).sign_in(user.email, NEW).status_code == 303


def test_changing_a_password_requires_the_current_one(app, db, aida):
    visitor = Visitor(app)
    visitor.sign_in(aida.email)
    visitor.get("/password")

    refused = visitor.post("/password", present="wrong", new=NEW, again=NEW)
    changed = visitor.post("/password", present=PASSWORD, new=NEW, again=NEW)

    assert refused.status_code == 422
    assert changed.status_code == 303
    assert passwords.is_password(stored(db, aida).password_hash, NEW)


def test_a_changed_password_signs_out_everywhere_else(app, aida):
    here, there = Visitor(app), Visitor(app)
    here.sign_in(aida.email)
    there.sign_in(aida.email)
    before = here.cookie.value
    here.get("/password")

    here.post("/password", present=PASSWORD, new=NEW, again=NEW)

    assert here.is_signed_in
    assert here.cookie.value != before
    assert not there.is_signed_in


@pytest.mark.parametrize(
    ("new", "again"), [("short", "short"), (NEW, NEW + "!"), ("password1234", "password1234")]
)
def test_weak_or_mistyped_password_changes_nothing(app, db, new, again):
    user = db.write(make_user)
    visitor = signed_in(app, user)
    visitor.get("/password")

    response = visitor.post("/password", new=new, again=again)

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert stored(db, user).password_hash == ""


def test_reset_link_allows_one_password_change_without_the_old_one(app, db, aida):
    visitor = Visitor(app)
    visitor.sign_in_by_link(aida, resets_password=True)
    visitor.get("/password")
    visitor.post("/password", new=NEW, again=NEW)
    visitor.get("/password")

    response = visitor.post("/password", new=PASSWORD, again=PASSWORD)

    assert response.status_code == 422
    assert passwords.is_password(stored(db, aida).password_hash, NEW)


def test_signed_in_user_gets_the_desk_instead_of_the_form(app, aida):
    visitor = signed_in(app, aida)

    assert visitor.get("/sign-in").location == "/desk"


def test_second_sign_in_at_a_browser_replaces_the_first_user(app, db):
    first, second = db.write(make_user), db.write(make_user)
    visitor = signed_in(app, first)

    visitor.sign_in_by_link(second)

    with db.read() as session:
        assert session.scalars(select(Browser.user_id)).all() == [second.id]
