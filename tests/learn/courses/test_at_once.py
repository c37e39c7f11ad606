"""Simultaneous requests run one after the other: the second sees what the first did."""

import pytest
from sqlalchemy import select

from tests.factories import (
    LINK_KEY,
    make_cohort,
    make_course,
    make_learner,
    make_room,
    make_user,
)
from tests.overlapping_transactions import overlapping
from webinar.kit.errors import Refused
from webinar.learn.courses import seating
from webinar.learn.courses.actions import add_session
from webinar.learn.courses.models import Course, Learner, LearnerSeat
from webinar.people.accounts.browsers import make_browser
from webinar.people.accounts.models import User
from webinar.results.completion import actions as completion
from webinar.results.completion.queries import terms_of
from webinar.results.completion.rules import Terms
from webinar.room.cohorts.models import Person
from webinar.room.rooms.models import Room


@pytest.fixture
def course(db):
    def make(session):
        owner = make_user(session)
        return make_course(session, owner, cohort=make_cohort(session, owner, people=["Ada"]))

    return db.write(make)


def learners(db):
    with db.read() as session:
        return session.scalars(select(Learner.name)).all()


def test_a_session_added_to_two_courses_at_once_stays_in_the_first(db, course):
    other, room = db.write(
        lambda s: (
            make_course(s, s.get(User, course.owner_id)),
            make_room(s, s.get(User, course.owner_id)),
        )
    )

    def put_into(chosen):
        return lambda s: add_session(s, s.get(Course, chosen.id), s.get(Room, room.id))

    with pytest.raises(Refused, match="in_another_course"):
        overlapping(db, put_into(course), put_into(other))


def test_a_personal_link_opened_twice_makes_one_learner(db, course):
    def open_link(session):
        own, ada = session.get(Course, course.id), session.scalars(select(Person)).one()
        return seating.person_learner(session, own, ada, "en", LINK_KEY).number

    assert overlapping(db, open_link, open_link) == 1
    assert learners(db) == ["Ada"]


def test_a_guest_who_submits_twice_is_one_learner(db, course):
    browser = db.write(make_browser)

    def begin(session):
        own = session.get(Course, course.id)
        guest = seating.guest_learner(session, own, browser.id, "Daulet", "ru", LINK_KEY)
        seating.sit(session, guest, browser.id)
        return guest.number

    assert overlapping(db, begin, begin) == 1
    assert learners(db) == ["Daulet"]


def test_the_later_of_two_learners_keeps_the_seat_at_a_browser(db, course):
    browser, first, second = db.write(
        lambda s: (
            make_browser(s),
            *(make_learner(s, s.get(Course, course.id), name) for name in ("One", "Two")),
        )
    )

    def seat(learner):
        return lambda s: seating.sit(s, s.get(Learner, learner.id), browser.id)

    overlapping(db, seat(first), seat(second))

    with db.read() as session:
        assert session.scalars(select(LearnerSeat.learner_id)).all() == [second.id]


def test_the_later_of_two_first_rules_holds(db, course):
    def ask(slides):
        return lambda s: completion.set_rule(
            s, s.get(Course, course.id), course.owner_id, Terms(slides=slides)
        )

    overlapping(db, ask(50), ask(80))

    with db.read() as session:
        assert terms_of(session, course).slides == 80
