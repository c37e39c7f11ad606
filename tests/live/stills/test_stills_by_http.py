"""Hosts send pictures by HTTP, nobody else may, and the address of a picture is its secret."""

from io import BytesIO

import pytest

from tests.factories import make_member, make_room, make_user
from tests.live.stills.pictures import picture
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.kit.permissions import Role
from webinar.people.accounts.models import UserRole
from webinar.room.rooms.models import Room, RoomState


@pytest.fixture
def dana(db):
    return db.write(lambda s: make_user(s, "Dana", UserRole.PRESENTER))


@pytest.fixture
def room(db, dana):
    def build(s):
        row = make_room(s, state=RoomState.LIVE)
        make_member(s, row, "Dana", Role.PRESENTER, user=dana)
        return row

    return db.write(build)


@pytest.fixture
def laptop(app, dana, room):
    visitor = signed_in(app, dana)
    visitor.get(f"/rooms/{room.code}/console")
    return visitor


def send(visitor, room, kind="speaker", content=None, **fields):
    file = (BytesIO(picture() if content is None else content), "picture.webp")
    fields = {"turn": "firsttab", "begins": "1", **fields}
    return visitor.post(f"/rooms/{room.code}/stills/{kind}", picture=file, **fields)


def test_picture_of_a_host_is_served_under_its_key(app, laptop, room):
    key = send(laptop, room).json["key"]

    answer = Visitor(app).get(f"/stills/{key}")

    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert answer.data == picture()
    assert answer.headers["Cache-Control"] == "private, max-age=300, immutable"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("key", ["x", "a" * 22, "%00", "a" * 5000])
def test_unknown_key_gets_an_empty_answer(app, laptop, room, key):
    send(laptop, room)

    answer = Visitor(app).get(f"/stills/{key}")

    assert (answer.status_code, answer.data) == (404, b"")


def test_older_picture_is_no_longer_served(app, db, laptop, room):
    from webinar.live.stills.models import Still

    key = send(laptop, room).json["key"]
    db.write(lambda s: setattr(s.get(Still, (room.id, "speaker")), "key", "b" * 22))

    assert Visitor(app).get(f"/stills/{key}").status_code == 404


REFUSED = {
    "no picture": (b"<script>", {}, 409, "picture_unreadable"),
    "too many pixels": (picture(16000, 16000), {}, 409, "picture_too_large"),
    "too many bytes": (picture(size=12_100), {}, 409, "picture_too_large"),
    "a bad turn": (picture(), {"turn": "../x"}, 409, "bad_message"),
    "a long text": (picture(), {"text": "x" * 301}, 409, "bad_message"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_picture_is_refused(laptop, room, name):
    content, fields, status, code = REFUSED[name]

    answer = send(laptop, room, content=content, **fields)

    assert (answer.status_code, answer.json) == (status, {"ok": False, "code": code})


def test_upload_beyond_the_size_of_forms_is_refused_at_the_door(laptop, room):
    assert send(laptop, room, content=bytes(300_000)).status_code == 413


def test_upload_without_a_picture_is_refused(laptop, room):
    answer = laptop.post(f"/rooms/{room.code}/stills/speaker", turn="firsttab", begins="1")

    assert answer.json["code"] == "bad_message"


def test_second_picture_within_a_moment_is_refused(laptop, room):
    send(laptop, room)

    answer = send(laptop, room)

    assert (answer.status_code, answer.json["code"]) == (429, "rate")


def test_unknown_kind_is_not_found(laptop, room):
    assert send(laptop, room, kind="x").status_code == 404


def test_participants_strangers_and_hosts_of_other_sessions_are_refused(app, db, laptop, room):
    participant = Visitor(app)
    participant.get(f"/rooms/{room.code}")
    participant.post(f"/join/{room.code}", name="Ada", language="en")
    participant.get("/")
    other = db.write(lambda s: make_user(s, "Erlan", UserRole.PRESENTER))
    foreign_host = signed_in(app, other)
    foreign_host.get("/desk")

    for visitor in (participant, foreign_host):
        answer = send(visitor, room)
        assert (answer.status_code, answer.json["code"]) == (403, "not_allowed")


def test_upload_without_the_token_of_a_page_is_refused(laptop, room):
    laptop.token = ""

    assert send(laptop, room).status_code == 403


@pytest.mark.parametrize(
    ("state", "code"), [(RoomState.PLANNED, "room_not_live"), (RoomState.ENDED, "room_ended")]
)
def test_pictures_are_taken_only_while_the_session_runs(db, laptop, room, state, code):
    db.write(lambda s: setattr(s.get(Room, room.id), "state", state))

    assert send(laptop, room).json["code"] == code
