"""Administrators invite users, and close and reopen accounts."""

import re

import pytest
from sqlalchemy import select

from tests.factories import make_user
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.people.accounts.models import SignInLink, User, UserRole
from webinar.people.audit.models import AuditEntry


@pytest.fixture
def admin(app, db):
    visitor = signed_in(app, db.write(lambda s: make_user(s, "Root", UserRole.ADMIN)))
    visitor.get("/people")
    return visitor


def invite(visitor, **fields):
    defaults = {
        "name": "Bolat",
        "email": "bolat@example.test",
        "role": "presenter",
        "language": "kk",
    }
    return visitor.post("/people", **(defaults | fields))


def link_on(page):
    return re.search(r'value="http://127\.0\.0\.1:5000(/welcome/[\w-]{43})"', page.text)[1]


def find(db, email):
    with db.read() as session:
        return session.scalar(select(User).filter_by(email=email))


@pytest.mark.parametrize("role", [UserRole.ORGANISER, UserRole.PRESENTER])
def test_only_administrators_see_and_change_accounts(app, db, role):
    user = db.write(lambda s: make_user(s, role=role))
    visitor = signed_in(app, user)
    visitor.get("/desk")

    assert visitor.get("/people").status_code == 403
    assert invite(visitor).status_code == 403
    assert visitor.post(f"/people/{user.id}/link").status_code == 403
    assert visitor.post(f"/people/{user.id}/disable").status_code == 403
    assert find(db, "bolat@example.test") is None


def test_strangers_are_sent_to_the_sign_in_page(app):
    assert Visitor(app).get("/people").location == "/sign-in"


def test_account_changes_are_audited_without_names(db, admin):
    invite(admin)
    user = find(db, "bolat@example.test")
    for action in ("link", "disable", "enable", "disable"):
        admin.post(f"/people/{user.id}/{action}")
    invite(admin)

    with db.read() as session:
        statement = select(AuditEntry).where(AuditEntry.kind.like("user.%"))
        entries = session.scalars(statement.order_by(AuditEntry.id)).all()
    kinds = ["user.created", "user.link", "user.link"]
    kinds += ["user.disabled", "user.enabled", "user.disabled"]
    assert [entry.kind for entry in entries] == kinds
    assert {entry.detail["user"] for entry in entries} == {user.id}
    assert "bolat" not in str([entry.detail for entry in entries]).lower()


def test_invitation_shows_a_working_sign_in_link(app, db, admin):
    page = invite(admin)
    invited = Visitor(app)
    invited.get(link_on(page))

    response = invited.post(link_on(page))

    assert response.location == "/desk"
    user = find(db, "bolat@example.test")
    assert (user.role, user.language) == (UserRole.PRESENTER, "kk")


def test_link_uses_the_public_address_whatever_host_was_requested(app, db, admin):
    admin.get("/people")

    page = admin.client.post(
        "/people",
        data={
            "csrf_token": admin.token,
            "name": "Bolat",
            "email": "b@example.test",
            "role": "presenter",
        },
        headers={"X-Forwarded-Host": "evil.example"},
    )

    assert link_on(page)
    assert "evil.example" not in page.text


def test_link_is_shown_once_and_not_stored_in_clear(db, admin):
    page = invite(admin)
    path = link_on(page)

    # The language menu would load the page again, without the link.
    assert "data-language-switch" not in page.text
    assert "data-language-switch" in admin.get("/people").text
    assert path not in admin.get("/people").text
    with db.read() as session:
        hashes = session.scalars(select(SignInLink.token_hash)).all()
    assert path.removeprefix("/welcome/") not in hashes


@pytest.mark.parametrize(
    "fields",
    [{"email": "no address"}, {"name": "  "}, {"role": "owner"}, {"role": ""}],
)
def test_incomplete_invitation_creates_no_account(db, admin, fields):
    response = invite(admin, **fields)

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert find(db, "bolat@example.test") is None


def test_extra_fields_of_an_invitation_are_ignored(db, admin):
    invite(admin, id="77", password_hash="x", is_disabled="1", created_at="2000-01-01")

    user = find(db, "bolat@example.test")
    assert user.id != 77
    assert user.password_hash == ""
    assert not user.is_disabled
    assert user.created_at.year > 2000


def test_closing_an_account_signs_it_out_and_is_reversible(app, db, admin):
    user = db.write(lambda s: make_user(s, role=UserRole.PRESENTER))
    visitor = signed_in(app, user)

    admin.post(f"/people/{user.id}/disable")
    assert not visitor.is_signed_in

    admin.post(f"/people/{user.id}/enable")
    assert signed_in(app, user).is_signed_in


def test_administrators_cannot_close_their_own_account(db, admin):
    me = find_admin(db)

    response = admin.post(f"/people/{me.id}/disable")

    assert response.status_code == 422
    assert admin.is_signed_in


def find_admin(db):
    with db.read() as session:
        return session.scalar(select(User).filter_by(role=UserRole.ADMIN))


def test_a_link_for_an_unknown_account_is_refused(admin):
    assert admin.post("/people/999/link").status_code == 422


def test_reloading_a_form_answer_leads_back_to_the_list(admin):
    assert admin.get("/people/1/link").location == "/people"
