"""The lobby page shows a waiting visitor only the title; the organiser's form sets the lobby."""

import pytest
from sqlalchemy import select

from tests.factories import make_room, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.kit import clock
from webinar.people.accounts.models import User
from webinar.room.engine.connections import Connection
from webinar.room.lobby.queries import expected_names
from webinar.room.rooms.models import Member, Room, RoomState, Seat


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Grace"))


@pytest.fixture
def room(db, owner):
    """A live session with its lobby switched on."""

    def build(session):
        room = make_room(session, owner=session.get(User, owner.id), title="Алдын алу")
        room.is_guarded = True
        return room

    return db.write(build)


@pytest.fixture
def waiting_visitor(app, room):
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    visitor.post(f"/join/{room.code}", name="Мадина", language="ru")
    return visitor


def only_member(db):
    with db.read() as session:
        return session.query(Member).one()


def test_newcomer_is_led_to_the_lobby(room, waiting_visitor):
    page = waiting_visitor.get(f"/rooms/{room.code}", follow_redirects=True)

    assert page.status_code == 200
    assert page.request.path == f"/rooms/{room.code}/lobby"
    assert "Ваш номер в очереди: 1. Вас впустит ведущий." in page.text
    assert 'value="Мадина"' in page.text


@pytest.mark.parametrize("page", ["", "/more", "/notes/ru", "/lobby"])
def test_pages_show_a_waiting_visitor_only_the_title(room, waiting_visitor, page):
    text = waiting_visitor.get(f"/rooms/{room.code}{page}", follow_redirects=True).text

    assert "Алдын алу" in text
    for secret in ("welcome", "snapshot", "which ru", "/deck/"):
        assert secret not in text


def test_slides_are_served_only_to_admitted_members(db, app, room, waiting_visitor):
    address = f"/rooms/{room.code}/deck/ru/0"
    assert Visitor(app).get(address).status_code == 404
    assert waiting_visitor.get(address).status_code == 404

    def admit(session):
        session.get(Member, only_member(db).id).waits_since = None

    db.write(admit)

    assert waiting_visitor.get(address).status_code == 200
    assert Visitor(app).get(address).status_code == 404
    assert waiting_visitor.get(f"/rooms/{room.code}/lobby").location == f"/rooms/{room.code}"


def test_api_client_fetches_slides_with_its_seat_header(db, app, room):
    joined = app.test_client().post(
        "/api/join", json={"code": room.code, "name": "Ольга", "language": "ru"}
    )
    address, headers = f"/rooms/{room.code}/deck/ru/0", {"X-Seat": joined.json["seat"]}
    assert Visitor(app).get(address, headers=headers).status_code == 404

    def admit(session):
        session.get(Member, only_member(db).id).waits_since = None

    db.write(admit)

    assert Visitor(app).get(address, headers=headers).status_code == 200


def test_lobby_form_works_but_session_form_is_refused(db, room, waiting_visitor):
    waiting_visitor.get(f"/rooms/{room.code}/lobby")
    waiting_visitor.post(f"/rooms/{room.code}/do/member.rename", name="Мадина Сейт")
    waiting_visitor.post(f"/rooms/{room.code}/do/step.propose", text="Meet", language="en")

    page = waiting_visitor.get(f"/rooms/{room.code}/lobby").text

    assert only_member(db).name == "Мадина Сейт"
    assert "Нет доступа" in page or "нет доступа" in page


def test_refused_visitor_reads_the_reason_and_asks_again(db, room, waiting_visitor):
    def refuse(session):
        session.get(Member, only_member(db).id).turned_away = "full_name"

    db.write(refuse)
    page = waiting_visitor.get(f"/rooms/{room.code}/lobby").text
    assert "Напишите полное имя, как в документах" in page

    waiting_visitor.post(f"/rooms/{room.code}/do/lobby.ask")

    assert only_member(db).turned_away is None


def test_lobby_of_an_ended_session_says_so(db, room, waiting_visitor):
    def end(session):
        session.get(Room, room.id).state = RoomState.ENDED

    db.write(end)

    assert waiting_visitor.get(f"/rooms/{room.code}/lobby").status_code == 410


def test_markup_in_a_name_is_escaped(db, app, room):
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    visitor.post(f"/join/{room.code}", name='"><script>x</script>', language="ru")

    assert "<script>x" not in visitor.get(f"/rooms/{room.code}/lobby").text


def test_organiser_sets_the_lobby_mode_and_expected_names(db, app, owner, room):
    organiser = signed_in(app, owner)
    organiser.get(f"/desk/{room.code}")

    organiser.post(f"/desk/{room.code}/lobby", mode="open", names="Ольга Ким\nДана Сейт")

    with db.read() as session:
        stored_room = session.get(Room, room.id)
        assert not stored_room.is_guarded
        assert expected_names(session, stored_room) == ["Дана Сейт", "Ольга Ким"]
    assert "Дана Сейт\nОльга Ким</textarea>" in organiser.get(f"/desk/{room.code}").text


def test_only_the_organiser_can_set_the_lobby(db, app, room, waiting_visitor):
    stranger = signed_in(app, db.write(lambda s: make_user(s, "Mallory")))
    stranger.get("/desk")

    assert stranger.post(f"/desk/{room.code}/lobby", mode="open").status_code == 404
    waiting_visitor.get(f"/rooms/{room.code}/lobby")
    assert waiting_visitor.post(f"/desk/{room.code}/lobby", mode="open").status_code in (303, 404)
    with db.read() as session:
        assert session.get(Room, room.id).is_guarded


def test_sockets_of_a_member_removed_elsewhere_are_closed(db, app, room, waiting_visitor):
    live = app.extensions["webinar"].live
    closed, member = [], only_member(db)
    with db.read() as session:
        browser_id = session.scalar(select(Seat.browser_id).filter_by(member_id=member.id))
    live.connections.add(Connection("sid", "eio", room.id, member.id, browser_id))
    live.doors.close = lambda connection: closed.append(connection.member_id)
    live.close_removed()
    assert closed == []

    def remove(session):
        session.get(Member, member.id).removed_at = clock.now()

    db.write(remove)
    live.close_removed()

    assert closed == [member.id]
