"""A course with a pre-test and a post-test of two questions, the first of them with a variant."""

from dataclasses import dataclass
from datetime import timedelta

import msgspec

from tests.factories import make_course, make_learner, make_poll_item, make_slide
from tests.live.assessment.making import POST, PRE, make_programme
from webinar.kit import clock
from webinar.learn.courses.models import Course, Learner
from webinar.learn.exams import actions, queries
from webinar.learn.exams.rules import Rule

__all__ = ["POST", "PRE"]


def make_tested(make_item=make_poll_item):
    """q1 and q2 in both tests; `q1b` is a variant of q1. The right option is always b, unless
    `make_item` makes other questions.
    """
    bank = [
        msgspec.structs.replace(
            make_slide(f"{part}--q1b", poll=make_item()), variant_of=f"{part}--q1"
        )
        for part in (PRE, POST)
    ]
    return msgspec.structs.replace(make_programme(make_item), bank=bank)


@dataclass(frozen=True)
class School:
    course: Course
    ada: Learner
    bek: Learner


def make_school(db, **fields):
    def build(s):
        course = make_course(s, module=fields.pop("module", None) or make_tested(), **fields)
        return School(course, make_learner(s, course, "Ada"), make_learner(s, course, "Bek"))

    return db.write(build)


def act(db, name, school, *args, student=None, **fields):
    """Run one action on freshly read rows."""

    def work(s):
        course = s.get_one(Course, school.course.id)
        learner = s.get_one(Learner, (student or school.ada).id)
        return getattr(actions, name)(s, course, learner, *args, **fields)

    return db.write(work)


def set_rule(db, school, part, **fields):
    def work(s):
        course = s.get_one(Course, school.course.id)
        rule = queries.rules_of(s, course)[part]
        values = {name: fields.get(name, getattr(rule, name)) for name in Rule.__annotations__}
        owner = s.get(actions.User, course.owner_id)
        actions.set_rules(s, owner, course, {part: Rule(**values)})

    db.write(work)


def take(db, school, part, *options, student=None, language="ru"):
    """Begin, choose an option for each question in order ("" for none), hand in."""
    attempt = act(db, "begin", school, part, language, student=student)
    answers = {key: [option] for key, option in zip(attempt.asked, options, strict=False) if option}
    act(db, "answer", school, part, attempt.number, answers, language, student=student)
    return act(db, "hand_in", school, part, attempt.number, student=student)


def result(db, school, part, student=None):
    with db.read() as s:
        course = s.get_one(Course, school.course.id)
        return queries.result_of(s, course, s.get_one(Learner, (student or school.ada).id), part)


def later(monkeypatch, **delta):
    """Put the clock forward by this duration."""

    at = clock.now() + timedelta(**delta)
    monkeypatch.setattr(clock, "now", lambda: at)
