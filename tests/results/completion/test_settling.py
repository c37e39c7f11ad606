"""Completion that no act of the learner triggers: the server notices it by itself, once."""

import threading
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from tests.factories import (
    make_change,
    make_learner,
    make_member,
    make_module,
    make_person,
    make_room,
    match,
)
from tests.learn.exams.making import POST, make_school, set_rule, take
from tests.learn.exams.test_live_papers import hand_in_live
from tests.live.assessment.making import make_programme
from tests.results.completion.making import BEGAN, be_there, completed_at, make_world, study
from webinar.content.lessons.model import content_hash
from webinar.kit import clock
from webinar.learn.courses import changing
from webinar.learn.courses.actions import add_session
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.seating import member_learner
from webinar.learn.study.models import SlideProgress
from webinar.people.accounts.models import User
from webinar.results.attendance.register import register
from webinar.results.attendance.ruling import correct, find_attendee
from webinar.results.completion import actions
from webinar.results.completion.models import Counts
from webinar.results.completion.rules import Terms
from webinar.results.completion.settling import settle_changed_courses
from webinar.room.cohorts import matching
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Room, RoomState
from webinar.room.sessions.actions import end


@pytest.fixture
def world(db):
    return make_world(db)


def store_rule(db, course, **terms):
    """Store the rule without applying it."""

    def work(s):
        own_course = s.get_one(Course, course.id)
        actions.set_rule(s, own_course, own_course.owner_id, Terms(**terms))

    db.write(work)


def require_live_minutes(db, world, minutes):
    """Store the rule, settle, and return the mark for the next settling."""
    store_rule(db, world.course, minutes=minutes, counts=Counts.LIVE)
    return settle_changed_courses(db)


def test_first_check_after_a_start_settles_existing_courses(db, world):
    store_rule(db, world.course, minutes=40, counts=Counts.LIVE)

    settle_changed_courses(db)

    assert completed_at(db, world.learners.ada) is not None
    assert completed_at(db, world.learners.member) is None


def test_ending_a_session_completes_the_course(db, world):
    def reopen(s):
        room = s.get_one(Room, world.room.id)
        room.state, room.ended_at = RoomState.LIVE, None

    def finish(s):
        for interval in s.query(Interval):
            interval.last_heard_at = BEGAN + timedelta(minutes=55)
        end(make_change(s, s.get_one(Room, world.room.id)), None)

    db.write(reopen)
    mark = require_live_minutes(db, world, 55)
    db.write(finish)
    assert completed_at(db, world.learners.ada) is None

    settle_changed_courses(db, mark)

    assert completed_at(db, world.learners.ada) is not None


def test_correction_completes_the_course(db, world):
    def work(s):
        room = s.get_one(Room, world.room.id)
        attendee = find_attendee(register(s, room), f"p{world.people.ada.id}")
        correct(s, room, attendee, {"minutes": "60", "reason": "Said so"}, world.owner.id)

    mark = require_live_minutes(db, world, 60)
    db.write(work)

    settle_changed_courses(db, mark)

    assert completed_at(db, world.learners.ada) is not None


def test_matching_a_guest_completes_the_course(db, world):
    def join(s):
        person = make_person(s, world.cohort, name="Cyd Example")
        make_learner(s, s.get_one(Course, world.course.id), person=person)
        member = make_member(s, world.room, "Cyd")
        be_there(s, member, 20)
        return person, member

    person, member = db.write(join)
    mark = require_live_minutes(db, world, 20)
    db.write(
        lambda s: matching.match(
            make_change(s, s.get_one(Room, world.room.id)),
            s.get_one(User, world.owner.id),
            member.number,
            person.number,
            "same",
        )
    )

    settle_changed_courses(db, mark)

    with db.read() as s:
        cyd = s.query(Learner).filter_by(person_id=person.id).one()
    assert cyd.completed_at is not None


def test_adding_a_session_completes_the_course(db, world):
    def work(s):
        owner = s.get_one(User, world.owner.id)
        room = make_room(s, owner, state=RoomState.ENDED, planned_minutes=60)
        room.started_at, room.ended_at = BEGAN, BEGAN + timedelta(minutes=60)
        member = make_member(s, room, "Ada")
        match(s, member, world.people.ada)
        be_there(s, member, 30)
        add_session(s, s.get_one(Course, world.course.id), room, owner)

    mark = require_live_minutes(db, world, 70)
    db.write(work)

    settle_changed_courses(db, mark)

    assert completed_at(db, world.learners.ada) is not None


def test_shorter_edition_completes_the_course(db, world):
    study(db, world, world.learners.guest, "welcome", right=True)
    store_rule(db, world.course, slides=100)
    mark = settle_changed_courses(db)
    module = make_module()
    shorter = msgspec.structs.replace(module, slides=module.slides[:-1])

    def take_shorter_edition(s):
        course, organiser = s.get_one(Course, world.course.id), s.get_one(User, world.owner.id)
        changing.take_edition(s, course, organiser, shorter, content_hash(shorter))

    db.write(take_shorter_edition)

    settle_changed_courses(db, mark)

    assert completed_at(db, world.learners.guest) is not None


def test_lower_pass_mark_completes_the_course(db):
    school = make_school(db)
    take(db, school, POST, "b", "a")
    store_rule(db, school.course, must_pass=True)
    mark = settle_changed_courses(db)
    set_rule(db, school, POST, pass_percent=50)

    settle_changed_courses(db, mark)

    assert completed_at(db, school.ada) is not None


def test_submission_after_the_session_completes_the_course(db):
    school = make_school(db)

    def build(s):
        course = s.get_one(Course, school.course.id)
        room = make_room(s, module=make_programme(), state=RoomState.ENDED)
        room.ended_at = clock.now() - timedelta(days=1)
        add_session(s, course, room)
        member = make_member(s, room, "Cyd")
        return member, member_learner(s, course, member, "k" * 40)

    member, learner = db.write(build)
    store_rule(db, school.course, must_pass=True)
    mark = settle_changed_courses(db)
    db.write(lambda s: hand_in_live(s, member, POST, "b", "b", at=clock.now()))

    settle_changed_courses(db, mark)

    assert completed_at(db, learner) is not None


def test_unannounced_change_is_noticed_the_next_day(db, world):
    store_rule(db, world.course, slides=33)
    mark = settle_changed_courses(db)
    at = clock.now()
    progress = {"seconds": 60, "first_at": at, "last_at": at, "done_at": at}
    learner_id = world.learners.guest.id
    db.write(lambda s: s.add(SlideProgress(learner_id=learner_id, slide="welcome", **progress)))

    settle_changed_courses(db, mark)
    assert completed_at(db, world.learners.guest) is None
    settle_changed_courses(db, replace(mark, at=at - timedelta(days=1)))

    assert completed_at(db, world.learners.guest) is not None


def test_two_simultaneous_checks_record_each_completion_once(db, world):
    store_rule(db, world.course, slides=33)
    at = clock.now()
    progress = {"seconds": 60, "first_at": at, "last_at": at, "done_at": at}

    def build(s):
        course = s.get_one(Course, world.course.id)
        for number in range(40):
            learner = make_learner(s, course, f"Guest {number}")
            s.add(SlideProgress(learner_id=learner.id, slide="welcome", **progress))

    db.write(build)
    counts, start_together = [], threading.Barrier(2)

    def settle():
        start_together.wait()
        counts.append(actions.settle_everybody(db, world.course.id))

    threads = [threading.Thread(target=settle) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(counts) == 40 and len(counts) == 2


def test_concurrent_completion_keeps_the_first_time(db, world):
    if db.is_sqlite:
        pytest.skip("SQLite has one writer")
    guest = world.learners.guest
    study(db, world, guest, "welcome")
    store_rule(db, world.course, slides=33)

    def work(s):
        course, learner = s.get_one(Course, world.course.id), s.get_one(Learner, guest.id)
        assert learner.completed_at is None
        actions.settle_everybody(db, course.id)
        first = completed_at(db, guest)
        assert actions.settle(s, course, learner)
        return first

    first = db.write(work)

    assert first is not None
    assert completed_at(db, guest) == first
