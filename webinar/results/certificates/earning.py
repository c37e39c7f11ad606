"""Judging by the rule whether a person has earned a certificate, and what is missing. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from webinar.kit.rounding import part_needed, percent_reached
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
class Record:
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


def judge(terms: Terms, record: Record) -> list[Missing]:
    """Return the requirements still missing for a certificate; none if it is earned.

    A requirement is skipped if the session gave no chance to meet it: polls if none were asked, or
    the post-test if the programme has none. A person absent throughout has earned nothing.
    """
    if record.is_absent:
        return [Missing(Requirement.ABSENT, 0, 0)]
    missing = []
    minutes = part_needed(terms.percent, record.of_minutes)
    if record.minutes < minutes:
        missing.append(Missing(Requirement.TIME, record.minutes, minutes))
    polls = part_needed(terms.polls, record.asked)
    if record.answered < polls:
        missing.append(Missing(Requirement.POLLS, record.answered, polls))
    if record.right < part_needed(terms.mark, record.items):
        test = Requirement.TEST if record.was_tested else Requirement.TEST_OPEN
        missing.append(
            Missing(test, percent_reached(record.right, record.items) or 0, terms.mark or 0)
        )
    return missing


def total_of(single_records: Iterable[Record]) -> Record:
    """Add up one person's records in all sessions of a series."""
    records = list(single_records)
    return Record(
        sum(record.minutes for record in records),
        sum(record.of_minutes for record in records),
        sum(record.answered for record in records),
        sum(record.asked for record in records),
        sum(record.right for record in records),
        sum(record.items for record in records),
        all(record.was_tested for record in records),
        all(record.is_absent for record in records),
    )


def half_hours(minutes: int) -> float:
    """Return the hours that a certificate shows, to the nearest half hour, but at least half."""
    return max(1, (minutes + 15) // 30) / 2
