"""Whether a certificate is earned, and what is missing, by its rule and what was done. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from webinar.kit.rounding import needed, reached
from webinar.results.completion.lacking import Missing, What


@dataclass(frozen=True)
class Terms:
    """See `CertificateRule`: percent of the planned time, of the polls, and of the post-test."""

    percent: int | None = None
    polls: int | None = None
    mark: int | None = None


@dataclass(frozen=True)
class Done:
    """Somebody's record in a session, or in all of a series.

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
    """The requirements still missing for a certificate; empty if it is earned.

    A requirement is skipped if there was nothing to meet: polls in a session that asked none, or
    the post-test of a programme without one. Somebody absent throughout has earned nothing.
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
    """One person's record over all sessions of a series."""
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
