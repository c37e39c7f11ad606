"""Repetitions that a device reports, which happened without a network or on a USB stick."""

from datetime import timedelta

import pytest

from tests.factories import make_course, make_learner, make_module
from tests.learn.study.conftest import slides
from webinar.kit import clock
from webinar.learn.courses.models import Course, Learner
from webinar.learn.offline.saved_progress import saved_progress
from webinar.learn.repetition.models import RepeatAnswer
from webinar.learn.study.actions import record
from webinar.learn.study.device_clock import millis
from webinar.learn.study.models import Source
from webinar.learn.study.wire import Answer, Answered, Deeds, Done, Repeated

DAY = timedelta(days=1)
RIGHT, WRONG = Answer(options=["b"]), Answer(options=["a"])


@pytest.fixture
def learner_id(db):
    def build(session):
        course = make_course(session, module=make_module(slides=slides()))
        course.created_at = clock.now() - 30 * DAY
        return make_learner(session, course).id

    return db.write(build)


def begun(days, answer=WRONG):
    """The first answer, given this number of days ago."""
    return Answered(f"begun-{days}-ago", "which", millis(clock.now() - days * DAY), "en", answer)


def repeated(days, answer=RIGHT, key="", zone="UTC", item="which"):
    key = key or f"repeated-{days}-ago"
    return Repeated(key, item, millis(clock.now() - days * DAY), zone, answer)


def tell(db, learner_id, *deeds):
    def work(session):
        learner = session.get_one(Learner, learner_id)
        course = session.get_one(Course, learner.course_id)
        report = Deeds(millis(clock.now()), "", list(deeds))
        return record(session, course, learner, report, Source.OFFLINE)

    return db.write(work)


def rows(db):
    with db.read() as session:
        found = session.query(RepeatAnswer).order_by(RepeatAnswer.answered_at)
        return [((clock.now() - row.answered_at).days, row.is_right) for row in found]


def returning(db, learner_id):
    with db.read() as session:
        learner = session.get_one(Learner, learner_id)
        course = session.get_one(Course, learner.course_id)
        return saved_progress(session, course, learner)["returning"]


def test_repetitions_of_a_week_offline_arrive_in_one_report(db, learner_id):
    done = tell(db, learner_id, begun(9), repeated(8, WRONG), repeated(7), repeated(4))

    assert [result.code for result in done] == [""] * 4
    assert rows(db) == [(8, False), (7, True), (4, True)]
    since = millis(clock.now() - 4 * DAY)
    assert returning(db, learner_id) == {"which": {"box": 2, "since": since}}


def test_report_that_comes_twice_counts_once(db, learner_id):
    for _ in range(2):
        tell(db, learner_id, begun(3), repeated(2))

    assert rows(db) == [(2, True)]


def test_repetition_that_was_not_due_is_left_out_quietly(db, learner_id):
    """The learner has repeated the question on another device on the same day."""
    tell(db, learner_id, begun(3), repeated(2))

    done = tell(db, learner_id, repeated(2, key="other-device"), repeated(0, key="too-early"))

    assert done == [Done("other-device"), Done("too-early")]
    assert rows(db) == [(2, True)]


def test_question_that_was_right_at_first_is_not_repeated(db, learner_id):
    tell(db, learner_id, begun(3, RIGHT), repeated(2))

    assert rows(db) == []
    assert returning(db, learner_id) == {}


@pytest.mark.parametrize(
    ("zone", "is_due"), [("Asia/Almaty", True), ("UTC", False), ("no/such zone", False)]
)
def test_day_is_that_of_the_learners_time_zone(zone, is_due, db, learner_id, monkeypatch):
    """At noon UTC plus 11 hours it is 4 in the morning in Almaty, where a new day has begun."""
    answered = begun(1)
    now = clock.now() - DAY + timedelta(hours=11, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: now)

    tell(db, learner_id, answered, repeated(0, zone=zone))

    assert bool(rows(db)) == is_due


def test_unfit_answer_is_refused_with_its_reason(db, learner_id):
    tell(db, learner_id, begun(3))

    done = tell(
        db,
        learner_id,
        repeated(2, Answer(options=["x"])),
        repeated(1, item="no-such-slide"),
    )

    assert [result.code for result in done] == ["unknown_option", "unknown_slide"]
    assert rows(db) == []


def test_repetition_after_the_course_has_closed_is_refused(db, learner_id):
    tell(db, learner_id, begun(5))

    def close(session):
        course = session.get_one(Learner, learner_id).course_id
        session.get_one(Course, course).closes_at = clock.now() - 3 * DAY

    db.write(close)

    done = tell(db, learner_id, repeated(4), repeated(1))

    assert [result.code for result in done] == ["", "course_closed"]
    assert rows(db) == [(4, True)]
