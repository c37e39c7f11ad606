"""The demo's buttons give visitors parts in it, but accounts only at the server's computer."""

import dataclasses

import pytest
from sqlalchemy import select

from tests.factories import make_module, make_user
from tests.people.accounts.browsing import Visitor, give_password, signed_in
from webinar.content.lessons.library import Library
from webinar.operate.demo import actions as demo
from webinar.operate.demo import views
from webinar.people.accounts.models import User
from webinar.people.audit.models import AuditEntry
from webinar.room.rooms.models import Room, RoomState

pytestmark = pytest.mark.same_statements

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture
def services(app, monkeypatch):
    """The services with a small module in place of the shipped ones."""
    library = Library({demo.MODULE: make_module(demo.MODULE)})
    services = dataclasses.replace(app.extensions["webinar"], library=library)
    monkeypatch.setitem(app.extensions, "webinar", services)
    return services


@pytest.fixture
def links(db, services):
    """The demo as the start of the server makes it."""
    return db.write(lambda s: demo.prepare_links(s, services.library, 24))


@pytest.fixture
def visitor(app, links):
    visitor = Visitor(app)
    visitor.get("/")
    return visitor


def press(visitor, part, **options):
    data = {"csrf_token": visitor.token}
    return visitor.client.post(f"/demo/{part}", data=data, **options)


def offers(page):
    return {
        part
        for part in ("presenter", "participant", "organiser", "course")
        if f"/demo/{part}" in page.text
    }


def test_presenter_button_opens_the_console(visitor, links):
    response = press(visitor, "presenter")

    assert response.location == f"/rooms/{links.code}/console"
    assert visitor.get(response.location).status_code == 200


def test_organiser_button_opens_the_desk_with_the_session(visitor, links):
    response = press(visitor, "organiser")

    assert response.location == "/desk"
    assert f"/desk/{links.code}" in visitor.get("/desk").text


def test_participant_and_course_buttons_need_no_account(visitor, links):
    joining, studying = press(visitor, "participant"), press(visitor, "course")

    assert joining.location == f"/join/{links.code}"
    assert studying.location == f"/study/{links.course}"
    assert not visitor.is_signed_in


def test_buttons_work_after_the_printed_links_were_used(app, visitor, links):
    first = Visitor(app)
    for token in (links.presenter, links.organiser):
        first.get(f"/welcome/{token}")
        assert first.post(f"/welcome/{token}").status_code == 303

    for part in ("presenter", "organiser", "presenter"):
        visitor.get("/")
        assert press(visitor, part).status_code == 303


def test_printed_links_still_work_after_the_buttons(app, visitor, links):
    press(visitor, "presenter")

    other = Visitor(app)
    other.get(f"/welcome/{links.presenter}")
    assert other.post(f"/welcome/{links.presenter}").status_code == 303


def test_presenter_who_becomes_a_participant_is_signed_out(visitor, links):
    """Planted fault: the join page led the presenter back to the console."""
    press(visitor, "presenter")
    visitor.get("/")

    response = press(visitor, "participant")

    assert 'name="name"' in visitor.get(response.location).text
    assert not visitor.is_signed_in


def test_own_account_stays_signed_in_as_a_participant_of_the_demo(app, db, links):
    someone = signed_in(app, db.write(lambda s: make_user(s, "Dana")))
    someone.get("/")

    press(someone, "participant")

    assert someone.is_signed_in


def test_ended_session_is_replaced_at_the_next_press(db, visitor, links):
    def end(session):
        session.scalars(select(Room).filter_by(code=links.code)).one().state = RoomState.ENDED

    db.write(end)

    code = press(visitor, "participant").location.rpartition("/")[2]

    assert code != links.code
    assert visitor.get(f"/join/{code}").status_code == 200


def test_console_is_in_the_language_of_the_front_page(app, links):
    visitor = Visitor(app)
    visitor.client.set_cookie("language", "kk")
    visitor.get("/")

    page = visitor.get(press(visitor, "presenter").location)

    assert '<html lang="kk"' in page.text


def test_sign_in_by_a_button_is_in_the_audit_log(db, visitor):
    press(visitor, "organiser")

    with db.read() as session:
        kinds = session.scalars(select(AuditEntry).filter_by(kind="sign_in.done")).all()
    assert [entry.detail["by"] for entry in kinds] == ["demo"]


def test_all_parts_are_offered_at_the_server_itself(visitor):
    assert offers(visitor.get("/")) == {"presenter", "participant", "organiser", "course"}


@pytest.mark.parametrize(
    "options",
    [
        {"environ_base": ELSEWHERE},
        {"headers": {"X-Forwarded-For": "192.0.2.7"}},
        {"base_url": "http://rebound.example"},
    ],
    ids=["another computer", "through a proxy", "a name that was pointed here"],
)
def test_accounts_are_offered_and_given_only_at_the_server_itself(app, links, options):
    visitor = Visitor(app)
    page = visitor.get("/", **options)

    assert offers(page) == {"participant", "course"}
    for part in ("presenter", "organiser"):
        assert press(visitor, part, **options).status_code in (403, 404)
    assert not visitor.is_signed_in


@pytest.mark.parametrize(("is_demo", "production"), [(False, False), (True, True), (False, True)])
def test_nothing_is_offered_or_given_without_a_demo_or_in_production(
    app, services, visitor, monkeypatch, is_demo, production
):
    settings = dataclasses.replace(services.settings, demo=is_demo, production=production)
    others = dataclasses.replace(services, settings=settings)
    monkeypatch.setitem(app.extensions, "webinar", others)

    assert offers(visitor.get("/")) == set()
    for part in ("presenter", "organiser", "participant", "course"):
        assert press(visitor, part).status_code == 404


def test_accounts_are_closed_once_an_account_has_a_password(db, visitor):
    """Planted fault: a server that its owner had begun to use made anybody an administrator."""
    db.write(lambda s: give_password(s.scalars(select(User)).first()))

    assert offers(visitor.get("/")) == {"participant", "course"}
    assert press(visitor, "organiser").status_code == 404
    assert not visitor.is_signed_in


def test_password_that_is_chosen_between_page_and_press_closes_the_account(
    app, db, visitor, monkeypatch
):
    monkeypatch.setattr(views.offer, "offered_parts", lambda: ("organiser",))
    db.write(lambda s: give_password(s.scalars(select(User)).first()))

    assert press(visitor, "organiser").status_code == 409
    assert not visitor.is_signed_in


def test_buttons_need_the_token_of_a_page(visitor):
    visitor.token = "stolen"

    assert press(visitor, "organiser").status_code == 403
    assert not visitor.is_signed_in


def test_presses_are_limited(visitor):
    statuses = [press(visitor, "participant").status_code for _ in range(21)]

    assert statuses == [303] * 20 + [429]


def test_log_in_page_points_to_the_buttons(visitor):
    assert "without a password" in visitor.get("/sign-in").text
    assert "without a password" in visitor.get("/welcome/gone").text
