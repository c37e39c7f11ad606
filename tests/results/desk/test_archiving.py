"""Finished sessions are archived from the list, all that are ticked or none, and brought back."""

import re

import pytest
from sqlalchemy import select

from tests.factories import make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.people.audit.models import AuditEntry
from webinar.room.rooms.models import RoomState


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Owner"))


@pytest.fixture
def add(db, owner):
    """`add(title, state=ENDED, user=owner)` makes a session and returns its code."""

    def add(title, state=RoomState.ENDED, user=owner):
        return db.write(lambda s: make_room(s, s.merge(user), title=title, state=state).code)

    return add


@pytest.fixture
def desk(app, owner):
    visitor = signed_in(app, owner)
    visitor.get("/desk/sessions")
    return visitor


def send(visitor, act, codes, query="", **fields):
    return visitor.post(f"/desk/sessions{query}", act=act, session=codes, **fields)


def titles(visitor, query=""):
    page = visitor.get(f"/desk/sessions{query}").text
    return set(re.findall(r'<th scope="row"><a [^>]+><bdi>([^<]*)<', page))


def test_archived_sessions_leave_the_lists_and_are_found_by_the_filter(desk, add):
    old, _kept = add("Old"), add("Kept")

    assert send(desk, "archive", [old]).status_code == 303

    page = desk.get("/desk/sessions").text
    assert "1 session archived." in page
    assert titles(desk) == {"Kept"}
    assert titles(desk, "?state=archived") == {"Old"}
    assert titles(desk, "?state=ended") == {"Kept"}
    assert "Old" not in desk.get("/desk").text
    assert desk.get(f"/desk/{old}/attendance").status_code == 200


def test_undo_brings_back_what_was_just_archived(desk, add):
    first, second = add("First"), add("Second")
    send(desk, "archive", [first, second])

    undo = desk.get("/desk/sessions").text.partition('value="bring_back"')[0]
    codes = re.findall(r'name="session" value="(\w+)"', undo)
    assert set(codes) == {first, second}
    send(desk, "bring_back", codes)

    assert titles(desk) == {"First", "Second"}


def test_query_of_the_list_is_kept(desk, add):
    answer = send(desk, "archive", [add("Old")], "?state=ended&order=title")

    assert answer.headers["Location"] == "/desk/sessions?state=ended&order=title"


def test_all_on_the_page_are_archived_by_one_tick(desk, add):
    codes = [add(f"T{number}") for number in range(3)]

    send(desk, "archive", [], shown=codes, all="true")

    assert titles(desk, "?state=archived") == {"T0", "T1", "T2"}


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (RoomState.PLANNED, "Only sessions that are over can be archived."),
        (RoomState.LIVE, "Only sessions that are over can be archived."),
    ],
)
def test_sessions_to_come_are_not_archived_nor_those_ticked_with_them(desk, add, state, sentence):
    over, other = add("Over"), add("Other", state)

    answer = send(desk, "archive", [over, other])

    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'name="session" value="{over}" checked' in answer.text
    assert titles(desk) == {"Over", "Other"}


@pytest.mark.parametrize("act", ["archive", "bring_back"])
def test_others_sessions_and_unknown_codes_are_refused(db, desk, add, act):
    stranger = db.write(lambda s: make_user(s, "Stranger"))
    own, others = add("Own"), add("Others", user=stranger)

    for codes in ([own, others], ["NOTACODE"], []):
        assert send(desk, act, codes).status_code == 422

    assert titles(desk) == {"Own"}


def test_boxes_stand_only_beside_sessions_that_may_be_archived(desk, add):
    over = add("Over")
    add("Coming", RoomState.PLANNED)

    page = desk.get("/desk/sessions").text

    assert re.findall(r'name="session" value="(\w+)"', page) == [over]


def test_archiving_twice_changes_nothing_and_the_log_has_it_once(db, desk, add):
    code = add("Old")

    assert [send(desk, "archive", [code]).status_code for _ in range(2)] == [303, 303]
    send(desk, "bring_back", [code])

    with db.read() as session:
        kinds = select(AuditEntry.kind).where(AuditEntry.kind.like("session.%"))
        assert session.scalars(kinds.order_by(AuditEntry.id)).all() == [
            "session.archived",
            "session.brought_back",
        ]
