"""A phone signed in by a remote link opens that session's remote and nothing else."""

import pytest
from sqlalchemy import select
from werkzeug.routing import AnyConverter

from tests.factories import make_member, make_room, make_user
from tests.people.accounts.browsing import PASSWORD, Visitor, give_password, signed_in
from webinar.kit.permissions import OF_REMOTES, Role
from webinar.people.accounts.actions import make_sign_in_link
from webinar.people.accounts.models import Browser, User, UserRole
from webinar.room.engine.registry import COMMANDS, QUERIES
from webinar.room.rooms.models import Room, RoomState, Seat

# Endpoints used by the remote's page, script and forms.
ENDPOINTS_OF_REMOTE = {"remote.remote", "slides.notes_of_part", "rooms.do"}
# Signing out ends the remote, so no other page could be tried afterwards.
NOT_TRIED = {"static", "accounts.sign_out"}


@pytest.fixture
def root(db):
    """An administrator, who may open more pages than any other user."""
    return db.write(
        lambda s: give_password(make_user(s, "Root", UserRole.ADMIN, email="root@b.example"))
    )


def make_presented_room(db, root):
    def build(session):
        room = make_room(session)
        make_member(session, room, "Root", Role.PRESENTER, user=session.get(User, root.id))
        return room

    return db.write(build)


@pytest.fixture
def room(db, root):
    return make_presented_room(db, root)


def scan(db, visitor, root, room):
    """Follow a link to the remote of this session and press its button."""
    path = f"/rooms/{room.code}/remote"
    token = db.write(
        lambda s: make_sign_in_link(s, s.get(User, root.id), path, remote_of=room.code)
    )
    visitor.get(f"/welcome/{token}")
    answer = visitor.post(f"/welcome/{token}")
    assert answer.location == path
    return visitor


@pytest.fixture
def phone(app, db, root, room):
    visitor = scan(db, Visitor(app), root, room)
    assert visitor.get(f"/rooms/{room.code}/remote").status_code == 200
    return visitor


def addresses(app, room, method):
    """Yield every address of the application, with this session's code and default values."""
    defaults = {"code": room.code, "language": "en", "token": "x" * 43, "command": "room.end"}
    with app.test_request_context():
        urls = app.url_map.bind("127.0.0.1:5000")
        for rule in app.url_map.iter_rules():
            if method not in rule.methods or rule.endpoint in ENDPOINTS_OF_REMOTE | NOT_TRIED:
                continue
            values = {name: defaults.get(name, "1") for name in rule.arguments}
            for name, converter in rule._converters.items():
                if isinstance(converter, AnyConverter):
                    values[name] = min(converter.items)
            yield urls.build(rule.endpoint, values, method=method)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_remote_phone_is_a_stranger_on_every_other_page(app, phone, room, method):
    stranger = Visitor(app)
    stranger.get(f"/join/{room.code}")
    phone.get(f"/join/{room.code}")

    def answer(visitor, path, cookie):
        # Some pages set another cookie, which would invalidate the token of the next form.
        visitor.client.set_cookie("session", cookie)
        answer = visitor.client.open(path, method=method, data={"csrf_token": visitor.token})
        return answer.status_code, answer.location

    cookies = stranger.cookie.value, phone.cookie.value
    open_pages = {
        path: (answer(stranger, path, cookies[0]), answer(phone, path, cookies[1]))
        for path in addresses(app, room, method)
    }

    assert len(open_pages) > 60
    assert {path: both for path, both in open_pages.items() if both[0] != both[1]} == {}


def test_remote_phone_moves_slides_but_cannot_end_the_session(db, phone, room):
    phone.get(f"/rooms/{room.code}/remote")

    moved = phone.post(f"/rooms/{room.code}/do/slide.go", slide="1", back="remote")
    phone.post(f"/rooms/{room.code}/do/room.end", back="remote")

    assert moved.location == f"/rooms/{room.code}/remote"
    with db.read() as session:
        stored_room = session.get(Room, room.id)
        assert (stored_room.slide, stored_room.state) == (1, RoomState.LIVE)


def seat_of(app, db):
    """Return the token of the remote's seat."""
    with db.read() as session:
        seat = session.scalars(select(Seat).join(Browser).where(Browser.remote_of != "")).one()
        seal = session.get(Browser, seat.browser_id).seal
        return app.extensions["webinar"].live.seats.issue(seat.browser_id, seat.member_id, seal)


def test_remote_seat_may_do_only_what_its_page_does(app, db, phone, room):
    live = app.extensions["webinar"].live
    token = seat_of(app, db)
    with db.read() as session:
        holder = live.seats.find(session, token)

    def refusal(name):
        answer = live.gateway.answer(
            holder.room_id, holder.member_id, name, {}, is_remote=holder.is_remote
        )
        return answer.get("code")

    assert holder.is_remote
    assert {*COMMANDS, *QUERIES} > OF_REMOTES
    assert {refusal(name) for name in {*COMMANDS, *QUERIES} - OF_REMOTES} <= {"not_allowed", "rate"}
    assert refusal("remote.snapshot") is None


def test_remote_seat_gets_no_more_over_http_than_by_socket(app, db, phone, room):
    seat = {"X-Seat": seat_of(app, db)}

    def ask(query):
        return app.test_client().get(f"/rooms/{room.code}/ask/{query}", headers=seat)

    assert ask("remote.snapshot").status_code == 200
    assert ask("room.snapshot").status_code == 403


def test_remote_phone_cannot_open_the_remote_of_another_session(db, phone, root):
    other = make_presented_room(db, root)

    answer = phone.get(f"/rooms/{other.code}/remote")

    assert answer.location == "/sign-in"


def test_signed_in_user_stays_signed_in_after_scanning(app, db, root, room):
    laptop = signed_in(app, root)

    scan(db, laptop, root, room)

    assert laptop.is_signed_in
    assert laptop.get(f"/rooms/{room.code}/remote").status_code == 200


def test_signing_in_with_a_password_on_the_phone_ends_the_remote(db, phone, root):
    phone.sign_in("root@b.example", PASSWORD)

    assert phone.is_signed_in
    with db.read() as session:
        assert session.scalars(select(Browser.remote_of).filter_by(user_id=root.id)).all() == [""]


def test_signing_out_on_any_page_ends_the_remote(db, phone, root):
    phone.get("/sign-in")

    phone.post("/sign-out")

    with db.read() as session:
        assert session.scalars(select(Browser).filter_by(user_id=root.id)).all() == []


def test_remote_phone_joins_another_session_without_the_account(db, phone, root):
    other = make_presented_room(db, root)
    phone.get(f"/join/{other.code}")

    phone.post(f"/join/{other.code}", name="Aigul", language="kk")

    with db.read() as session:
        assert session.scalars(
            select(Browser.user_id).join(Seat).where(Seat.room_id == other.id)
        ).all() == [None]
