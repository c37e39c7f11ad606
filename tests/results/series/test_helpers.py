"""Inviting helpers by link: no link opens more than the inviter may reach."""

import re

import pytest
from sqlalchemy import select

from tests.factories import make_change, make_cohort, make_room, make_user
from tests.people.accounts.browsing import Visitor, give_password, signed_in
from webinar.kit.errors import Refused
from webinar.people.accounts.models import SignInLink, User, UserRole
from webinar.people.audit.models import AuditEntry
from webinar.results.series import helpers
from webinar.room.cohorts.models import Viewer
from webinar.room.rooms.models import Member, Room
from webinar.room.sessions import team

LINK = re.compile(r'value="(http://[^"]+/welcome/[^"]+)"')


def invite(visitor, room, **fields):
    form = {"name": "Bolat", "email": "bolat@x.example", "task": "presenter", "language": "ru"}
    return visitor.post(f"/desk/{room.code}/helpers", **(form | fields))


def link_in(page):
    match = LINK.search(page.text)
    return match and match[1].removeprefix("http://127.0.0.1:5000")


def account(db, email="bolat@x.example"):
    with db.read() as s:
        return s.scalar(select(User).filter_by(email=email))


def appoint(db, room, user, task="presenter"):
    return db.write(
        lambda s: team.appoint(make_change(s, s.get(Room, room.id)), user.id, task).number
    )


@pytest.mark.parametrize(
    ("task", "role", "home"),
    [
        ("presenter", UserRole.PRESENTER, "console"),
        ("moderator", UserRole.PRESENTER, "console"),
        ("interpreter.kk", UserRole.INTERPRETER, "interpreting"),
    ],
)
def test_person_without_an_account_gets_one_and_a_link_to_their_work(
    app, db, owner, organiser, room, task, role, home
):
    page = invite(organiser, room, task=task)

    assert page.status_code == 200
    user = account(db)
    assert (user.role, user.invited_by, user.language) == (role, owner.id, "ru")
    # The letter to send with the link is in the helper's language.
    assert "Здравствуйте" in page.text
    helper = Visitor(app)
    path = link_in(page)
    helper.get(path)
    answer = helper.post(path)
    assert answer.location == f"/rooms/{room.code}/{home}"
    assert helper.get(answer.location).status_code == 200
    kinds = {"user.created", "helper.named", "user.link"}
    with db.read() as s:
        entries = s.scalars(select(AuditEntry).where(AuditEntry.kind.in_(kinds))).all()
    assert {entry.kind for entry in entries} == kinds
    assert "bolat" not in str([entry.detail for entry in entries]).lower()


@pytest.mark.parametrize("role", [UserRole.ADMIN, UserRole.ORGANISER, UserRole.PRESENTER])
def test_appointed_account_keeps_its_role_and_name_and_stays_private(db, organiser, room, role):
    db.write(lambda s: make_user(s, "Real name", role, email="bolat@x.example"))

    page = invite(organiser, room, name="Other name")

    assert link_in(page) is None
    user = account(db)
    assert (user.role, user.name, user.invited_by) == (role, "Real name", None)
    assert "Other name" in page.text and "you did not invite it" in page.text
    # Neither name, address nor role of somebody else's account is shown.
    assert "Real name" not in page.text
    assert "bolat@x.example" not in page.text
    with db.read() as s:
        assert s.scalars(select(SignInLink).filter_by(user_id=user.id)).all() == []


def test_invited_address_reveals_no_name_until_its_owner_comes(app, db, organiser, room):
    """The pages of the plan and of a new session used to show the account's name."""
    bolat = db.write(lambda s: make_user(s, "Real name", UserRole.PRESENTER, email="b@x.example"))
    invite(organiser, room, name="Somebody", email="b@x.example")
    pages = [f"/desk/{room.code}", f"/rooms/{room.code}/console", "/desk/new"]
    before = [organiser.get(path).text for path in pages]
    organiser.get(f"/desk/{room.code}")
    organiser.post(f"/desk/{room.code}/team", remove="1")
    after_removal = organiser.get(f"/desk/{room.code}").text
    invite(organiser, room, name="Somebody", email="b@x.example")

    signed_in(app, bolat).get(f"/rooms/{room.code}/console")

    assert not any("Real name" in page for page in (*before, after_removal))
    assert "Somebody" in before[0]
    assert "Real name" in organiser.get(f"/desk/{room.code}").text


def test_viewer_named_by_email_is_shown_only_as_that_address(db, organiser, cohort):
    db.write(lambda s: make_user(s, "Real name", UserRole.VIEWER, email="v@x.example"))
    path = f"/desk/cohorts/{cohort.id}/viewers"
    organiser.get(path)

    page = organiser.post(path, name="Vera", email="v@x.example")

    for html in (page.text, organiser.get(path).text):
        assert "Real name" not in html and "v@x.example" in html


def test_new_link_is_made_only_for_a_helper_without_a_password(db, owner, organiser, room):
    invite(organiser, room)
    user = account(db)
    with db.read() as s:
        number = s.scalar(select(Member.number).filter_by(user_id=user.id))
    path = f"/desk/{room.code}/helpers"

    assert link_in(organiser.post(path, link=str(number)))
    db.write(lambda s: give_password(s.get(User, user.id)))
    answer = organiser.post(path, link=str(number))
    assert answer.status_code == 422
    assert "has a password" in answer.text and link_in(answer) is None
    assert organiser.post(path, link="99").status_code == 422


@pytest.fixture
def own_helper(db, owner):
    return db.write(lambda s: make_user(s, "Bolat", UserRole.PRESENTER, invited_by=owner.id))


def may_make_link(db, inviter, user):
    with db.read() as s:
        return helpers.may_make_link(s, s.get(User, inviter.id), s.get(User, user.id))


def test_only_the_inviter_and_administrators_may_make_the_link(db, owner, other, admin, own_helper):
    assert may_make_link(db, owner, own_helper) and may_make_link(db, admin, own_helper)
    assert not may_make_link(db, other, own_helper)


@pytest.mark.parametrize("role", [UserRole.ADMIN, UserRole.ORGANISER])
def test_nobody_gets_a_link_to_a_promoted_account(db, owner, admin, own_helper, role):
    """Otherwise an inviter would gain the rights of an account that they once invited."""
    db.write(lambda s: setattr(s.get(User, own_helper.id), "role", role))

    assert not may_make_link(db, owner, own_helper) and not may_make_link(db, admin, own_helper)


def test_inviter_gets_no_link_to_a_helper_of_another_organiser(db, owner, other, own_helper):
    other_room = db.write(lambda s: make_room(s, s.get(User, other.id)))
    appoint(db, other_room, own_helper)

    assert not may_make_link(db, owner, own_helper)


def test_inviter_gets_no_link_to_a_viewer_of_another_organiser(db, owner, other):
    viewer = db.write(lambda s: make_user(s, "V", UserRole.VIEWER, invited_by=owner.id))
    assert may_make_link(db, owner, viewer)

    def view(s):
        cohort = make_cohort(s, s.get(User, other.id))
        helpers.name_viewer(s, cohort, s.get(User, other.id), viewer.email, "", "en")

    db.write(view)

    assert not may_make_link(db, owner, viewer)


def test_closed_account_can_be_neither_invited_nor_given_a_link(
    db, owner, organiser, room, own_helper
):
    db.write(lambda s: setattr(s.get(User, own_helper.id), "is_disabled", True))

    answer = invite(organiser, room, email=own_helper.email)

    assert answer.status_code == 422
    assert "This account is closed" in answer.text
    assert not may_make_link(db, owner, own_helper)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "nonsense"}, "not an e-mail address"),
        ({"name": " "}, "Write the name"),
        ({"task": "host"}, "choose what the person does"),
    ],
)
def test_refused_invitation_keeps_the_input(db, organiser, room, fields, words):
    answer = invite(organiser, room, **fields)

    assert answer.status_code == 422
    assert words in answer.text
    for field, value in {"name": "Bolat", "email": "bolat@x.example"}.items():
        if field not in fields:
            assert f'value="{value}"' in answer.text
    assert account(db) is None


def test_interpreter_only_interprets_and_viewer_cannot_help(db, owner, room):
    interpreter = db.write(lambda s: make_user(s, "I", UserRole.INTERPRETER, invited_by=owner.id))
    viewer = db.write(lambda s: make_user(s, "V", UserRole.VIEWER, invited_by=owner.id))

    assert appoint(db, room, interpreter, "interpreter.kk")
    for user, task in (
        (interpreter, "moderator"),
        (viewer, "presenter"),
        (viewer, "interpreter.kk"),
    ):
        with pytest.raises(Refused, match="role_unfit"):
            appoint(db, room, user, task)
    with pytest.raises(Refused, match="role_unfit"):
        db.write(lambda s: team.entrust(make_change(s, s.get(Room, room.id)), 1, "presenter"))


def candidate_names(db, room, viewer_of_list):
    with db.read() as s:
        candidates = team.candidates(s, s.get(Room, room.id), s.get(User, viewer_of_list.id))
        return {user.name for user in candidates}


def test_organiser_sees_own_helpers_and_administrator_sees_all(
    db, owner, other, admin, room, own_helper
):
    helped = db.write(lambda s: make_user(s, "Helped", UserRole.PRESENTER))
    db.write(lambda s: make_user(s, "Unknown", UserRole.PRESENTER))
    db.write(lambda s: make_user(s, "Looks on", UserRole.VIEWER, invited_by=owner.id))
    before = db.write(lambda s: make_room(s, s.get(User, owner.id)))
    number = appoint(db, before, helped)
    db.write(lambda s: team.dismiss(make_change(s, s.get(Room, before.id)), number))

    assert candidate_names(db, room, owner) == {"Bolat", "Helped"}
    assert candidate_names(db, room, admin) >= {"Bolat", "Helped", "Unknown", "Daniyar"}
    assert "Looks on" not in candidate_names(db, room, admin)


def test_guessed_user_number_reveals_no_name(db, organiser, room):
    secret = db.write(lambda s: make_user(s, "Secret name", UserRole.PRESENTER))

    answer = organiser.post(f"/desk/{room.code}", appoint=str(secret.id), task="presenter")

    assert answer.status_code == 422
    assert "Secret name" not in organiser.get(f"/desk/{room.code}").text


def test_another_organiser_cannot_invite_here(app, db, other, room):
    stranger = signed_in(app, other)
    stranger.get("/desk/new")

    assert invite(stranger, room).status_code == 404
    assert account(db) is None


def test_viewers_are_named_for_a_cohort_and_taken_out_again(app, db, owner, organiser, cohort):
    path = f"/desk/cohorts/{cohort.id}/viewers"
    organiser.get(path)

    page = organiser.post(path, name="Vera", email="vera@x.example", language="kk")

    user = account(db, "vera@x.example")
    assert (user.role, user.invited_by) == (UserRole.VIEWER, owner.id)
    assert link_in(page)
    assert "Vera" in organiser.get(path).text
    assert link_in(organiser.post(path, link=str(user.id)))
    organiser.post(path, remove=str(user.id))
    assert "<bdi>Vera</bdi>" not in organiser.get(path).text
    with db.read() as s:
        assert s.scalars(select(Viewer)).all() == []
    assert organiser.post(path, link=str(user.id)).status_code == 422


def test_account_with_another_role_cannot_become_a_viewer(db, organiser, cohort):
    db.write(lambda s: make_user(s, "P", UserRole.PRESENTER, email="p@x.example"))
    path = f"/desk/cohorts/{cohort.id}/viewers"
    organiser.get(path)

    answer = organiser.post(path, name="P", email="p@x.example")

    assert answer.status_code == 422
    assert "Viewers have accounts of their own" in answer.text


def test_viewers_of_another_organisers_cohort_are_not_found(app, db, other, cohort):
    stranger = signed_in(app, other)
    stranger.get("/desk/new")
    path = f"/desk/cohorts/{cohort.id}/viewers"

    assert stranger.get(path).status_code == 404
    assert stranger.post(path, name="V", email="v@x.example").status_code == 404
    assert account(db, "v@x.example") is None


def test_helper_s_language_is_at_first_that_of_the_session(organiser, room):
    organiser.client.set_cookie("language", "kk")

    page = organiser.get(f"/desk/{room.code}").text

    invited = page.partition('class="invite-helper"')[2]
    assert '<option value="en" lang="en" selected>' in invited
