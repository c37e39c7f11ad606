"""Giving access or setting a password requires the current password again."""

import re
from datetime import datetime

import pytest
from sqlalchemy import select, update

from tests.factories import make_cohort, make_room, make_user
from tests.people.accounts.browsing import PASSWORD, Visitor, give_password
from webinar.people.accounts import passwords
from webinar.people.accounts.actions import disable_user
from webinar.people.accounts.confirmation import CONFIRMED, MAY_RESET, RECENT
from webinar.people.accounts.models import Browser, SignInLink, User, UserRole

NEW = "eleven paper boats go south"
BOLAT = {"name": "Bolat", "email": "bolat@b.example", "role": "admin", "language": "kk"}


@pytest.fixture
def root(db):
    return db.write(
        lambda s: give_password(make_user(s, "Root", UserRole.ADMIN, email="r@b.example"))
    )


@pytest.fixture
def other(db):
    return db.write(
        lambda s: give_password(make_user(s, "Dana", UserRole.ADMIN, email="dana@b.example"))
    )


def sign_in_by_link(app, user, **options):
    """Sign a visitor in with a link, which somebody else may have seen."""
    visitor = Visitor(app)
    visitor.sign_in_by_link(user, **options)
    return visitor


def count_links(db):
    with db.read() as session:
        return len(session.scalars(select(SignInLink).filter_by(used_at=None)).all())


def find_user(db, email="bolat@b.example"):
    with db.read() as session:
        return session.scalar(select(User).filter_by(email=email))


def asks_for_password(page):
    return page.status_code == 403 and 'name="own_password"' in page.text


def age_confirmations(db, span):
    """Age the password confirmations of all browsers by `span`."""

    def move_back(session):
        for browser in session.scalars(select(Browser)):
            aged = {
                key: (datetime.fromisoformat(at) - span).isoformat()
                for key, at in browser.data.items()
                if key in (CONFIRMED, MAY_RESET)
            }
            session.execute(update(Browser).filter_by(id=browser.id).values(data=aged))

    db.write(move_back)


@pytest.mark.parametrize("role", ["admin", "presenter"])
def test_link_session_cannot_create_accounts_without_the_password(app, db, root, role):
    visitor = sign_in_by_link(app, root)
    visitor.get("/people")

    page = visitor.post("/people", **(BOLAT | {"role": role}))

    assert asks_for_password(page)
    assert find_user(db) is None


def test_correct_password_resubmits_the_original_form(app, db, root):
    visitor = sign_in_by_link(app, root)
    visitor.get("/people")
    page = visitor.post("/people", **BOLAT)
    hidden_fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))

    wrong = visitor.post("/people", **(hidden_fields | {"own_password": "wrong"}))
    right = visitor.post("/people", **(hidden_fields | {"own_password": PASSWORD}))

    assert wrong.status_code == 422
    assert hidden_fields.items() >= BOLAT.items()
    assert right.status_code == 200 and "/welcome/" in right.text
    assert find_user(db).role is UserRole.ADMIN


def test_password_is_asked_again_in_another_browser_and_after_ten_minutes(app, db, root, other):
    visitor, elsewhere = sign_in_by_link(app, root), sign_in_by_link(app, root)
    for browser in (visitor, elsewhere):
        browser.get("/people")
    visitor.post("/people", **BOLAT, own_password=PASSWORD)

    second = visitor.post(f"/people/{other.id}/link")
    in_other_browser = elsewhere.post(f"/people/{other.id}/link")
    age_confirmations(db, RECENT)
    later = visitor.post(f"/people/{other.id}/link")

    assert "/welcome/" in second.text
    assert asks_for_password(in_other_browser) and asks_for_password(later)


def test_password_is_not_asked_again_right_after_sign_in(app, root, other):
    visitor = Visitor(app)
    visitor.sign_in("r@b.example")
    visitor.get("/people")

    assert "/welcome/" in visitor.post(f"/people/{other.id}/link").text


def test_reopening_an_account_requires_the_password(app, db, root, other):
    db.write(lambda s: disable_user(s, other.id))
    visitor = sign_in_by_link(app, root)
    visitor.get("/people")

    page = visitor.post(f"/people/{other.id}/enable")
    refused = asks_for_password(page), find_user(db, other.email).is_disabled
    visitor.post(f"/people/{other.id}/enable", own_password=PASSWORD)

    assert refused == (True, True)
    assert not find_user(db, other.email).is_disabled


def test_sign_in_link_to_oneself_does_not_bypass_the_password(app, db, root):
    """In the past, a link session could make itself a new link and set a password with it."""
    visitor = sign_in_by_link(app, root)
    visitor.get("/people")
    page = visitor.post(f"/people/{root.id}/link")
    assert asks_for_password(page) and count_links(db) == 0

    shown = visitor.post(f"/people/{root.id}/link", own_password=PASSWORD)
    address = re.search(r"http://127\.0\.0\.1:5000(/welcome/[\w-]{43})", shown.text)[1]
    thief = Visitor(app)
    thief.get(address)
    thief.post(address)
    thief.get("/password")
    thief.post("/password", new=NEW, again=NEW)

    assert passwords.is_password(find_user(db, "r@b.example").password_hash, PASSWORD)


def test_forgotten_password_is_reset_by_a_link_made_by_an_admin(app, db, root, other):
    visitor = Visitor(app)
    visitor.sign_in("r@b.example")
    visitor.get("/people")
    shown = visitor.post(f"/people/{other.id}/link")
    address = re.search(r"http://127\.0\.0\.1:5000(/welcome/[\w-]{43})", shown.text)[1]
    dana = Visitor(app)
    dana.get(address)

    assert dana.post(address).location == "/password"
    assert 'name="present"' not in dana.get("/password").text
    dana.post("/password", new=NEW, again=NEW)
    assert passwords.is_password(find_user(db, "dana@b.example").password_hash, NEW)


def test_reset_link_allows_a_new_password_for_ten_minutes(app, db, other):
    dana = sign_in_by_link(app, other, resets_password=True)

    age_confirmations(db, RECENT)

    assert 'name="present"' in dana.get("/password").text


def test_ordinary_link_requires_the_current_password(app, other):
    assert 'name="present"' in sign_in_by_link(app, other).get("/password").text


def test_first_password_never_requires_a_current_one(app, db):
    user = db.write(lambda s: make_user(s, "New", UserRole.ADMIN, email="new@b.example"))
    visitor = sign_in_by_link(app, user)
    age_confirmations(db, RECENT)
    visitor.get("/password")

    visitor.post("/password", new=NEW, again=NEW)

    assert passwords.is_password(find_user(db, "new@b.example").password_hash, NEW)
    visitor.get("/people")
    assert "/welcome/" in visitor.post("/people", **BOLAT).text, (
        "choosing the password confirmed it"
    )


def test_user_without_a_password_can_give_access_only_right_after_sign_in(app, db):
    user = db.write(lambda s: make_user(s, "New", UserRole.ADMIN))
    visitor = sign_in_by_link(app, user)
    visitor.get("/people")
    at_once = visitor.post("/people", **BOLAT)
    age_confirmations(db, RECENT)

    later = visitor.post("/people", **(BOLAT | {"email": "b2@b.example"}), own_password="")

    assert "/welcome/" in at_once.text
    assert later.status_code == 403 and 'href="/password"' in later.text
    assert find_user(db, "b2@b.example") is None


def test_organiser_must_confirm_before_adding_helpers_and_viewers(app, db):
    def build(session):
        owner = give_password(make_user(session, "Owner", UserRole.ORGANISER))
        return owner, make_room(session, owner), make_cohort(session, owner)

    owner, room, cohort = db.write(build)
    visitor = sign_in_by_link(app, owner)
    visitor.get(f"/desk/{room.code}")
    typed = {"name": "Bolat", "email": "bolat@b.example", "task": "presenter", "language": "kk"}

    assert asks_for_password(visitor.post(f"/desk/{room.code}/helpers", **typed))
    assert asks_for_password(visitor.post(f"/desk/cohorts/{cohort.id}/viewers", **typed))
    assert find_user(db) is None
    confirmed = visitor.post(f"/desk/{room.code}/helpers", **typed, own_password=PASSWORD)
    assert confirmed.status_code == 200 and "/welcome/" in confirmed.text
