"""The stored repetitions of people who are joined, erased or forgotten, and of a person's copy."""

from datetime import timedelta

import pytest

from tests.factories import make_cohort, make_course, make_learner, make_module
from tests.learn.study.conftest import slides
from webinar.kit import clock
from webinar.learn.courses.models import Course, Learner
from webinar.learn.repetition.models import RepeatAnswer
from webinar.operate.personal.access import personal_data
from webinar.operate.personal.erasing import erase
from webinar.operate.personal.learners import purge_learners
from webinar.operate.personal.registry import REGISTRY
from webinar.operate.personal.subject import find_person
from webinar.results.completion.joining import join, separate
from webinar.room.cohorts.models import Person


@pytest.fixture
def joinable(db):
    """The ids of a course, of a guest and of a person, who both have repeated a question."""

    def build(session):
        cohort = make_cohort(session, people=["Ada"])
        course = make_course(session, module=make_module(slides=slides()), cohort=cohort)
        person = session.query(Person).one()
        guest, target = (
            make_learner(session, course, "Guest"),
            make_learner(session, course, person=person),
        )
        for learner, key in ((guest, "key-of-guest"), (target, "key-of-person"), (guest, "both")):
            session.add(
                RepeatAnswer(
                    learner_id=learner.id,
                    key=key,
                    item="which",
                    answer={"options": ["a"]},
                    is_right=False,
                    answered_at=clock.now(),
                )
            )
        session.flush()
        return course.id, guest.id, target.id, person.id

    return db.write(build)


def keys_of(session, learner_id):
    return {row.key for row in session.query(RepeatAnswer).filter_by(learner_id=learner_id)}


def test_repetitions_of_a_joined_guest_go_along_and_are_given_back(db, joinable):
    course_id, guest_id, target_id, person_id = joinable

    def work(session):
        course, guest = session.get_one(Course, course_id), session.get_one(Learner, guest_id)
        join(session, course, guest, session.get_one(Person, person_id), "key", None, "same")
        joined = keys_of(session, target_id)
        separate(session, course, guest, "key", course.owner_id)
        return joined, keys_of(session, guest_id), keys_of(session, target_id)

    joined, guest_keys, target_keys = db.write(work)

    assert joined == {"key-of-guest", "key-of-person", "both"}
    assert (guest_keys, target_keys) == ({"key-of-guest", "both"}, {"key-of-person"})


def test_person_gets_a_copy_of_their_repetitions_and_exports_do_not(db, joinable):
    with db.read() as session:
        data = personal_data(session, find_person(session, None, joinable[3]))["data"]

    assert [row["item"] for row in data["repeat_answers"]] == ["which"]
    columns = REGISTRY["repeat_answers"].columns.values()
    assert not any(column.in_export for column in columns)


def test_erasing_a_person_deletes_their_repetitions_alone(db, joinable):
    db.write(lambda session: erase(session, find_person(session, None, joinable[3]), None))

    with db.read() as session:
        assert keys_of(session, joinable[2]) == set()
        assert keys_of(session, joinable[1]) == {"key-of-guest", "both"}


def test_repetitions_go_when_the_name_does(db, joinable):
    def age(session):
        for learner in session.query(Learner):
            learner.seen_at = clock.now() - timedelta(days=5000)

    db.write(age)

    purge_learners(db)

    with db.read() as session:
        assert session.query(RepeatAnswer).all() == []
