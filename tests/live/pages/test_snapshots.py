"""A page or another client reads the snapshot over HTTP with its seat."""

import gzip
import json
import re
import time
from types import SimpleNamespace
from unittest.mock import ANY

import pytest

from tests.factories import make_room
from tests.live.steps.making import make_step
from tests.people.accounts.browsing import Visitor
from webinar.kit import limits
from webinar.kit.errors import Refused
from webinar.kit.web.services import services
from webinar.people.accounts.models import Browser
from webinar.room.rooms.models import Member, Room, Seat


@pytest.fixture
def room(db):
    return db.write(make_room)


@pytest.fixture
def seat(app, db, room):
    """The seat token of a participant."""
    return take_seat(app, db, room)


def take_seat(app, db, room):
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    visitor.post(f"/join/{room.code}", name="Ada", language="en")
    with app.app_context(), db.read() as session:
        seat = session.query(Seat).order_by(Seat.member_id.desc()).first()
        seal = session.get_one(Browser, seat.browser_id).seal
        return services().live.seats.issue(seat.browser_id, seat.member_id, seal)


def ask(app, room, seat, query="room.snapshot", **headers):
    client = app.test_client()
    return client.get(f"/rooms/{room.code}/ask/{query}", headers={"X-Seat": seat, **headers})


def change(db, room, **values):
    def work(session):
        stored_room = session.get_one(Room, room.id)
        for name, value in values.items():
            setattr(stored_room, name, value)

    db.write(work)


@pytest.mark.parametrize("query", ["room.snapshot", "remote.snapshot"])
def test_http_answer_equals_the_socket_answer(app, db, room, seat, query):
    response = ask(app, room, seat, query)

    assert response.status_code == 200
    assert without_time(response.json) == without_time(ask_by_socket(app, db, room, query))
    assert response.json["snapshot"]["me"]["name"] == "Ada"
    assert response.headers["Cache-Control"] == "no-store"


def ask_by_socket(app, db, room, query="room.snapshot", **fields):
    """Return the answer that the newest member gets by socket."""
    with app.app_context(), db.read() as session:
        member = session.query(Member).order_by(Member.id.desc()).first()
        return services().live.gateway.answer(room.id, member.id, query, fields)


def without_time(answer):
    return {**answer, "snapshot": {**answer["snapshot"], "now": ""}}


def test_snapshot_is_compressed_on_request(app, db, room, seat):
    def fill(session):
        member = session.query(Member).order_by(Member.id.desc()).first()
        for number in range(1, 31):
            text = f"Встреча с родителями {number}-го класса"
            make_step(session, session.get_one(Room, room.id), member, text)

    db.write(fill)

    plain, packed = ask(app, room, seat), ask(app, room, seat, Accept_Encoding="gzip")

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert without_time(json.loads(gzip.decompress(packed.data))) == without_time(plain.json)
    assert len(packed.data) < len(plain.data) / 4


def test_unchanged_snapshot_is_not_sent_again(app, db, room, seat):
    first = ask_by_socket(app, db, room)["snapshot"]

    same = ask_by_socket(app, db, room, have=first["tag"])
    change(db, room, version=99)
    other = ask_by_socket(app, db, room, have=first["tag"])

    assert same.keys() == {"ok", "same", "now"}
    assert other["snapshot"]["version"] == 99
    assert other["snapshot"]["tag"] != first["tag"]


def test_page_starts_with_a_tagged_snapshot(app, db, room):
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    visitor.post(f"/join/{room.code}", name="Ada", language="en")

    page = visitor.get(f"/rooms/{room.code}").text

    snapshot = json.loads(re.search(r'id="snapshot">(.+?)</script>', page)[1])
    assert ask_by_socket(app, db, room, have=snapshot["tag"])["same"] is True


def test_too_long_snapshot_is_not_sent_by_socket(app, db, room, seat):
    whole = ask_by_socket(app, db, room)["snapshot"]
    length = len(json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode())

    assert ask_by_socket(app, db, room, most=length)["snapshot"] == {**whole, "now": ANY}
    assert ask_by_socket(app, db, room, most=length - 1) == {"ok": True, "bytes": length}


def test_snapshot_needs_a_seat_in_this_session(app, db, room, seat):
    other = db.write(make_room)
    assert ask(app, room, seat).status_code == 200

    for wrong_seat, asked_room in (
        ("", room),
        ("nonsense", room),
        (f"{seat}x", room),
        (seat, other),
    ):
        response = ask(app, asked_room, wrong_seat)

        assert response.status_code == 403
        assert response.json == {"ok": False, "code": "not_allowed", "retry": False}


def test_http_snapshots_are_rate_limited_like_socket_ones(app, room, seat, monkeypatch):
    # On a slow machine the allowance would grow during the test.
    at = time.monotonic()
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: at))
    answers = [ask(app, room, seat) for _ in range(25)]

    assert [answer.status_code for answer in answers] == [200] * 24 + [429]
    assert answers[-1].json == {"ok": False, "code": "rate", "retry": True}


def test_other_queries_are_not_available_over_http(app, room, seat):
    assert ask(app, room, seat, "question.list").status_code == 404


def test_database_outage_is_answered_with_try_again(app, room, seat, monkeypatch):
    database = app.extensions["webinar"].db
    readers = iter([database.read])

    def refuse():
        raise Refused("try_again", retryable=True)

    monkeypatch.setattr(database, "read", lambda: next(readers, refuse)())

    response = ask(app, room, seat)

    assert (response.status_code, response.json["code"]) == (503, "try_again")
