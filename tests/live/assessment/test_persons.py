"""Test results count a person who answers on a phone and a laptop once."""

from datetime import timedelta

import pytest

from tests.factories import (
    invite,
    make_cohort,
    make_course,
    make_member,
    make_person,
    make_room,
    match,
)
from tests.learn.exams.test_live_papers import hand_in_live
from tests.live.assessment.making import POST, PRE, make_programme
from webinar.kit import clock
from webinar.learn.courses.actions import add_session
from webinar.learn.courses.models import Course
from webinar.learn.exams.sheets import first_sheets
from webinar.live.assessment.results import results
from webinar.room.rooms.models import Room, RoomState

EARLIER = clock.now() - timedelta(days=9)
LATER = EARLIER + timedelta(minutes=5)


@pytest.fixture
def ended_session(db):
    """Five people took the pre-test on a phone and the post-test on a laptop; the first two
    took the pre-test again on the laptop, knowing the questions.
    """

    def build(s):
        room = make_room(s, module=make_programme(), state=RoomState.ENDED)
        room.ended_at = clock.now() - timedelta(days=8)
        course = make_course(s)
        add_session(s, course, room)
        cohort = make_cohort(s)
        invite(s, room, cohort)
        for number in range(5):
            person = make_person(s, cohort, f"Person {number}")
            phone, laptop = make_member(s, room, "Phone"), make_member(s, room, "Laptop")
            for device in (phone, laptop):
                match(s, device, person)
            hand_in_live(s, phone, PRE, "a", "a", at=EARLIER)
            if number < 2:
                hand_in_live(s, laptop, PRE, "b", "b", at=LATER)
            hand_in_live(s, laptop, POST, "b", "b", at=LATER)
        return room.id, course.id

    return db.write(build)


def test_answers_before_and_after_on_different_devices_are_matched(db, ended_session):
    with db.read() as s:
        [result] = results(s, s.get_one(Room, ended_session[0]))

    assert result.gains.people == 5
    assert (
        result.gains.whole.pairs,
        result.gains.whole.right_before,
        result.gains.whole.after,
    ) == (
        10,
        0,
        100,
    )


def test_an_item_counts_each_person_once_by_their_first_answer(db, ended_session):
    with db.read() as s:
        [result] = results(s, s.get_one(Room, ended_session[0]))
        sheets = first_sheets(s, s.get_one(Course, ended_session[1]))

    assert [(share.people, share.right) for share in result.shares] == [(5, 0), (5, 0)]
    assert [mark.is_right for sheet in sheets[PRE].values() for mark in sheet.marks.values()] == (
        [False] * 10
    )
