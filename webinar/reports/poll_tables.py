"""Downloads of polls as tables: results per option, open answers, each person's ballots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from webinar.kit.files.csv_export import REMEMBERED
from webinar.kit.files.tables import Cell, Field, Figure, Table, columns, someone, table
from webinar.kit.language_fallback import resolve
from webinar.kit.rounding import percent
from webinar.polls import numbers
from webinar.reports.ballots import BallotRecord
from webinar.reports.queries import OptionResult, PollResult


def polls_table(polls: Iterable[PollResult], language: str) -> Table:
    """One row per option, worded in `language` or where that is missing in the next best.

    One row without an option for a poll that has none.
    """
    return table(
        _POLLS,
        (
            _option_row(poll, option, language)
            for poll in polls
            for option in poll.options or (None,)
        ),
    )


def answers_table(polls: Iterable[PollResult], language: str) -> Table:
    """One row per number, per word of a cloud and per open text; nobody's name."""
    return table(_ANSWERS, (row for poll in polls for row in _answer_rows(poll, language)))


def _answer_rows(poll: PollResult, language: str) -> list[tuple[Cell, ...]]:
    found, words = resolve(poll.texts, language)
    head = (poll.key, words["question"], found, poll.kind.value)
    right = poll.right
    return [
        *(
            (
                *head,
                Figure(f"{value:g}"),
                None,
                times,
                numbers.is_right(value, right) if right else None,
                None,
            )
            for value, times in poll.number_counts
        ),
        *(
            (*head, one.word, one.language, one.count, None, "hidden" if one.hidden else "shown")
            for one in poll.words
        ),
        *((*head, one.text, one.language, 1, None, one.state or None) for one in poll.replies),
    ]


def ballots_table(ballots: Iterable[BallotRecord]) -> Table:
    named = lru_cache(REMEMBERED)(someone)
    return table(
        _BALLOTS, ((one.poll, one.member, named(one.member, one.name), *one[3:]) for one in ballots)
    )


def _option_row(poll: PollResult, option: OptionResult | None, language: str) -> tuple[Cell, ...]:
    found, words = resolve(poll.texts, language)
    return (
        poll.key,
        words["question"],
        found,
        poll.kind.value,
        poll.is_quiz,
        *_option_cells(poll, option, words["labels"]),
        poll.voters,
        poll.round,
        poll.is_anonymous,
        poll.abstained,
        None if option is None or option.score is None else Figure(f"{option.score:g}"),
        None if poll.mean is None else Figure(f"{poll.mean:.7g}"),
        None if poll.numbers is None else Figure(f"{poll.numbers.median:.7g}"),
    )


def _option_cells(
    poll: PollResult, option: OptionResult | None, labels: Mapping[str, str]
) -> tuple[Cell, ...]:
    """Key, label, whether it is right, votes, and their share where that means anything."""
    if option is None:
        return (None,) * 5
    is_share = poll.kind.counts_people and option.votes is not None
    return (
        option.key,
        labels.get(option.key, option.key),
        option.is_correct if poll.is_quiz else None,
        option.votes,
        percent(option.votes or 0, poll.voters) if is_share else None,
    )


_POLLS = columns(
    poll="text",
    question="text",
    language="text",
    kind="text",
    quiz="flag",
    option="text",
    label="text",
    is_correct="flag",
    votes="number",
    percent_of_voters="number",
    voters="number",
    round="number",
    anonymous="flag",
    abstained="number",
    score="text",
    mean="text",
    median="text",
)
_ANSWERS = columns(
    poll="text",
    question="text",
    language="text",
    kind="text",
    answer="text",
    answer_language="text",
    count="number",
    is_right="flag",
    state="text",
)
_BALLOTS = columns(
    {"language": Field.LANGUAGE},
    poll="text",
    member="number",
    name="text",
    language="text",
    options="texts",
    is_right="flag",
    cast_at="instant",
    answer="text",
    abstained="flag",
    anonymous="flag",
    by_proxy="flag",
)
