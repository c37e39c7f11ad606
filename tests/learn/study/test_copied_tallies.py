"""A copy of the database does not reveal the order of answers to an anonymous poll in a course."""

import random

import pytest
from sqlalchemy import text

from tests.learn.study.test_opinions import answer_for, course_of, poll_of
from tests.live.polls.sqlite_pages import cell_offsets, lie_in_key_order
from webinar.learn.courses.models import Course
from webinar.learn.study.models import StudyTally
from webinar.learn.study.wire import Answer

LEARNER_COUNT = 24


def answers_to(kind):
    if kind == "numeric":
        numbers = random.Random(7).sample(range(LEARNER_COUNT), LEARNER_COUNT)  # noqa: S311  not a secret
        return [Answer(number=number + 0.5) for number in numbers]
    return [Answer(options=["cba"[number // 8]]) for number in range(LEARNER_COUNT)]


@pytest.fixture
def answered(db):
    """`answered(kind)`: learners answer one after the other; yields after each answer."""

    def each_answers(kind):
        course = db.write(lambda s: course_of(s, poll_of(kind, is_anonymous=True)))
        for answer in answers_to(kind):
            db.write(lambda s, given=answer: answer_for(s, s.get_one(Course, course.id), 1, given))
            yield

    return each_answers


@pytest.mark.parametrize("kind", ["single", "numeric"])
def test_counters_are_stored_in_key_order_and_not_in_order_of_votes(db, tmp_path, answered, kind):
    if not db.is_sqlite:
        pytest.skip("PostgreSQL has files of its own")
    counters = 0
    for _ in answered(kind):
        db.empty_log()
        [page] = cell_offsets(tmp_path / "test.sqlite3", "study_tallies")
        assert lie_in_key_order([page])
        counters = len(page)

    assert counters == (4 if kind == "single" else LEARNER_COUNT + 1)


def test_every_answer_rewrites_all_counters_in_one_transaction(db, answered):
    if db.is_sqlite:
        pytest.skip("SQLite's rows do not say what wrote them")
    for _ in answered("single"):
        with db.read() as session:
            written_by = session.scalars(text("SELECT xmin::text FROM study_tallies")).all()
            assert len(set(written_by)) == 1
    assert len(written_by) == 4


def test_write_ahead_log_does_not_keep_earlier_counters(db, tmp_path, answered):
    if not db.is_sqlite:
        pytest.skip("PostgreSQL keeps its log for all databases together")
    db.empty_log()
    for _ in answered("single"):
        pass
    log = tmp_path / "test.sqlite3-wal"
    assert log.stat().st_size > 0

    db.finish_emptying()

    assert log.stat().st_size == 0
    with db.read() as session:
        assert session.query(StudyTally).filter_by(choice="").one().votes == LEARNER_COUNT
