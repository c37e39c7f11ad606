"""A finished session whose slides were shown for minutes each, and a course of its modules."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.factories import (
    invite,
    make_cohort,
    make_course,
    make_member,
    make_module,
    make_room,
    make_slide,
    make_user,
)
from webinar.kit import clock
from webinar.learn.courses.actions import add_session
from webinar.learn.courses.models import Course, Learner
from webinar.learn.study.actions import record
from webinar.learn.study.models import Source
from webinar.learn.study.wire import Deeds, Read
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Member, Room, RoomState, TimelineEntry

# A slide that takes half a minute to read, and one that takes seconds.
WORD_COUNT = 65


@dataclass
class Held:
    """A session begun an hour ago and its course, as ids: tests read in their own transactions."""

    db: object
    room_id: int
    course_id: int
    began: datetime
    count: int = 0

    def member(self, name="Ada", **fields):
        def make(session):
            return make_member(session, session.get_one(Room, self.room_id), name, **fields).id

        return self.db.write(make)

    def be_there(self, member_id, *minutes):
        """`be_there(member, (0, 3), (9, 12))`: the member was heard in these minutes."""

        def make(session):
            for begin, end in minutes:
                session.add(
                    Interval(
                        room_id=self.room_id,
                        member_id=member_id,
                        boot="first",
                        began_at=self.began + timedelta(minutes=begin),
                        last_heard_at=self.began + timedelta(minutes=end),
                        is_open=False,
                    )
                )

        self.db.write(make)

    def happened(self, minute, kind, member_id=None, **detail):
        def make(session):
            session.add(
                TimelineEntry(
                    room_id=self.room_id,
                    version=1,
                    at=self.began + timedelta(minutes=minute),
                    kind=kind,
                    member_id=member_id,
                    detail=detail,
                )
            )

        self.db.write(make)

    def learner(self, make, *args, **fields):
        """The id of a learner made by a function of `courses.seating` or of the factories."""

        def work(session):
            return make(session, session.get_one(Course, self.course_id), *args, **fields).id

        return self.db.write(work)

    def read(self, learner_id, slide, seconds, minute=50, source=Source.ONLINE):
        """The learner read this slide, from this minute of the session on."""
        self.count += 1
        began = self.began + timedelta(minutes=minute)
        first, last = (
            round(instant.timestamp() * 1000)
            for instant in (began, began + timedelta(seconds=seconds))
        )
        deed = Read(f"stretch-{self.count}", slide, first, last, seconds)

        def work(session):
            learner = session.get_one(Learner, learner_id)
            course = session.get_one(Course, self.course_id)
            report = Deeds(round(clock.now().timestamp() * 1000), "", [deed])
            return record(session, course, learner, report, source)

        (done,) = self.db.write(work)
        assert not done.code


def hold(db, minutes=(4, 2, 3, 6), module=None, course_module=None, people=(), state=None):
    """Slides s0, s1… were shown for these minutes, one after the other; then the session ended."""

    def make(session):
        shown_module = module or make_module(
            slides=[make_slide(f"s{number}") for number in range(len(minutes))]
        )
        owner = make_user(session)
        room = make_room(session, owner, shown_module, state=RoomState.ENDED)
        cohort = make_cohort(session, owner, people=people)
        invite(session, room, cohort)
        room.started_at = clock.now() - timedelta(hours=1)
        room.ended_at = room.started_at + timedelta(minutes=sum(minutes))
        if state is not None:
            room.state, room.ended_at = state, None
        course = make_course(
            session,
            owner,
            course_module or shown_module,
            cohort,
            created_at=room.started_at - timedelta(days=1),
        )
        add_session(session, course, room)
        return Held(db, room.id, course.id, room.started_at)

    held = db.write(make)
    for number in range(1, len(minutes)):
        held.happened(sum(minutes[:number]), "slide.moved", slide=number)

    def last(session):
        session.get_one(Room, held.room_id).slide = len(minutes) - 1

    db.write(last)
    return held


def members(session, room_id):
    return session.query(Member).filter_by(room_id=room_id).all()
