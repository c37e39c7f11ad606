"""The room loads the rest of its words and scripts after its first screen; a page with plain
forms serves browsers without scripts.
"""

import gzip
import json
import re
from html import unescape

import pytest

from tests.factories import make_room, make_user
from tests.people.accounts.browsing import Visitor
from webinar import features
from webinar.hooks import Feature
from webinar.page_places import RoomPlace
from webinar.words import refusals_of_rooms, script_words


@pytest.fixture
def room(db):
    return db.write(lambda s: make_room(s, owner=make_user(s, "Grace")))


@pytest.fixture
def visitor(app, room):
    """A participant who reads Kazakh."""
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    visitor.post(f"/join/{room.code}", name="Мадина", language="kk")
    return visitor


def data(page, name):
    return unescape(re.search(rf"""data-{name}=(["'])(.*?)\1""", page)[2])


def test_page_holds_words_of_its_first_screen_and_links_to_the_rest(app, visitor, room):
    page = visitor.get(f"/rooms/{room.code}").text

    first = json.loads(data(page, "words"))
    later = visitor.get(data(page, "extras-words"))

    with app.test_request_context():
        assert first["texts"].keys() == script_words("participant.js")["texts"].keys()
        every_code = refusals_of_rooms().keys()
    assert "Келісемін" not in first["texts"].values()
    assert "Келісемін" in later.json["texts"].values()
    assert not first["texts"].keys() & later.json["texts"].keys()
    assert first["refusals"].keys() | later.json["refusals"].keys() == every_code
    assert not first["refusals"].keys() & later.json["refusals"].keys()


def test_only_words_with_the_right_hash_are_cached_forever(visitor, room):
    address = data(visitor.get(f"/rooms/{room.code}").text, "extras-words")

    assert "immutable" in visitor.get(address).headers["Cache-Control"]
    assert "no-cache" in visitor.get("/words/kk?v=other").headers["Cache-Control"]
    assert visitor.get("/words/xx").status_code == 404


def test_words_are_compressed_on_request_and_differ_by_address(app):
    client = app.test_client()

    packed = client.get("/words/ru", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/words/ru", headers={"Accept-Encoding": "identity"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert "За" in plain.json["texts"].values()
    # The address alone determines the language, whatever the cookie says.
    client.set_cookie("language", "kk")
    assert "Agree" in client.get("/words/en").json["texts"].values()


def test_imports_of_the_first_script_are_preloaded(visitor, room):
    page = visitor.get(f"/rooms/{room.code}").text

    addresses = re.findall(r'<link rel="modulepreload" href="(.*?)">', page)

    assert len(addresses) == 1
    assert visitor.get(addresses[0]).status_code == 200
    assert visitor.get(data(page, "extras-script")).status_code == 200
    assert visitor.get(data(page, "extras-style")).status_code == 200


def test_link_to_an_unsteady_place_is_hidden_until_its_script_runs(visitor, room, monkeypatch):
    place = RoomPlace(rank=10, icon="group", is_steady=False)
    hidden = Feature(name="steps", place=place)
    monkeypatch.setattr(features, "room_places", lambda: [hidden])

    page = visitor.get(f"/rooms/{room.code}").text

    assert re.search(r'href="#steps" data-extra hidden>', page)


def test_page_without_scripts_is_for_members_only(app, visitor, room):
    page = visitor.get(f"/rooms/{room.code}/more")
    stranger = Visitor(app).get(f"/rooms/{room.code}/more")

    assert page.status_code == 200
    assert f'href="/rooms/{room.code}"' in page.text
    assert stranger.status_code == 303
    assert stranger.location == f"/join/{room.code}"


def test_form_returns_to_its_page(visitor, room):
    address = f"/rooms/{room.code}/do/member.language"

    from_room = visitor.post(address, language="ru")
    from_more = visitor.post(address, language="ru", back="more")

    assert from_room.location == f"/rooms/{room.code}"
    assert from_more.location == f"/rooms/{room.code}/more"
