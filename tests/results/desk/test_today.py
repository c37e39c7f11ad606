"""Today shows the next session with its preparations, and what waits for the organiser."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.factories import (
    invite,
    make_change,
    make_cohort,
    make_member,
    make_room,
    make_user,
    match,
)
from tests.live.steps.making import make_step
from tests.people.accounts.browsing import signed_in
from webinar.kit import clock
from webinar.live.steps.models import StepState
from webinar.people.accounts.models import UserRole
from webinar.results.attendance.models import FrozenReport
from webinar.room.cohorts.models import Person, PersonLink
from webinar.room.rooms.models import Member, Purged, Room, RoomState
from webinar.room.sessions import team


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Owner"))


@pytest.fixture
def plan(db, owner):
    """`plan(title, hours)` makes a planned session that begins in so many hours."""

    def plan(title, hours=None):
        at = None if hours is None else clock.now() + timedelta(hours=hours)
        return db.write(
            lambda s: (
                make_room(
                    s, s.merge(owner), title=title, state=RoomState.PLANNED, planned_at=at
                ).code
            )
        )

    return plan


@pytest.fixture
def today(app, owner):
    visitor = signed_in(app, owner)
    return lambda: visitor.get("/desk").text


def steps_of(page):
    """Return `{words: (whether it is done, address)}` of the preparations on the page."""
    found = re.findall(
        r'<li class="is-(done|open)">.*?<a href="([^"]+)">([^<]+)</a> <span[^>]*>([^<]+)<',
        page,
        re.DOTALL,
    )
    for state, _, _, said in found:
        assert said == {"done": "Done", "open": "Not yet"}[state]
    return {words: (state == "done", address) for state, address, words, _ in found}


def test_next_session_is_the_first_in_time(plan, today):
    plan("Undated")
    plan("Later", hours=90)
    code = plan("Next", hours=49.5)

    page = today()

    coming = page.partition('id="coming"')[2].partition("</section>")[0]
    assert f'<a href="/desk/{code}"><bdi>Next</bdi></a>' in coming
    assert "in 2 days" in coming
    assert f"{code[:4]} {code[4:]}" in coming
    assert f'href="/rooms/{code}/console"' in coming


def test_nothing_is_prepared_in_a_new_session(plan, today):
    code = plan("Fresh")

    assert steps_of(today()) == {
        "Day and time": (False, f"/desk/{code}/change"),
        "Presenters and interpreters": (False, f"/desk/{code}#team"),
        "Cohort": (False, f"/desk/{code}#cohort"),
        "Rehearsed on the console": (False, f"/rooms/{code}/console"),
    }


def test_each_preparation_is_ticked_once_it_is_done(app, db, owner, plan, today):
    code = plan("Prepared", hours=5)

    def prepare(s):
        room = s.scalars(select(Room).filter_by(code=code)).one()
        cohort = make_cohort(s, s.merge(owner), people=["Ada"])
        invite(s, room, cohort)
        helper = make_user(s, "Helper", UserRole.PRESENTER)
        team.appoint(make_change(s, room), helper.id)
        room.slide = 3
        return cohort.id

    cohort_id = db.write(prepare)
    before = steps_of(today())

    def send(s):
        person = s.scalars(select(Person)).one()
        now = clock.now()
        link = {"person_id": person.id, "seed": "", "token_hash": "x", "created_at": now}
        s.add(PersonLink(**link, mailed_at=now))

    db.write(send)
    after = steps_of(today())

    sent = "Personal links sent"
    assert before.pop(sent) == (False, f"/desk/cohorts/{cohort_id}/links")
    assert after.pop(sent) == (True, f"/desk/cohorts/{cohort_id}/links")
    assert {is_done for is_done, _ in before.values()} == {True}
    assert after == before


def test_revoked_link_reaches_nobody(db, owner, plan, today):
    code = plan("Revoked", hours=5)

    def build(s):
        room = s.scalars(select(Room).filter_by(code=code)).one()
        invite(s, room, make_cohort(s, s.merge(owner), people=["Ada"]))
        person, now = s.scalars(select(Person)).one(), clock.now()
        link = {"person_id": person.id, "seed": "", "token_hash": "x", "created_at": now}
        s.add(PersonLink(**link, mailed_at=now, revoked_at=now))

    db.write(build)

    assert steps_of(today())["Personal links sent"][0] is False


def test_helper_sees_the_session_without_its_preparations(app, db, plan):
    code = plan("Ours", hours=5)

    def build(s):
        room = s.scalars(select(Room).filter_by(code=code)).one()
        helper = make_user(s, "Helper", UserRole.PRESENTER)
        team.appoint(make_change(s, room), helper.id)
        return helper

    page = signed_in(app, db.write(build)).get("/desk").text

    assert "Ours" in page
    assert steps_of(page) == {}
    assert f'href="/desk/{code}"' not in page


def test_interpreter_is_led_to_the_desk_and_a_stranger_to_nothing(app, db, plan):
    code = plan("Ours", hours=5)

    def build(s):
        room = s.scalars(select(Room).filter_by(code=code)).one()
        interpreter = make_user(s, "Interpreter", UserRole.INTERPRETER)
        team.appoint(make_change(s, room), interpreter.id, "interpreter.kk")
        return interpreter, make_user(s, "Stranger")

    interpreter, stranger = db.write(build)

    assert f'href="/rooms/{code}/interpreting"' in signed_in(app, interpreter).get("/desk").text
    assert "Ours" not in signed_in(app, stranger).get("/desk").text


def test_attendance_waits_until_it_is_frozen(db, owner, today):
    room = db.write(lambda s: make_room(s, s.merge(owner), title="Held", state=RoomState.ENDED))
    address = f'href="/desk/{room.code}/attendance#frozen"'
    before = today()
    report = {"version": 1, "content": b"", "hash": "h", "counts": {}}
    db.write(
        lambda s: s.add(
            FrozenReport(room_id=room.id, by_user_id=owner.id, frozen_at=clock.now(), **report)
        )
    )

    assert address in before
    assert address not in today()


def test_old_and_cancelled_sessions_wait_for_nothing(db, owner, today):
    def build(s):
        old = make_room(s, s.merge(owner), title="Old", state=RoomState.ENDED)
        off = make_room(s, s.merge(owner), title="Off", state=RoomState.ENDED)
        past = clock.now() - timedelta(days=40)
        s.execute(update(Room).filter_by(id=old.id).values(started_at=past, ended_at=past))
        s.execute(update(Room).filter_by(id=off.id).values(started_at=None, cancelled_at=past))

    db.write(build)

    assert "Waiting for you" not in today()


def test_guests_of_equal_names_wait_to_be_matched(db, owner, today):
    def work(s):
        cohort = make_cohort(s, s.merge(owner), people=["Ada", "Berik", "Dana"])
        room = make_room(s, s.merge(owner), title="Over", state=RoomState.ENDED)
        invite(s, room, cohort)
        # Two guests are called Dana, and nobody on the roster is called Eve.
        guests = {name: make_member(s, room, name) for name in ("Ada", "Berik", "Eve", "Dana")}
        make_member(s, room, "Dana")
        return room.id, guests["Ada"].id

    room_id, ada_id = db.write(work)
    assert "Match 2 guests of the same names" in today()

    def match_ada(s):
        person = s.scalars(select(Person).filter_by(name="Ada")).one()
        match(s, s.get(Member, ada_id), person)

    db.write(match_ada)
    assert "Match 1 guest of the same name" in today()

    db.write(lambda s: s.add(Purged(room_id=room_id, attendance_at=clock.now())))
    assert "of the same name" not in today()


def test_overdue_steps_wait_however_old_the_session_is(db, owner, today):
    def work(s):
        room = make_room(s, s.merge(owner), title="Over", state=RoomState.ENDED)
        room.ended_at = room.started_at = clock.now() - timedelta(days=90)
        member = make_member(s, room)
        day = clock.now().date()
        for days, state in ((-3, StepState.AGREED), (-1, StepState.DONE), (30, StepState.AGREED)):
            make_step(s, room, member, state=state, due=day + timedelta(days=days))
        return room.code

    code = db.write(work)
    page = today()
    assert "1 agreed step is overdue" in page
    assert f'href="/rooms/{code}/follow?late=1"' in page

    db.write(lambda s: s.execute(update(Room).values(archived_at=clock.now())))
    assert "is overdue" not in today()


def test_what_waits_in_others_sessions_is_theirs(db, app, owner):
    def work(s):
        other = make_user(s, "Other")
        cohort = make_cohort(s, other, people=["Ada"])
        room = make_room(s, other, state=RoomState.ENDED)
        invite(s, room, cohort)
        member = make_member(s, room, "Ada")
        due = clock.now().date() - timedelta(days=2)
        make_step(s, room, member, state=StepState.AGREED, due=due)

    db.write(work)
    page = signed_in(app, owner).get("/desk").text
    assert "of the same name" not in page
    assert "is overdue" not in page
