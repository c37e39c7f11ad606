"""Questions that are asked at the same time and answered in one batch."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from webinar.kit import concurrency
from webinar.kit.parts import in_parts

Q = TypeVar("Q")
A = TypeVar("A")


class BatchedQuestions(Generic[Q, A]):
    """`answer` takes at most `most` questions at a time and returns answers in their order."""

    def __init__(self, answer: Callable[[Sequence[Q]], Sequence[A]], most: int = 200) -> None:
        self._answer = answer
        self._most = most
        self._lock = concurrency.lock()
        self._waiting: list[_Ticket[Q, A]] = []

    def ask(self, question: Q) -> A:
        """Wait for the answer. Raise the exception that `answer` raised, if any."""
        ticket = _Ticket[Q, A](question)
        with self._lock:
            self._waiting.append(ticket)
            is_first = len(self._waiting) == 1
        if is_first:
            # Let other callers who are about to ask do so now.
            concurrency.sleep(0)
            with self._lock:
                tickets, self._waiting = self._waiting, []
            for part in in_parts(tickets, self._most):
                self._settle(part)
        ticket.is_settled.wait()
        if ticket.error is not None:
            raise ticket.error
        return ticket.answers[0]

    def _settle(self, tickets: Sequence[_Ticket[Q, A]]) -> None:
        try:
            answers = self._answer([ticket.question for ticket in tickets])
            for ticket, answer in zip(tickets, answers, strict=True):
                ticket.answers.append(answer)
        except Exception as error:
            for ticket in tickets:
                ticket.error = error
        finally:
            for ticket in tickets:
                ticket.is_settled.set()


class _Ticket(Generic[Q, A]):
    def __init__(self, question: Q) -> None:
        self.question = question
        self.answers: list[A] = []
        self.error: Exception | None = None
        self.is_settled = threading.Event()
