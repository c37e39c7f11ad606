"""Who has earned a certificate, and what is missing: pure, of a rule and of what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from webinar.completion.lacking import Missing, What
from webinar.kit.rounding import needed, reached


@dataclass(frozen=True)
class Terms:
    """See `CertificateRule`: percent of the planned time, of the polls, and of the post-test."""

    percent: int | None = None
    polls: int | None = None
    mark: int | None = None


@dataclass(frozen=True)
class Done:
    """What somebody did in a session, or in all of a series.

    `minutes` of `of_minutes`: those credited, as the registers show them, and those of later study
    where these count. `answered` of `asked` polls, `right` of `items` of the post-test.
    `was_tested`: handed one in, or it is over. `is_absent`: by the registers, in all of them.
    """

    minutes: int = 0
    of_minutes: int = 0
    answered: int = 0
    asked: int = 0
    right: int = 0
    items: int = 0
    was_tested: bool = True
    is_absent: bool = False


def judge(terms: Terms, done: Done) -> list[Missing]:
    """What is missing for a certificate; nothing is, if it is earned.

    What there was none of cannot be missed: polls in a session that asked none, or the post-test
    of a programme without one. Whoever was not there at all has earned nothing.
    """
    if done.is_absent:
        return [Missing(What.ABSENT, 0, 0)]
    missing = []
    minutes = needed(terms.percent, done.of_minutes)
    if done.minutes < minutes:
        missing.append(Missing(What.TIME, done.minutes, minutes))
    polls = needed(terms.polls, done.asked)
    if done.answered < polls:
        missing.append(Missing(What.POLLS, done.answered, polls))
    if done.right < needed(terms.mark, done.items):
        what = What.TEST if done.was_tested else What.TEST_OPEN
        missing.append(Missing(what, reached(done.right, done.items) or 0, terms.mark or 0))
    return missing


def together(several: Iterable[Done]) -> Done:
    """What one person did in all sessions of a series."""
    every = list(several)
    return Done(
        sum(one.minutes for one in every),
        sum(one.of_minutes for one in every),
        sum(one.answered for one in every),
        sum(one.asked for one in every),
        sum(one.right for one in every),
        sum(one.items for one in every),
        all(one.was_tested for one in every),
        all(one.is_absent for one in every),
    )


def half_hours(minutes: int) -> float:
    """The hours that a certificate shows: to the nearest half, and never none."""
    return max(1, (minutes + 15) // 30) / 2
