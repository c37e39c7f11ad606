"""Questions asked at the same time are answered in one batch, each with its own answer."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from webinar.kit import concurrency
from webinar.kit.batched_questions import BatchedQuestions


@pytest.fixture
def ask_together(monkeypatch):
    """`ask_together(batched, questions)` asks at once; the first waits for all others."""

    def ask(batched, questions):
        def wait_for_all(_seconds):
            while len(batched._waiting) < len(questions):
                threading.Event().wait(0.001)

        monkeypatch.setattr(concurrency, "sleep", wait_for_all)
        with ThreadPoolExecutor(len(questions)) as pool:
            return [
                future.result(10) for future in [pool.submit(batched.ask, q) for q in questions]
            ]

    return ask


def test_concurrent_questions_share_one_call_and_get_own_answers(ask_together):
    batch_sizes = []

    def answer(questions):
        batch_sizes.append(len(questions))
        return [question * 10 for question in questions]

    assert ask_together(BatchedQuestions(answer), list(range(20))) == [
        number * 10 for number in range(20)
    ]
    assert batch_sizes == [20]


def test_batch_size_is_limited(ask_together):
    batch_sizes = []

    def answer(questions):
        batch_sizes.append(len(questions))
        return list(questions)

    assert ask_together(BatchedQuestions(answer, most=8), list(range(20))) == list(range(20))
    assert batch_sizes == [8, 8, 4]


def test_error_reaches_its_whole_batch_and_no_other(ask_together):
    def answer(questions):
        if 1 in questions:
            raise ValueError("planted fault")
        return list(questions)

    batched = BatchedQuestions(answer)

    for question in (1, 2):
        with pytest.raises(ValueError, match="planted fault"):
            ask_together(batched, [question, 1])
    assert ask_together(batched, [3]) == [3]


def test_lone_question_is_answered_without_waiting():
    assert BatchedQuestions(lambda questions: list(questions)).ask("me") == "me"
