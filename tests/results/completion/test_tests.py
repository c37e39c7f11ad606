"""Post-tests in a course's completion rule: the mark, and passing."""

import pytest

from tests.learn.exams.making import POST, make_school, take
from webinar.learn.courses.models import Course, Learner
from webinar.results.completion import actions
from webinar.results.completion.queries import done_in
from webinar.results.completion.rules import Terms

pytestmark = pytest.mark.same_statements


def ask(db, school, **terms):
    def work(s):
        course = s.get_one(Course, school.course.id)
        actions.set_rule(s, course, course.owner_id, Terms(**terms))

    db.write(work)


def done(db, school):
    with db.read() as s:
        course = s.get_one(Course, school.course.id)
        return done_in(s, course, s.get_one(Learner, school.ada.id))


def has_completed(db, school):
    with db.read() as s:
        return s.get_one(Learner, school.ada.id).completed_at is not None


@pytest.fixture
def school(db):
    return make_school(db)


def test_only_the_post_test_is_marked(db, school):
    before = done(db, school)
    take(db, school, POST, "b", "a")

    after = done(db, school)

    assert (before.mark, before.items, before.was_tested) == (None, 2, False)
    assert (after.mark, after.right, after.items, after.is_passed) == (50, 1, 2, False)


@pytest.mark.parametrize(
    ("terms", "answers", "is_complete"),
    [
        ({"mark": 50}, ("b", "a"), True),
        ({"mark": 51}, ("b", "a"), False),
        ({"must_pass": True}, ("b", "a"), False),
        ({"must_pass": True}, ("b", "b"), True),
    ],
)
def test_handing_in_completes_the_course(db, school, terms, answers, is_complete):
    ask(db, school, **terms)

    take(db, school, POST, *answers)

    assert has_completed(db, school) is is_complete
