"""A cohort's course with a session, and its learners' work."""

import itertools
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

from tests.factories import (
    LINK_KEY,
    invite,
    make_cohort,
    make_course,
    make_learner,
    make_member,
    make_person,
    make_room,
    make_user,
    match,
)
from webinar.kit import clock
from webinar.learn.courses.actions import add_session
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.seating import member_learner
from webinar.learn.study.actions import record
from webinar.learn.study.models import Source
from webinar.learn.study.wire import Answer, Answered, Deeds, Read
from webinar.results.completion import actions
from webinar.results.completion.rules import Terms
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import RoomState

_keys = itertools.count(10_000)
BEGAN = clock.now().replace(microsecond=0) - timedelta(hours=3)


@dataclass
class World:
    """`ada` (roster) attended 40 of 60 minutes and learns; `bek` (roster) attended throughout and
    does not learn; `guest` learns; `member` attended as a guest and learns.
    """

    owner: object
    cohort: object
    course: Course
    room: object
    people: SimpleNamespace
    learners: SimpleNamespace


def make_world(db):
    def build(s):
        owner = make_user(s, "Grace", time_zone="Asia/Almaty")
        cohort = make_cohort(s, owner)
        ada = make_person(s, cohort, name="Ada Example", rank="captain", email="ada@x.test")
        bek = make_person(s, cohort, name="Bek Example", position="Inspector", unit="Unit 7")
        room = make_room(s, owner, state=RoomState.ENDED, planned_minutes=60)
        room.started_at, room.ended_at = BEGAN, BEGAN + timedelta(minutes=60)
        invite(s, room, cohort)
        course = make_course(s, owner, cohort=cohort)
        course.created_at = BEGAN
        add_session(s, course, room)
        for person, minutes in ((ada, 40), (bek, 60)):
            member = make_member(s, room, person.name)
            match(s, member, person)
            be_there(s, member, minutes)
        member = make_member(s, room, "Sam Example")
        be_there(s, member, 30)
        learners = SimpleNamespace(
            ada=make_learner(s, course, person=ada),
            guest=make_learner(s, course, "=Guest Example"),
            member=member_learner(s, course, member, LINK_KEY),
        )
        people = SimpleNamespace(ada=ada, bek=bek)
        return World(owner, cohort, course, room, people, learners)

    return db.write(build)


def be_there(s, member, minutes):
    end = BEGAN + timedelta(minutes=minutes)
    s.add(
        Interval(
            room_id=member.room_id,
            member_id=member.id,
            boot="b",
            began_at=BEGAN,
            last_heard_at=end,
        )
    )
    s.flush()


def study(db, world, learner, *slides, right=None, seconds=60, source=Source.ONLINE):
    """Read these slides in order; answer the quiz right, wrong, or not at all."""

    def work(s):
        course, student = s.get_one(Course, world.course.id), s.get_one(Learner, learner.id)
        at = round(BEGAN.timestamp() * 1000) + 7_200_000
        deeds = [
            Read(
                f"read-{slide}-{next(_keys)}",
                slide,
                at + n * 100_000,
                at + n * 100_000 + 90_000,
                seconds,
            )
            for n, slide in enumerate(slides)
        ]
        if right is not None:
            chosen = Answer(options=["b" if right else "a"])
            deeds.append(Answered(f"answer-{next(_keys)}", "which", at, "en", chosen))
        now = round(clock.now().timestamp() * 1000)
        done = record(s, course, student, Deeds(now, "", deeds), source)
        assert [outcome.code for outcome in done] == [""] * len(deeds)
        return student.completed_at is not None

    return db.write(work)


def set_rule(db, world, **terms):
    """Set the completion rule; return how many learners completed the course by it."""
    db.write(
        lambda s: actions.set_rule(
            s, s.get_one(Course, world.course.id), world.owner.id, Terms(**terms)
        )
    )
    return actions.settle_everybody(db, world.course.id)


def completed_at(db, learner):
    with db.read() as s:
        return s.get_one(Learner, learner.id).completed_at
