"""Tests handed in during a live session of the course count in the course."""

from datetime import timedelta

import pytest

from tests.factories import (
    make_cohort,
    make_course,
    make_learner,
    make_member,
    make_person,
    make_room,
    match,
)
from tests.learn.exams.making import POST, PRE, act, make_school, result, take
from tests.live.assessment.making import make_programme
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.learn.courses.actions import add_session
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.seating import member_learner
from webinar.learn.exams import queries
from webinar.learn.exams.models import ExamAttempt
from webinar.learn.exams.sheets import first_sheets
from webinar.learn.identity.keys import Identity
from webinar.live.assessment.models import GivenAnswer, Paper
from webinar.room.rooms.models import RoomState

HAND_IN_AGE = timedelta(hours=2)


def hand_in_live(s, member, part, *options, handed_in=True, at=None):
    """The member's choices for q1 and q2 in the session, by default two hours ago."""
    at = at or clock.now() - HAND_IN_AGE
    for name, option in zip(("q1", "q2"), options, strict=False):
        item = f"{part}--{name}"
        s.add(GivenAnswer(member_id=member.id, item=item, options=[option], answered_at=at))
    done = at if handed_in else None
    s.add(Paper(member_id=member.id, part=part, saved_at=at, handed_in_at=done))
    s.flush()


@pytest.fixture
def school(db):
    """A course whose session is over; Ada was a guest in the session and is now a learner."""
    school = make_school(db)

    def build(s):
        course = s.get_one(Course, school.course.id)
        room = make_room(s, module=make_programme(), state=RoomState.ENDED)
        add_session(s, course, room)
        member = make_member(s, room, "Ada")
        return room, member, member_learner(s, course, member, "k" * 40)

    return school, *db.write(build)


def test_a_pre_test_handed_in_live_is_done(db, school):
    course, _room, member, learner = school
    db.write(lambda s: hand_in_live(s, member, PRE, "b", "a"))

    outcome = result(db, course, PRE, student=learner)
    assert outcome.first.is_live and (outcome.percent, outcome.attempts, outcome.is_over) == (
        50,
        1,
        True,
    )
    with pytest.raises(Refused, match="no_attempt_left"):
        act(db, "begin", course, PRE, "ru", student=learner)


def test_a_live_post_test_is_one_attempt_and_the_better_one_counts(db, school):
    course, _room, member, learner = school
    db.write(lambda s: hand_in_live(s, member, POST, "a", "a"))

    take(db, course, POST, "b", "b", student=learner)

    outcome = result(db, course, POST, student=learner)
    assert [test.number for test in outcome.taken] == [0, 1]
    assert (outcome.percent, outcome.attempts, outcome.passed) == (100, 2, True)


def test_a_partial_live_test_not_handed_in_is_not_an_attempt(db, school):
    course, _room, member, learner = school
    db.write(lambda s: hand_in_live(s, member, PRE, "b", handed_in=False))

    assert result(db, course, PRE, student=learner).attempts == 0


def test_a_complete_live_test_counts_after_the_session_even_if_not_handed_in(db, school):
    course, _room, member, learner = school
    db.write(lambda s: hand_in_live(s, member, PRE, "b", "b", handed_in=False))

    assert result(db, course, PRE, student=learner).percent == 100


def test_a_live_paper_counts_for_the_person_the_member_is_matched_to(db):
    def build(s):
        cohort = make_cohort(s)
        person = make_person(s, cohort, "Ada")
        course = make_course(s, module=make_programme(), cohort=cohort)
        room = make_room(s, module=make_programme(), state=RoomState.ENDED)
        add_session(s, course, room)
        member, stranger = make_member(s, room, "Ada"), make_member(s, room, "Zhan")
        match(s, member, person)
        hand_in_live(s, member, PRE, "b", "b")
        hand_in_live(s, stranger, PRE, "a", "a")
        return course.id, make_learner(s, course, person=person).id

    course_id, learner_id = db.write(build)

    with db.read() as s:
        course, learner = s.get_one(Course, course_id), s.get_one(Learner, learner_id)
        assert queries.result_of(s, course, learner, PRE).percent == 100


def test_a_session_outside_the_course_does_not_count(db, school):
    course, _room, _member, learner = school

    def build(s):
        room = make_room(s, module=make_programme(), state=RoomState.ENDED)
        hand_in_live(s, make_member(s, room, "Ada"), PRE, "b", "b")

    db.write(build)

    assert result(db, course, PRE, student=learner).attempts == 0


@pytest.mark.parametrize(("hours_ago", "is_live"), [(1, True), (3, False)])
def test_a_persons_first_sheet_is_the_earlier_of_live_and_self_paced(
    db, school, hours_ago, is_live
):
    course, _room, member, learner = school
    attempt = take(db, course, PRE, "b", "b", student=learner)
    db.write(lambda s: hand_in_live(s, member, PRE, "a", "a"))
    at = clock.now() - timedelta(hours=hours_ago)
    db.write(lambda s: setattr(s.get_one(ExamAttempt, attempt.id), "handed_in_at", at))

    with db.read() as s:
        sheets = first_sheets(s, s.get_one(Course, course.course.id))[PRE]

    assert list(sheets) == [Identity.of_learner(learner)]
    [sheet] = sheets.values()
    assert [mark.is_right for mark in sheet.marks.values()] == [not is_live] * 2
