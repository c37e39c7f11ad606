"""A browser that joins a session becomes one member, whose name is cleaned."""

import hashlib
from dataclasses import dataclass

import pytest
from itsdangerous import Signer
from sqlalchemy import func, insert, select, update

from tests.factories import (
    fill_seats,
    make_course,
    make_learner,
    make_member,
    make_room,
    make_user,
)
from tests.room.engine.rig import Rig, make_scene
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.permissions import Role
from webinar.kit.tokens import new_token
from webinar.people.accounts.browsers import make_browser
from webinar.people.accounts.models import Browser, User
from webinar.room.rooms.models import Member, Room, RoomState, Seat
from webinar.room.rooms.queries import find_member_at
from webinar.room.rooms.seats import SeatTokens
from webinar.room.sessions import actions
from webinar.room.sessions.arrivals import Arrivals
from webinar.room.sessions.seating import Arrival


@dataclass(frozen=True)
class KnownBrowser:
    """A stored browser with its secret token and its seal."""

    id: int
    token: str
    seal: str


def add_browser(db):
    token = new_token()
    row = db.write(lambda s: make_browser(s, token))
    return KnownBrowser(row.id, token, row.seal)


@pytest.fixture
def browser(db):
    return add_browser(db)


def join(rig, scene, browser, name="Dana", language="ru"):
    """Join the session, and return the member's id."""
    arrivals = Arrivals(rig.queue.run)
    return arrivals.seat(scene.room.id, Arrival(browser.token, name, language)).member_id


def member_of(db, member_id):
    with db.read() as session:
        return session.get(Member, member_id)


def test_joiner_becomes_a_participant_with_the_next_number(db, rig, scene, browser):
    member = member_of(db, join(rig, scene, browser))

    assert (member.name, member.language, member.role) == ("Dana", "ru", Role.PARTICIPANT)
    assert member.number == 4


def test_hosts_hear_of_a_joiner(rig, scene, browser):
    join(rig, scene, browser)

    rig.beat()

    [(name, body)] = rig.heard_by(scene.host)
    assert name == "room.people"
    assert [person["name"] for person in body["people"]["members"]][-1] == "Dana"
    assert rig.heard_by(scene.ada) == []


def test_same_browser_is_the_same_member_and_may_correct_the_name(db, rig, scene, browser):
    first = join(rig, scene, browser, "Dan")
    rig.beat()

    second = join(rig, scene, browser, "Dana", "kk")
    rig.beat()

    assert first == second
    assert member_of(db, first).name == "Dana"
    people = rig.heard_by(scene.host)[-1][1]["people"]["members"]
    assert [person["name"] for person in people if person["member"] == 4] == ["Dana"]


def test_a_browser_may_sit_in_two_sessions(db, rig, scene, browser):
    other = make_scene(db)

    assert join(rig, scene, browser) != join(rig, other, browser)


def test_only_earlier_members_can_open_an_ended_session(db, rig, scene, browser):
    seat = join(rig, scene, browser)
    rig.do(scene.host, "room.end")
    latecomer = add_browser(db)

    assert join(rig, scene, browser) == seat
    with pytest.raises(Refused, match="room_ended"):
        join(rig, scene, latecomer)


def test_removed_member_cannot_rejoin_in_the_same_browser(db, rig, scene, browser):
    member_id = join(rig, scene, browser)

    def remove(s):
        s.get(Member, member_id).removed_at = clock.now()

    db.write(remove)

    with pytest.raises(Refused, match="not_allowed"):
        join(rig, scene, browser)
    with db.read() as session:
        assert find_member_at(session, session.get(Room, scene.room.id), browser.id) is None


def test_user_with_several_browsers_is_one_member(db, rig, scene, browser):
    user_id = db.write(lambda s: make_user(s, "Grace").id)
    second = db.write(lambda s: make_browser(s).id)

    def seat(browser_id):
        def take(change):
            user = change.db.get(User, user_id)
            return actions.seat_user(change, browser_id, user, Role.PRESENTER, "en").id

        return rig.queue.run(scene.room.id, take)

    assert seat(browser.id) == seat(second) == seat(browser.id)


def test_full_session_takes_no_more_members(db, rig, scene, browser):
    db.write(lambda s: fill_seats(s, scene.room, 5000))

    with pytest.raises(Refused, match="room_full"):
        join(rig, scene, browser)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Айгүл \t Серік\n", "Айгүл Серік"),
        ("A\u202eB\u2066C\u200fD", "ABCD"),
        ("A\0B\x1b[31mC\x7f", "AB[31mC"),
        ("e\u0301", "\u00e9"),
        (
            "\u06a9\u062a\u0627\u0628\u200c\u0647\u0627",
            "\u06a9\u062a\u0627\u0628\u200c\u0647\u0627",
        ),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("x" * 10_000, "x" * 80),
        ("👩‍🏫 Dana", "👩‍🏫 Dana"),
    ],
)
def test_name_is_cleaned_to_one_line(db, rig, scene, browser, typed, cleaned):
    assert member_of(db, join(rig, scene, browser, typed)).name == cleaned


@pytest.mark.parametrize("typed", ["", "   ", "\u202e\u2066", "\0\x07", "\u200f"])
def test_empty_name_is_refused(db, rig, scene, browser, typed):
    with pytest.raises(Refused, match="name_empty"):
        join(rig, scene, browser, typed)

    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Member)) == 3


def test_seat_token_is_valid_only_while_its_rows_match(db, rig, scene, browser):
    member_id = join(rig, scene, browser)
    tokens = SeatTokens("a key for this test only")
    seal = browser.seal
    token = tokens.issue(browser.id, member_id, seal)

    def find(found=token, by=tokens):
        with db.read() as session:
            return by.find(session, found)

    def remove(s):
        s.get(Member, member_id).removed_at = clock.now()

    assert find().member_id == member_id
    assert find(tokens.issue(browser.id, scene.host.id, seal)) is None
    assert find(tokens.issue(browser.id, member_id, seal[::-1])) is None
    assert find(by=SeatTokens("another key")) is None
    for forged in (token[:-1], token.replace(".", ",", 1), "", None, 7, "x" * 10_000, "1.1.é"):
        assert find(forged) is None
    db.write(remove)
    assert find() is None


def recreate(session, browser, member_id, **columns):
    """Put the same browser and seat in new rows that reuse the old ids."""
    session.delete(session.get(Browser, browser.id))
    session.flush()
    row = make_browser(session, new_token())
    session.execute(update(Browser).filter_by(id=row.id).values(id=browser.id, **columns))
    session.execute(
        insert(Seat).values(
            browser_id=browser.id,
            room_id=session.get(Member, member_id).room_id,
            member_id=member_id,
        )
    )


def test_dead_token_stays_dead_when_its_ids_are_reused(db, rig, scene, browser):
    member_id = join(rig, scene, browser)
    tokens = SeatTokens("a key for this test only")
    old = tokens.issue(browser.id, member_id, browser.seal)

    db.write(lambda s: recreate(s, browser, member_id))

    with db.read() as session:
        now = session.get(Browser, browser.id).seal
        assert tokens.find(session, old) is None
        assert tokens.find(session, tokens.issue(browser.id, member_id, "")) is None
        assert tokens.find(session, tokens.issue(browser.id, member_id, now)) is not None


def test_token_issued_before_seals_keeps_its_seat(db, rig, scene, browser):
    member_id = join(rig, scene, browser)
    tokens = SeatTokens("a key for this test only")
    old_signer = Signer("a key for this test only", salt="seat", digest_method=hashlib.sha256)
    db.write(lambda s: recreate(s, browser, member_id, seal=""))

    token = old_signer.sign(f"{browser.id}.{member_id}").decode()

    assert tokens.issue(browser.id, member_id, "") == token
    with db.read() as session:
        assert tokens.find(session, token).member_id == member_id


def test_ids_are_never_reused(db):
    def make(session):
        room = make_room(session)
        learner = make_learner(session, make_course(session))
        rows = [make_browser(session), make_member(session, room), learner]
        ids = [row.id for row in rows]
        for row in rows:
            session.delete(row)
        session.flush()
        return ids

    first, second = db.write(make), db.write(make)

    assert all(later > earlier for earlier, later in zip(first, second, strict=True))


def test_a_planned_session_takes_members_and_no_votes(db, browser):
    scene, rig = make_scene(db, state=RoomState.PLANNED), Rig(db)

    member = member_of(db, join(rig, scene, browser))

    answer = rig.do(member, "poll.vote", poll="which", options=["a"])
    assert answer["code"] == "room_not_live"
