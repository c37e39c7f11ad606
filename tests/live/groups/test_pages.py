"""Members work in groups with plain forms, and read and download the notes of all groups."""

import csv
import io
import json

import pytest

from tests.factories import make_room, make_user
from tests.live.groups.making import find, make_block, make_round
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.live.groups.models import GroupBallot, GroupRound, NoteBlock, RoundState
from webinar.room.rooms.models import Member, Room


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Aida"))


@pytest.fixture
def room(db, owner):
    return db.write(lambda s: make_room(s, s.merge(owner)))


@pytest.fixture
def join(app, room):
    def join(name, language="en"):
        visitor = Visitor(app)
        visitor.get(f"/join/{room.code}")
        visitor.post(f"/join/{room.code}", name=name, language=language)
        return visitor

    return join


@pytest.fixture
def grouped_visitors(db, room, join):
    """Ada and Bek, each in a separate group with a note."""
    visitors = join("Ada"), join("Bek", "ru")

    def build(s):
        ada, bek = s.query(Member).order_by(Member.number)
        round_ = make_round(s, s.get(Room, room.id), [ada], [bek])
        make_block(s, find(s, round_, 1), ada, text="Ask the school")
        make_block(s, find(s, round_, 2), bek, text="Спросить родителей")

    db.write(build)
    return visitors


def text(visitor, path):
    answer = visitor.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def do(visitor, room, command, **fields):
    answer = visitor.post(f"/rooms/{room.code}/do/{command}", **fields, back="more")
    assert answer.status_code == 303
    assert answer.location.endswith("/more")


def close(db, room):
    def build(s):
        s.query(GroupRound).filter_by(room_id=room.id).update({"state": RoundState.CLOSED})

    db.write(build)


def test_member_without_scripts_sees_only_their_own_group(room, grouped_visitors):
    page = text(grouped_visitors[0], f"/rooms/{room.code}/more")

    assert "Group 1" in page and "Ask the school" in page
    assert "Спросить родителей" not in page


def test_member_without_scripts_adds_and_changes_paragraphs(db, room, grouped_visitors):
    ada = grouped_visitors[0]
    fields = {"round": "1", "group": "1", "language": "en"}

    do(ada, room, "group.write", **fields, block="block-0002", was="", now="Then the parents")
    do(
        ada,
        room,
        "group.write",
        **fields,
        block="block-0001",
        was="Ask the school",
        now="Ask the school today",
    )

    with db.read() as s:
        paragraphs = s.query(NoteBlock).order_by(NoteBlock.group_id, NoteBlock.position)
        assert [paragraph.text for paragraph in paragraphs][:2] == [
            "Ask the school today",
            "Then the parents",
        ]


def test_group_without_scripts_polls_itself_and_calls_for_help(db, room, grouped_visitors):
    ada = grouped_visitors[0]

    do(ada, room, "group.ask", question="When?", options=["Monday", "Friday", ""], language="en")
    do(ada, room, "group.vote", poll="1", option="1")
    do(ada, room, "group.help", wanted="true")

    with db.read() as s:
        assert [ballot.option for ballot in s.query(GroupBallot)] == [1]
    page = text(ada, f"/rooms/{room.code}/more")
    assert "The presenter has been called" in page


def test_late_joiner_without_scripts_joins_a_group(room, grouped_visitors, join):
    latecomer = join("Late")
    assert "Join group" in text(latecomer, f"/rooms/{room.code}/more")

    do(latecomer, room, "group.join")

    assert "Ask the school" in text(latecomer, f"/rooms/{room.code}/more")


def test_everybody_reads_all_notes_once_the_round_is_over(db, room, grouped_visitors):
    paths = [f"/rooms/{room.code}/groups", f"/rooms/{room.code}/groups.json"]
    before = "".join(text(grouped_visitors[0], path) for path in paths)
    assert "Ask the school" not in before and "Спросить" not in before

    close(db, room)

    for visitor in grouped_visitors:
        page, data = (text(visitor, path) for path in paths)
        assert "Ask the school" in page and "Спросить родителей" in page
        assert json.loads(data)[0]["groups"][1] == {
            "group": 2,
            "members": ["Bek"],
            "note": [{"text": "Спросить родителей", "language": "en"}],
        }


def test_stranger_to_the_session_reads_no_notes(app, db, room, grouped_visitors):
    close(db, room)
    stranger = Visitor(app)

    assert stranger.get(f"/rooms/{room.code}/groups").status_code == 303
    assert stranger.get(f"/rooms/{room.code}/groups.json").status_code == 404


def test_markup_in_notes_is_escaped(db, room, grouped_visitors):
    ada = grouped_visitors[0]
    hostile = "<img src=x onerror=alert(1)>"
    fields = {"round": "1", "group": "1", "language": "en", "was": "", "now": hostile}
    do(ada, room, "group.write", **fields, block="block-0002")
    during = text(ada, f"/rooms/{room.code}/more")
    close(db, room)

    assert hostile not in during and "&lt;img" in during
    assert hostile not in text(ada, f"/rooms/{room.code}/groups")


def test_report_holds_the_notes_with_all_revisions(app, db, owner, room, grouped_visitors):
    fields = {"round": "1", "group": "1", "language": "en", "block": "block-0001"}
    do(
        grouped_visitors[0],
        room,
        "group.write",
        **fields,
        was="Ask the school",
        now="=Ask the school now",
    )
    host = signed_in(app, owner)

    table = text(host, f"/rooms/{room.code}/report/groups.csv").removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table)))
    [first, second] = json.loads(text(host, f"/rooms/{room.code}/report/groups.json"))["rows"]

    assert [(row["group"], row["text"]) for row in rows] == [
        ("1", "'=Ask the school now"),
        ("2", "Спросить родителей"),
    ]
    assert [revision["text"] for revision in first["revisions"]] == [
        "Ask the school",
        "=Ask the school now",
    ]
    assert second["members"] == ["Bek"]
