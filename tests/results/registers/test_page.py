"""The attendance page: access and content."""

import re

import pytest

from tests.factories import make_member, make_user
from tests.people.accounts.browsing import Visitor
from tests.results.attendance.making import make_scene
from tests.results.registers.visiting import RULE, at_home, audited
from webinar.kit.permissions import Role
from webinar.people.accounts.models import UserRole
from webinar.results.registers.page import PER_PAGE
from webinar.room.rooms.models import RoomState


@pytest.mark.parametrize("path", ["", "/people/p1", "/verify", "/versions/1", "/versions/1.json"])
def test_page_is_not_found_for_others(app, db, scene, organiser, path):
    organiser.get(organiser.home)
    organiser.post(f"{organiser.home}/freeze", before="0")
    other = at_home(app, db.write(lambda session: make_user(session, "Other")), scene)

    assert organiser.get(organiser.home + path).status_code == 200
    assert other.get(other.home + path).status_code == 404
    assert Visitor(app).get(other.home + path).status_code == 303


@pytest.mark.parametrize("path", ["/rule", "/people", "/people/p1", "/freeze"])
def test_presenter_can_read_but_not_change_anything(app, db, scene, path):
    def name(session):
        user = make_user(session, "Presenter", role=UserRole.ORGANISER)
        make_member(session, session.merge(scene.room), "Presenter", Role.PRESENTER, user=user)
        return user

    presenter = at_home(app, db.write(name), scene)

    page = presenter.get(presenter.home)
    assert page.status_code == 200
    assert "<form" in page.text and 'method="post" action="/desk/' not in page.text
    presenter.get("/desk")
    assert presenter.post(presenter.home + path, reason="x", before="0", **RULE).status_code == 404
    assert audited(db) == []


def test_everybody_has_a_row_with_status_remarks_and_exact_times(organiser):
    page = organiser.get(organiser.home).text

    for text in (
        "Ада",
        "Captain",
        "Inspector",
        "Unit 7",
        "Bo",
        "Cai",
        "A guest",
        "left and returned once",
    ):
        assert text in page
    assert "link lost once" in page
    assert page.count('class="attendance-person"') == 4
    assert page.count('class="attendance-left"') == 1 + 1, "one of Ada's, and the key's"
    assert page.count('class="attendance-lost"') == 1 + 1
    assert " style=" not in page
    # Past midnight the day is shown, too.
    times = r"\d\d:\d\d:\d\d to (\w[^:]+, )?\d\d:\d\d:\d\d: had left the page; "
    assert re.search(times, page), "the picture as text"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("status=absent", ["Cai"]),
        ("status=partly", ["Bo"]),
        ("unit=Unit+7", ["Ада", "Cai"]),
        ("unit=Unit+7&status=present", ["Ада"]),
        ("find=GUE", ["A guest"]),
        ("find=%D0%B0%D0%B4&unit=Unit+7", ["Ада"]),
        ("find=%00%25_", []),
        ("sort=minutes", ["A guest", "Ада", "Bo", "Cai"]),
        ("sort=name", ["A guest", "Bo", "Cai", "Ада"]),
        ("sort=status", ["Cai", "Bo", "A guest", "Ада"]),
        ("status=nonsense&sort=%00&page=-1", ["Ада", "Bo", "Cai", "A guest"]),
    ],
)
def test_page_is_filtered_and_sorted_by_query(organiser, query, names):
    page = organiser.get(f"{organiser.home}?{query}").text

    assert re.findall(r'scope="row"><a href="[^"]+"><bdi>([^<]+)</bdi>', page) == names


def test_heads_sort_keep_the_filter_and_say_the_order(organiser):
    page = organiser.get(f"{organiser.home}?unit=Unit+7&sort=minutes&page=1").text

    assert page.count("aria-sort") == 1
    assert re.search(r'aria-sort="descending"><a href="[^"]*\?unit=Unit\+7#people">Minutes<', page)
    assert re.search(r'scope="col"><a href="[^"]*\?unit=Unit\+7&amp;sort=name#people">Name<', page)


def test_large_register_is_paginated(db, scene, organiser):
    def fill(session):
        for number in range(PER_PAGE):
            make_member(session, session.merge(scene.room), f"Guest {number}")

    db.write(fill)

    first, second = (organiser.get(f"{organiser.home}?page={number}").text for number in (1, 2))
    assert first.count('class="attendance-person"') == PER_PAGE
    assert second.count('class="attendance-person"') == 4
    assert "Page 2 of 2" in second


def test_planned_or_running_session_has_a_page(app, db, scene):
    owner = scene.owner
    for state in (RoomState.PLANNED, RoomState.LIVE):
        other = db.write(lambda session, s=state: make_scene(session, session.merge(owner), s))
        visitor = at_home(app, owner, other)
        page = visitor.get(visitor.home)
        assert page.status_code == 200
        assert "Freeze" not in page.text
        frozen = visitor.post(f"{visitor.home}/freeze", before="0")
        assert (frozen.status_code, "Only the report of a session" in frozen.text) == (422, True)
