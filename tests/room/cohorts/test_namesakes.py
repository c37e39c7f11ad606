"""One press matches the guests whose name exactly one person on the roster has."""

import re

import pytest
from sqlalchemy import select

from tests.factories import invite, make_cohort, make_member, make_room, make_user
from tests.people.accounts.browsing import signed_in
from webinar.room.cohorts.models import Match
from webinar.room.rooms.models import Member


@pytest.fixture
def who(app, db, owner):
    """`who(people, guests)` is the organiser's browser and the page of such a session."""

    def who(people, guests):
        def build(s):
            user = s.merge(owner)
            room = make_room(s, user)
            invite(s, room, make_cohort(s, user, people=people))
            for name in guests:
                make_member(s, room, name)
            return room.code

        return signed_in(app, owner), f"/desk/{db.write(build)}/people"

    return who


def offered(page):
    return re.findall(r'name="same" value="(\d+)" checked> <span><bdi>([^<]+)<', page)


def matched(db):
    with db.read() as s:
        rows = s.execute(
            select(Member.name, Match.reason).join(Match, Match.member_id == Member.id)
        )
        return sorted(tuple(row) for row in rows)


def test_guests_with_one_namesake_are_offered_whatever_the_order_of_words(who):
    visitor, path = who(["Ким Олег", "Ada King", "Other"], ["олег ким", "Ada King", "Guest"])

    assert [name for _, name in offered(visitor.get(path).text)] == ["олег ким", "Ada King"]


def test_ambiguous_names_are_left_out(who):
    visitor, path = who(["Ada", "Ada", "Bob", "Eve"], ["Ada", "Bob", "Bob", "Eve"])

    assert [name for _, name in offered(visitor.get(path).text)] == ["Eve"]


def test_only_ticked_guests_are_matched_with_the_reason(db, who):
    visitor, path = who(["Ada", "Bob"], ["Ada", "Bob"])
    number = dict((name, number) for number, name in offered(visitor.get(path).text))["Ada"]

    response = visitor.post(path, namesakes="yes", same=number, reason="seen them")

    assert response.status_code == 303
    assert matched(db) == [("Ada", "seen them")]
    assert "1 guest is matched." in visitor.get(path).text


def test_second_press_and_wrong_numbers_match_nobody(db, who):
    visitor, path = who(["Ada"], ["Ada", "Guest"])
    [(number, _)] = offered(visitor.get(path).text)
    fields = {"namesakes": "yes", "reason": "same", "same": [number, "2", "x", "9" * 5000]}

    visitor.post(path, **fields)
    visitor.post(path, **fields)

    assert matched(db) == [("Ada", "same")]


def test_reason_is_needed(db, who):
    visitor, path = who(["Ada"], ["Ada"])
    [(number, _)] = offered(visitor.get(path).text)

    page = visitor.post(path, namesakes="yes", same=number, reason=" ").text

    assert 'role="alert"' in page
    assert matched(db) == []


def test_person_who_is_there_already_is_left_out(who):
    visitor, path = who(["Ada"], ["Ada"])
    [(number, _)] = offered(visitor.get(path).text)
    visitor.post(path, namesakes="yes", same=number, reason="same")

    assert offered(visitor.get(path).text) == []


def test_stranger_matches_nobody(app, db, who):
    _, path = who(["Ada"], ["Ada"])
    stranger = signed_in(app, db.write(lambda s: make_user(s, "Stranger")))
    stranger.get("/desk")

    assert stranger.post(path, namesakes="yes", same="1", reason="same").status_code == 404
    assert matched(db) == []
