"""Captions of a replay: for everybody who may watch it, and only those that still exist."""

from datetime import timedelta

import pytest

from tests.factories import make_member, make_user
from tests.people.accounts.browsing import Visitor
from tests.results.replay.conftest import START, as_learner, as_member
from webinar.kit.permissions import Role
from webinar.live.captions.models import Caption
from webinar.operate.personal import actions
from webinar.operate.personal.access import personal_data
from webinar.operate.personal.erasing import erase
from webinar.operate.personal.purging import purge_due
from webinar.operate.personal.subject import Subject
from webinar.people.accounts.models import User
from webinar.room.rooms.models import Member, Room

LINES = [("ru", 3, "Добро пожаловать"), ("kk", 3, "Қош келдіңіз"), ("kk", 5, "Бастаймыз")]
PATHS = [
    "captions.kk.json",
    "captions.kk.vtt",
    "captions.kk.srt",
    "captions.kk.txt",
    "chapters.kk.vtt",
]


@pytest.fixture
def interpreter(db, played):
    """An interpreter with an account, who typed `LINES`."""

    def build(session):
        room = session.get_one(Room, played.room.id)
        dana = make_member(session, room, "Dana", Role.INTERPRETER, user=make_user(session, "Dana"))
        for number, (language, minute, text) in enumerate(LINES, 1):
            session.add(
                Caption(
                    room_id=room.id,
                    language=language,
                    number=number,
                    member_id=dana.id,
                    text=text,
                    said_at=START + timedelta(minutes=minute),
                )
            )
        return dana

    return db.write(build)


@pytest.fixture
def ada(played, at, interpreter):
    """The browser of a participant."""
    return at(as_member(played, played.scene.ada))


def files_of(visitor, address):
    return "".join(visitor.get(f"{address}/{path}").get_data(as_text=True) for path in PATHS)


def test_script_names_the_languages_with_lines(played, interpreter):
    assert played.script("en").captions == ["kk", "ru"]


def test_player_gets_the_lines_of_one_language(ada, address):
    response = ada.get(f"{address}/captions.kk.json")

    assert response.get_json() == [
        [180_000, 182_000, "Қош келдіңіз"],
        [300_000, 302_000, "Бастаймыз"],
    ]
    etag = response.headers["ETag"]
    again = ada.get(f"{address}/captions.kk.json", headers={"If-None-Match": etag})
    assert again.status_code == 304


def test_participant_may_keep_captions_and_chapters(ada, address):
    captions = ada.get(f"{address}/captions.kk.vtt")
    chapters = ada.get(f"{address}/chapters.en.vtt")

    assert captions.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert "00:03:00.000 --> 00:03:02.000\nҚош келдіңіз" in captions.text
    assert "00:20:00.000 --> 00:40:00.000\ntalk\n" in chapters.text
    page = ada.get(address).text
    assert f"{address}/captions.kk.srt" in page and f"{address}/chapters.ru.vtt" in page


@pytest.mark.parametrize("path", PATHS)
def test_only_watchers_get_captions(app, played, interpreter, at, address, path):
    assert at(as_learner(played)).get(f"{address}/{path}").status_code == 200
    assert Visitor(app).get(f"{address}/{path}").status_code == 404
    other = at(as_learner(played, with_session=False))
    assert other.get(f"{address}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["captions.de.json", "captions.kk.csv", "chapters.kk.txt"])
def test_unknown_captions_do_not_exist(ada, address, path):
    assert ada.get(f"{address}/{path}").status_code == 404


def test_lines_of_an_erased_interpreter_are_gone(db, played, interpreter, ada, address):
    assert "Қош келдіңіз" in files_of(ada, address)

    def forget(session):
        member, room = (
            session.get_one(Member, interpreter.id),
            session.get_one(Room, played.room.id),
        )
        erase(session, Subject(None, (member,), (room,)), None)

    db.write(forget)

    found = files_of(ada, address)
    assert [text for _, _, text in LINES if text in found] == []
    assert "[…]" not in found
    assert played.script("kk").captions == []


def test_purged_captions_are_gone_although_interpreters_have_accounts(
    db,
    played,
    interpreter,
    ada,
    address,
    time,
):
    def keep_briefly(session):
        room = session.get_one(Room, played.room.id)
        actions.keep_for(session, room, session.get_one(User, room.owner_id), 100, 10)

    db.write(keep_briefly)
    time.go(11 * 24 * 60)

    assert purge_due(db) == {"attendance": 0, "answers": 1}

    found = files_of(ada, address)
    assert [text for _, _, text in LINES if text in found] == []
    assert "[…]" not in found
    assert played.script("kk").captions == []


def test_captions_are_in_the_personal_data_of_their_author(db, played, interpreter):
    with db.read() as session:
        member, room = (
            session.get_one(Member, interpreter.id),
            session.get_one(Room, played.room.id),
        )
        data = personal_data(session, Subject(None, (member,), (room,)))["data"]

    assert {(line["language"], line["text"]) for line in data["captions"]} == {
        (language, text) for language, _, text in LINES
    }
    assert all(line["said_at"].startswith("2026-11-24T04:0") for line in data["captions"])
