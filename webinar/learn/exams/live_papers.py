"""Tests of a course that members took in its live sessions. Reads only.

A member has taken a test if they handed it in, or if it is over and they answered every question:
people who answer together with everybody else hand in nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit import clock
from webinar.kit.permissions import Can, can
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import learners_of, rooms_of_course
from webinar.live.assessment import queries as live_queries
from webinar.live.assessment.plan import Stage, TestPlan, tests_of
from webinar.live.assessment.queries import ItemAnswer
from webinar.room.cohorts.models import Match
from webinar.room.rooms.models import Member, Room

_FEW = 3


@dataclass(frozen=True)
class Paper:
    """A test that a member took in a session. If `is_shut`, nobody can take it there any more."""

    member_id: int
    test: TestPlan
    language: str
    answers: Mapping[str, ItemAnswer]
    at: datetime
    is_shut: bool


def members_of(
    db: Session, course: Course, learners: Collection[Learner] | None = None
) -> dict[int, int]:
    """Return the learners' ids by the members that they are known to be in the course's sessions.

    Only the given `learners` count; by default all learners of the course.
    """
    if learners is None:
        learners = learners_of(db, course)
    guests = {
        learner.member_id: learner.id for learner in learners if learner.member_id is not None
    }
    people = {
        learner.person_id: learner.id for learner in learners if learner.person_id is not None
    }
    if not people:
        return guests
    matched = select(Match.member_id, Match.person_id).where(
        Match.room_id.in_([room.id for room in rooms_of_course(db, course)])
    )
    if len(people) == 1:
        matched = matched.where(Match.person_id.in_(people))
    learners_by_member = {
        member_id: people[person_id]
        for member_id, person_id in db.execute(matched)
        if person_id in people
    }
    return guests | learners_by_member


def papers(db: Session, course: Course, only: Collection[int] | None = None) -> Iterator[Paper]:
    """Yield the tests that members took in the course's sessions.

    `only` limits them to these members. Each session and test needs a few statements.
    """
    if only is not None and not only:
        return
    for room in rooms_of_course(db, course):
        yield from _papers_in(db, room, only)


def _papers_in(db: Session, room: Room, only: Collection[int] | None) -> Iterator[Paper]:
    tests = tests_of(module_in(db, room))
    if not tests:
        return
    members = {member.id: member for member in _takers(db, room, only)}
    if not members:
        return
    stages = live_queries.stages_of(db, room, tests, clock.now())
    # None selects all members. Read a few members one by one instead: this way, a write that asks
    # for a few never yields its turn.
    selections: list[Member | None] = list(members.values()) if len(members) <= _FEW else [None]
    for test in tests:
        is_shut = stages[test.id] is Stage.OVER
        for selection in selections:
            final = live_queries.hand_in_times(db, room, test, selection)
            for member_id, answers in live_queries.answers(db, room, test, selection).items():
                member = members.get(member_id)
                is_complete = is_shut and len(answers) == len(test.items)
                if member is None or not (member_id in final or is_complete):
                    continue
                at = final.get(member_id) or max(answer.at for answer in answers.values())
                yield Paper(member_id, test, member.language, answers, at, is_shut)


def _takers(db: Session, room: Room, only: Collection[int] | None) -> Sequence[Member]:
    query = select(Member).filter_by(room_id=room.id)
    if only is not None and len(only) <= _FEW:
        query = query.where(Member.id.in_(only))
    takers = [member for member in db.scalars(query) if can(member, Can.TAKE_TESTS)]
    return takers if only is None else [member for member in takers if member.id in only]
