"""One rule decides whether a number is right: in a session, in a course, in
players (tests/js/numeric.test.js reads the same table), and in messages to other systems.
"""

import json
from pathlib import Path

import pytest

from tests.factories import make_slide
from webinar.connect.xapi.activities import question, response
from webinar.content.importing.gift_answers import answers_of
from webinar.content.lessons.answers import right_number
from webinar.content.lessons.model import PollItem, PollText, RightNumber
from webinar.content.lessons.poll_kinds import PollKind
from webinar.learn.study.wire import Answer
from webinar.live.polls.numbers import describe, ends, is_right, written
from webinar.live.polls.right_answers import is_answer_right

TABLE = json.loads(Path(__file__).with_name("numeric_answers.json").read_text())
CASES = [
    (RightNumber(float(row["value"]), float(row["tolerance"])), float(answer), expected)
    for row in TABLE
    for answer, expected in row["answers"]
]
ENDS = [
    (RightNumber(float(row["value"]), float(row["tolerance"])), tuple(row["ends"]))
    for row in TABLE
    if "ends" in row
]


def quiz(right):
    return PollItem(PollKind.NUMERIC, True, [], {"en": PollText("How many?", {}, "")}, right=right)


@pytest.mark.parametrize(("right", "answer", "expected"), CASES)
def test_answer_is_judged_alike_in_a_session_and_in_a_course(right, answer, expected):
    assert is_right(answer, right) is expected
    assert describe({answer: 1}, right).right == int(expected)
    assert is_answer_right(quiz(right), Answer(number=answer)) is expected


@pytest.mark.parametrize(("right", "expected"), ENDS)
def test_range_sent_to_other_systems_is_exact(right, expected):
    low, high = ends(right)

    assert (low, high) == expected
    assert is_right(float(low), right) and is_right(float(high), right)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0.1, "0.1"), (1e-7, "0.0000001"), (-0.0, "0"), (1e12, "1000000000000"), (250.0, "250")],
)
def test_number_is_written_with_all_its_digits(number, expected):
    assert written(number) == expected


def test_statements_state_answers_as_they_are_judged():
    poll = quiz(RightNumber(0.3, 0.1))
    statement = question("https://example.test", "CODE", make_slide("how-many", poll=poll))

    assert statement["definition"]["correctResponsesPattern"] == ["0.2[:]0.4"]
    assert response(poll, Answer(number=1e-7)) == "0.0000001"


@pytest.mark.parametrize(
    ("range_text", "value", "right", "wrong"),
    [
        ("#0.2..0.4", "0.3 ± 0.1", 0.4, 0.41),
        ("#0.3:0.1", "0.3 ± 0.1", 0.2, 0.19),
        ("#0.00000001..0.00000003", "0.00000002 ± 0.00000001", 1e-8, 0.0),
    ],
)
def test_gift_question_accepts_the_range_in_its_file(range_text, value, right, wrong):
    right_text = answers_of(range_text).right

    assert right_text == value
    right_answer = right_number(right_text)
    assert is_right(right, right_answer) and not is_right(wrong, right_answer)


def test_gift_range_too_small_for_a_lesson_is_not_rounded():
    assert answers_of("#0.0000000001..0.0000000003") is None
