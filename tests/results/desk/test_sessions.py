"""All sessions are reached from one list, which is searched, filtered, ordered and paged."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from tests.factories import make_change, make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.people.accounts.models import UserRole
from webinar.results.desk.session_list import PAGE
from webinar.room.rooms.models import Room, RoomState
from webinar.room.sessions import team

DAY = datetime(2026, 5, 1, 9, tzinfo=UTC)


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Owner"))


@pytest.fixture
def add(db, owner):
    """`add(title, **fields)` makes a session of the owner and returns its code."""

    def add(title, **fields):
        fields = {"title": title, "planned_at": DAY} | fields
        return db.write(lambda s: make_room(s, s.merge(owner), **fields).code)

    return add


@pytest.fixture
def titles(app, owner):
    """`titles(query)` are the titles on the owner's page for this query, in order."""
    visitor = signed_in(app, owner)

    def titles(query=""):
        page = visitor.get(f"/desk/sessions{query}")
        assert page.status_code == 200
        return re.findall(r'<th scope="row"><a [^>]+><bdi>([^<]*)<', page.text)

    return titles


def test_sessions_are_listed_with_the_newest_first(add, titles):
    add("Old")
    add("New", planned_at=DAY + timedelta(days=2))
    add("Undated", planned_at=None)

    assert titles() == ["Undated", "New", "Old"]
    assert titles("?order=oldest") == ["Old", "New", "Undated"]
    assert titles("?order=title") == ["New", "Old", "Undated"]


def test_search_finds_parts_of_titles_whatever_their_capitals(add, titles):
    add("Алдын алу ҒЫЛЫМЫ")
    add("Another")

    assert titles("?search=ғылымы") == ["Алдын алу ҒЫЛЫМЫ"]
    assert titles("?search=%20aNoth%20") == ["Another"]


def test_search_finds_a_code_as_people_type_it(add, titles):
    code = add("Wanted")
    add("Another")

    for typed in (code, code.lower(), f"{code[:4]} {code[4:]}", f"{code[:4]}-{code[4:]}"):
        assert titles(f"?search={typed}") == ["Wanted"], typed


def test_filter_shows_one_state_and_keeps_cancelled_apart(db, add, titles):
    add("Coming", state=RoomState.PLANNED)
    add("Running", state=RoomState.LIVE)
    add("Past", state=RoomState.ENDED)
    code = add("Off", state=RoomState.ENDED)
    db.write(lambda s: s.execute(update(Room).filter_by(code=code).values(cancelled_at=DAY)))

    assert titles("?state=planned") == ["Coming"]
    assert titles("?state=live") == ["Running"]
    assert titles("?state=ended") == ["Past"]
    assert titles("?state=cancelled") == ["Off"]


@pytest.mark.parametrize(
    "query",
    ["?state=gone", "?order=%00", "?page=0", "?page=-1", "?page=x", "?page=999", "?search=%00"],
)
def test_wrong_values_in_the_address_are_ignored(add, titles, query):
    add("Only")

    assert titles(query) == ([] if "search" in query else ["Only"])


def test_every_session_is_reached_page_by_page(db, owner, titles):
    def build(s):
        user = s.merge(owner)
        for number in range(PAGE + 3):
            make_room(s, user, title=f"T{number:02}", planned_at=DAY + timedelta(hours=number))

    db.write(build)

    first, second = titles("?order=oldest"), titles("?order=oldest&page=2")

    assert first + second == [f"T{number:02}" for number in range(PAGE + 3)]
    assert len(first) == PAGE


def test_links_to_other_pages_keep_the_query(app, db, owner):
    db.write(lambda s: [make_room(s, s.merge(owner), title="Same") for _ in range(PAGE + 1)])

    page = signed_in(app, owner).get("/desk/sessions?search=sam&order=title&state=live").text

    address = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert address == "/desk/sessions?search=sam&state=live&order=title&page=2"


def test_empty_list_says_why(app, db, owner, add):
    visitor = signed_in(app, owner)
    before = visitor.get("/desk/sessions").text
    add("Only")

    found_nothing = visitor.get("/desk/sessions?search=else").text

    assert "are listed here" in before
    assert "No session matches" in found_nothing


def test_helpers_see_the_sessions_they_help_in_and_strangers_none(app, db, owner):
    def build(s):
        helper = make_user(s, "Helper", UserRole.PRESENTER)
        team.appoint(make_change(s, make_room(s, s.merge(owner), title="Ours")), helper.id)
        return helper, make_user(s, "Stranger"), make_user(s, "Admin", UserRole.ADMIN)

    helper, stranger, admin = db.write(build)

    assert "Ours" in signed_in(app, helper).get("/desk/sessions").text
    assert "Ours" in signed_in(app, admin).get("/desk/sessions").text
    assert "Ours" not in signed_in(app, stranger).get("/desk/sessions").text
    assert app.test_client().get("/desk/sessions").status_code == 303
