"""Browsers fetch the deck once per language and cache it; only presenters get the notes."""

import gzip

import pytest

from tests.factories import make_room, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.people.accounts.models import User


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Grace"))


@pytest.fixture
def room(db, owner):
    return db.write(lambda s: make_room(s, owner=s.get(User, owner.id)))


@pytest.fixture
def edition(db, room):
    from webinar.room.rooms.models import Room

    with db.read() as session:
        return session.get(Room, room.id).edition


def get_deck(client, room, language="kk", query="", **headers):
    return client.get(f"/rooms/{room.code}/deck/{language}/0{query}", headers=headers)


def test_only_a_deck_with_the_current_hash_is_cached_forever(client, room, edition):
    current = get_deck(client, room, query=f"?v={edition.hash}")
    old = get_deck(client, room, query="?v=0123456789abcdef")

    assert current.json["slides"][0]["title"] == "welcome kk"
    assert "immutable" in current.headers["Cache-Control"]
    assert "no-cache" in old.headers["Cache-Control"]
    assert "public" not in current.headers["Cache-Control"]


def test_unchanged_deck_is_not_sent_again(client, room):
    first = get_deck(client, room)

    second = get_deck(client, room, **{"If-None-Match": first.headers["ETag"]})

    assert (second.status_code, second.data) == (304, b"")


@pytest.mark.parametrize(
    ("accepted", "is_packed"), [("gzip", True), ("gzip;q=0", False), ("", False)]
)
def test_deck_is_compressed_on_request(client, room, accepted, is_packed):
    plain = get_deck(client, room).data

    answer = get_deck(client, room, **{"Accept-Encoding": accepted})

    assert (answer.headers.get("Content-Encoding") == "gzip") is is_packed
    assert (gzip.decompress(answer.data) if is_packed else answer.data) == plain
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("language", ["de", "", "..", "x" * 500])
def test_deck_in_an_unknown_language_is_not_found(client, room, language):
    assert get_deck(client, room, language).status_code == 404


def test_only_presenters_get_the_notes(app, db, room, owner):
    grace = signed_in(app, owner)
    grace.get(f"/rooms/{room.code}/console")
    ada = Visitor(app)
    ada.get(f"/join/{room.code}")
    ada.post(f"/join/{room.code}", name="Ada", language="kk")

    notes = grace.get(f"/rooms/{room.code}/notes/kk")

    assert notes.json["notes"][0]["html"] == "<p>notes of welcome kk</p>"
    assert "no-store" in notes.headers["Cache-Control"]
    part_notes = grace.get(f"/rooms/{room.code}/notes/kk/0")
    assert part_notes.json == {"first": 0, "notes": notes.json["notes"]}
    assert grace.get(f"/rooms/{room.code}/notes/kk/1").status_code == 404
    assert ada.get(f"/rooms/{room.code}/notes/kk").status_code == 404
    assert ada.get(f"/rooms/{room.code}/notes/kk/0").status_code == 404
    assert Visitor(app).get(f"/rooms/{room.code}/notes/kk").status_code == 404
