"""Judging by the rule whether a person has earned a certificate, and what is missing. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from webinar.kit.rounding import needed, reached
from webinar.results.completion.requirements import Missing, Requirement


@dataclass(frozen=True)
class Terms:
    """The required percentages of the planned time, of the polls, and of the post-test.

    See `CertificateRule`.
    """

    percent: int | None = None
    polls: int | None = None
    mark: int | None = None


@dataclass(frozen=True)
class Done:
    """A person's record in a session, or in all sessions of a series.

    The person has `minutes` of the `of_minutes` due: the credited minutes of the registers, and
    minutes of later study if the attendance rule counts them. They answered `answered` of the
    `asked` polls, and `right` of the `items` of the post-test. `was_tested`: they handed the
    post-test in, or it is over. `is_absent`: the registers list them as absent from every session.
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
    """Return the requirements still missing for a certificate; none if it is earned.

    A requirement is skipped if the session gave no chance to meet it: polls if none were asked, or
    the post-test if the programme has none. A person absent throughout has earned nothing.
    """
    if done.is_absent:
        return [Missing(Requirement.ABSENT, 0, 0)]
    missing = []
    minutes = needed(terms.percent, done.of_minutes)
    if done.minutes < minutes:
        missing.append(Missing(Requirement.TIME, done.minutes, minutes))
    polls = needed(terms.polls, done.asked)
    if done.answered < polls:
        missing.append(Missing(Requirement.POLLS, done.answered, polls))
    if done.right < needed(terms.mark, done.items):
        what = Requirement.TEST if done.was_tested else Requirement.TEST_OPEN
        missing.append(Missing(what, reached(done.right, done.items) or 0, terms.mark or 0))
    return missing


def together(several: Iterable[Done]) -> Done:
    """Add up one person's records in all sessions of a series."""
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
    """Return the hours that a certificate shows, to the nearest half hour, but at least half."""
    return max(1, (minutes + 15) // 30) / 2
