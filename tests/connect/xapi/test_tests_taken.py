"""Submitted tests are reported with their scores."""

from datetime import timedelta

import pytest

from tests.connect.xapi.rules import check
from tests.connect.xapi.test_statements import statements_about
from tests.factories import make_course, make_learner, make_module, make_poll_item, make_slide
from webinar.content.lessons.model import Part
from webinar.kit import clock
from webinar.learn.exams.models import ExamAttempt, ExamRule

pytestmark = pytest.mark.same_statements


def programme():
    """A pre-test and the post-test of the same module."""
    module = make_module(
        slides=[
            make_slide("pre.q", poll=make_poll_item()),
            make_slide("welcome"),
            make_slide("post.q", poll=make_poll_item()),
        ]
    )
    titles = {"pre": {"en": "Before"}, "talk": {"en": "Talk"}, "post": {"en": "After"}}
    parts = [
        Part(
            id=key,
            module="check" if key != "talk" else "talk",
            title=titles[key],
            minutes=5,
            first=place,
            slides=1,
            keeps_answers=key == "pre",
        )
        for place, key in enumerate(titles)
    ]
    return type(module)(**{name: getattr(module, name) for name in module.__struct_fields__
                           if name != "parts"}, parts=parts)  # fmt: skip


def attempt(db, learner, course, part, number, right, *, is_over=True):
    now = clock.now()
    db.add(
        ExamAttempt(
            learner_id=learner.id,
            part=part,
            number=number,
            edition_id=course.edition_id,
            seed="s",
            asked=["q"],
            language="kk",
            began_at=now - timedelta(minutes=4),
            handed_in_at=now if is_over else None,
            right_count=right if is_over else None,
            scored_count=4 if is_over else None,
        )
    )
    db.flush()


def test_test_is_reported_as_passed_failed_or_scored(db):
    def build(s):
        course = make_course(s, module=programme())
        learner = make_learner(s, course)
        s.add(
            ExamRule(
                course_id=course.id, part="post", pass_percent=75, attempts=0, cool_down=0,
                draws=False,
            )
        )  # fmt: skip
        attempt(s, learner, course, "pre", 1, 1)
        attempt(s, learner, course, "post", 1, 2)
        attempt(s, learner, course, "post", 2, 3)
        attempt(s, learner, course, "post", 3, 0, is_over=False)
        return course

    course = db.write(build)

    statements = [
        statement
        for statement in statements_about(db, course)
        if "/test/" in statement["object"]["id"]
    ]
    for statement in statements:
        check(statement)
    assert [
        (
            statement["verb"]["display"]["en"],
            statement["result"]["score"]["raw"],
            statement["result"].get("success"),
        )
        for statement in statements
    ] == [("scored", 1, None), ("failed", 2, False), ("passed", 3, True)]
    assert statements[2]["result"]["score"] == {"scaled": 0.75, "raw": 3, "min": 0, "max": 4}
    assert statements[2]["result"]["duration"] == "PT4M"
    # A test's questions and right answers stay private.
    assert "interactionType" not in str(statements)


def test_default_pass_mark_applies_when_none_was_set(db):
    def build(s):
        course = make_course(s, module=programme())
        learner = make_learner(s, course)
        attempt(s, learner, course, "pre", 1, 3)
        attempt(s, learner, course, "post", 1, 2)
        attempt(s, learner, course, "post", 2, 3)
        return course

    statements = statements_about(db, db.write(build))

    verbs = [
        statement["verb"]["display"]["en"]
        for statement in statements
        if "/test/" in statement["object"]["id"]
    ]
    assert verbs == ["scored", "failed", "passed"]
