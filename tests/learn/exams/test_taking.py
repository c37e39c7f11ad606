"""Attempts at a self-paced test: beginning, saving, handing in, and the result that counts."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import msgspec
import pytest

from tests.factories import make_learner
from tests.learn.exams.making import (
    POST,
    PRE,
    act,
    later,
    make_school,
    make_tested,
    result,
    set_rule,
    take,
)
from tests.live.assessment.making import make_programme
from webinar.content.editions.actions import keep_edition
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.learn.courses.models import Course
from webinar.learn.exams import queries
from webinar.learn.exams.models import ExamAnswer


@pytest.fixture
def school(db):
    return make_school(db)


def refused(db, *args, **fields):
    with pytest.raises(Refused) as refusal:
        act(db, *args, **fields)
    return refusal.value.code


def set_course(db, school, **fields):
    def work(s):
        for name, value in fields.items():
            setattr(s.get_one(Course, school.course.id), name, value)

    db.write(work)


def test_there_is_no_result_before_the_first_hand_in(db, school):
    outcome = result(db, school, POST)

    assert (outcome.percent, outcome.passed, outcome.attempts, outcome.attempts_left) == (
        None,
        False,
        0,
        3,
    )
    assert outcome.handed_in_at is None


def test_two_right_answers_pass_the_post_test(db, school):
    take(db, school, POST, "b", "b")

    outcome = result(db, school, POST)
    assert (outcome.percent, outcome.right, outcome.scored, outcome.passed) == (100, 2, 2, True)
    assert outcome.attempts_left == 0 and outcome.is_over


def test_an_unanswered_question_counts_as_wrong(db, school):
    take(db, school, POST, "b", "")

    outcome = result(db, school, POST)
    assert (outcome.right, outcome.scored, outcome.passed) == (1, 2, False)


def test_the_best_attempt_counts_even_if_a_later_one_is_worse(db, school):
    set_rule(db, school, POST, cool_down=timedelta(), pass_percent=100)
    take(db, school, POST, "b", "a")
    take(db, school, POST, "a", "a")

    outcome = result(db, school, POST)
    assert outcome.percent == 50 and outcome.best.number == 1 and outcome.attempts == 2


def test_the_next_attempt_waits_for_the_cool_down(db, school, monkeypatch):
    take(db, school, POST, "a", "a")

    assert refused(db, "begin", school, POST, "ru") == "cooling_down"
    later(monkeypatch, minutes=30)
    assert act(db, "begin", school, POST, "ru").number == 2


def test_no_attempt_can_begin_after_the_last(db, school):
    set_rule(db, school, POST, attempts=1)
    take(db, school, POST, "a", "a")

    assert refused(db, "begin", school, POST, "ru") == "no_attempt_left"


def test_a_learner_who_has_passed_cannot_begin_again(db, school):
    take(db, school, POST, "b", "b")

    assert refused(db, "begin", school, POST, "ru") == "test_done"


def test_beginning_twice_makes_one_attempt(db, school):
    first, second = (act(db, "begin", school, POST, "ru") for _ in range(2))

    assert first.id == second.id and result(db, school, POST).is_open


def test_a_second_hand_in_changes_nothing(db, school):
    attempt = take(db, school, POST, "b", "a")

    assert refused(db, "hand_in", school, POST, attempt.number) == "attempt_over"
    late = {attempt.asked[1]: ["b"]}
    assert refused(db, "answer", school, POST, 1, late, "ru") == "attempt_over"
    assert result(db, school, POST).percent == 50


def test_a_tab_of_an_earlier_attempt_does_not_answer_the_next(db, school):
    set_rule(db, school, POST, cool_down=timedelta())
    take(db, school, POST, "a", "a")
    second = act(db, "begin", school, POST, "ru")

    assert refused(db, "answer", school, POST, 1, {second.asked[0]: ["b"]}, "ru") == "attempt_over"


def test_an_attempt_without_answers_cannot_be_handed_in(db, school):
    act(db, "begin", school, POST, "ru")

    assert refused(db, "hand_in", school, POST, 1) == "test_empty"


@pytest.mark.parametrize(
    ("question", "options", "code"),
    [
        ("post-test--q2", ["x"], "unknown_option"),
        ("post-test--q2", ["a", "b"], "one_choice_only"),
        ("which", ["a"], "unknown_item"),
        ("pre-test--q2", ["a"], "unknown_item"),
    ],
)
def test_an_invalid_answer_is_refused_and_nothing_is_saved(db, school, question, options, code):
    attempt = act(db, "begin", school, POST, "ru")
    answers = {attempt.asked[0]: ["b"], question: options}

    assert refused(db, "answer", school, POST, 1, answers, "ru") == code
    with db.read() as s:
        assert queries.answers_of(s, attempt) == {}


def test_an_answer_can_be_replaced_and_taken_back(db, school):
    attempt = act(db, "begin", school, POST, "ru")
    first, second = attempt.asked
    act(db, "answer", school, POST, 1, {first: ["a"], second: ["a"]}, "ru")

    act(db, "answer", school, POST, 1, {first: ["b"], second: []}, "kk")

    with db.read() as s:
        saved = queries.answers_of(s, attempt)
    assert {key: (row.options, row.language) for key, row in saved.items()} == {
        first: (["b"], "kk")
    }


def test_answers_are_not_marked_before_hand_in(db, school):
    attempt = act(db, "begin", school, POST, "ru")
    act(db, "answer", school, POST, 1, {attempt.asked[0]: ["b"]}, "ru")

    with db.read() as s:
        assert [row.is_right for row in s.query(ExamAnswer)] == [None]


def test_a_closed_course_takes_no_answer(db, school):
    attempt = act(db, "begin", school, POST, "ru")
    set_course(db, school, closes_at=clock.now())

    answers = {attempt.asked[0]: ["b"]}
    assert refused(db, "answer", school, POST, 1, answers, "ru") == "course_closed"
    assert refused(db, "hand_in", school, POST, 1) == "course_closed"
    assert refused(db, "begin", school, PRE, "ru") == "course_closed"


def test_the_pre_test_is_over_once_the_post_test_has_begun(db, school):
    act(db, "begin", school, PRE, "ru")
    act(db, "begin", school, POST, "ru")

    assert refused(db, "answer", school, PRE, 1, {}, "ru") == "pre_test_over"
    act(db, "begin", school, POST, "ru", student=school.bek)
    assert refused(db, "begin", school, PRE, "ru", student=school.bek) == "pre_test_over"


def test_an_attempt_keeps_the_edition_it_was_begun_in(db, school):
    attempt = act(db, "begin", school, POST, "ru")
    newer = msgspec.structs.replace(make_programme(), parts=[], slides=make_tested().slides[:1])

    def update(s):
        course = s.get_one(Course, school.course.id)
        course.edition = keep_edition(s, newer)

    db.write(update)

    answers = {key: ["b"] for key in attempt.asked}
    act(db, "answer", school, POST, 1, answers, "ru")
    assert act(db, "hand_in", school, POST, 1).right_count == 2


def test_results_of_all_learners_equal_the_individual_results(db, school):
    take(db, school, POST, "b", "b")
    take(db, school, PRE, "a", "b", student=school.bek)
    db.write(lambda s: make_learner(s, s.get_one(Course, school.course.id), "Gul"))

    with db.read() as s:
        course = s.get_one(Course, school.course.id)
        learners = s.query(queries.Learner).order_by(queries.Learner.number).all()
        outcomes = queries.results_of_all(s, course, learners)

    percentages = [
        [outcomes[learner.id][part].percent for part in (PRE, POST)] for learner in learners
    ]
    assert percentages == [[None, 100], [50, None], [None, None]]


def test_simultaneous_begins_make_one_attempt(db, school):
    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(act, db, "begin", school, POST, "ru") for _ in range(8)]
        numbers = {(future.result().id, future.result().number) for future in futures}

    assert len(numbers) == 1


def test_simultaneous_hand_ins_count_once(db, school):
    attempt = act(db, "begin", school, POST, "ru")
    act(db, "answer", school, POST, 1, {attempt.asked[0]: ["b"]}, "ru")

    def hand_in(_number):
        try:
            return act(db, "hand_in", school, POST, 1).number
        except Refused as refusal:
            return refusal.code

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(map(str, pool.map(hand_in, range(6))))

    assert outcomes == ["1", *["attempt_over"] * 5]
