"""The rules of tests (pass mark, attempts, cool-down), and when a test is over. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webinar.kit.rounding import part_needed, percent_reached
from webinar.live.assessment.plan import Role


@dataclass(frozen=True)
class Rule:
    """The rule of one test. Without `pass_percent` there is no pass mark; 0 `attempts`: any number.

    With `draws`, an attempt asks variants of the questions.
    """

    pass_percent: int | None
    attempts: int
    cool_down: timedelta
    draws: bool = True


# A pre-test measures and has no pass mark; after failing a post-test, learners reread before the
# next attempt.
DEFAULTS = {
    Role.PRE: Rule(None, 1, timedelta()),
    Role.POST: Rule(70, 3, timedelta(minutes=30)),
}


@dataclass(frozen=True)
class TakenTest:
    """A test that was handed in, alone or in a live session of the course.

    `number` is the attempt's; a test taken live has 0. `scored` questions have a right answer, and
    `right` of these were answered correctly.
    """

    number: int
    right: int
    scored: int
    at: datetime

    @property
    def is_live(self) -> bool:
        return self.number == 0

    @property
    def percent(self) -> int:
        """The percentage, rounded down: a result shown as equal to the pass mark has passed."""
        return percent_reached(self.right, self.scored) or 0


@dataclass(frozen=True)
class TestResult:
    """A learner's result in one test so far. `taken` is in order of time.

    The best attempt counts; gains and the statistics of items use the first.
    """

    part: str
    role: Role
    rule: Rule
    taken: tuple[TakenTest, ...] = ()
    began_at: datetime | None = None

    @property
    def best(self) -> TakenTest | None:
        """The best attempt; among equal ones the earliest."""
        return max(
            self.taken, key=lambda attempt: attempt.right / max(1, attempt.scored), default=None
        )

    @property
    def first(self) -> TakenTest | None:
        return self.taken[0] if self.taken else None

    @property
    def attempts(self) -> int:
        """The number of attempts handed in."""
        return len(self.taken)

    @property
    def percent(self) -> int | None:
        """The percentage of the best attempt; None before the first is handed in."""
        return self.best.percent if self.best else None

    @property
    def right(self) -> int:
        return self.best.right if self.best else 0

    @property
    def scored(self) -> int:
        return self.best.scored if self.best else 0

    @property
    def handed_in_at(self) -> datetime | None:
        """The time the attempt that counts was handed in."""
        return self.best.at if self.best else None

    @property
    def passed_at(self) -> datetime | None:
        """The time at which an attempt first reached the present pass mark, if any did.

        Without a pass mark, the time at which the first attempt was handed in.
        """
        times = (attempt.at for attempt in self.taken if reaches(self.rule, attempt))
        return next(times, None)

    @property
    def passed(self) -> bool:
        return self.passed_at is not None

    @property
    def is_open(self) -> bool:
        """Whether an attempt was begun but not handed in."""
        return self.began_at is not None

    @property
    def is_over(self) -> bool:
        """Whether the learner may begin no further attempt, so that the answers may be shown."""
        if self.is_open or not self.taken:
            return False
        if self.rule.pass_percent is not None and self.passed:
            return True
        if self.rule.attempts:
            return self.attempts >= self.rule.attempts
        # Any number of attempts and no pass mark: handing in once is enough.
        return self.rule.pass_percent is None

    @property
    def attempts_left(self) -> int | None:
        """The number of attempts that the learner may still begin; None for any number."""
        if self.is_over:
            return 0
        if not self.rule.attempts:
            return None
        return max(0, self.rule.attempts - self.attempts - self.is_open)

    @property
    def next_at(self) -> datetime | None:
        """The earliest time for the next attempt; None before the first, during one, or if over."""
        if self.is_over or self.is_open or not self.taken:
            return None
        return self.taken[-1].at + self.rule.cool_down


def reaches(rule: Rule, test: TakenTest) -> bool:
    """Whether the test reached the pass mark, by its counts and not by a rounded percentage."""
    if rule.pass_percent is None or not test.scored:
        return True
    return test.right >= part_needed(rule.pass_percent, test.scored)


def shows_answers(result: TestResult, partner: TestResult | None) -> bool:
    """Whether a learner may see the right answers of a test that they have handed in.

    `partner` is the post-test of a pre-test: it repeats the questions, so it must be over, too.
    """
    return result.is_over and (partner is None or partner.is_over)


def in_time(tests: Sequence[TakenTest]) -> tuple[TakenTest, ...]:
    return tuple(sorted(tests, key=lambda attempt: (attempt.at, attempt.number)))
