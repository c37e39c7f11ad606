"""The download of poll results by the language that people read: only where enough did."""

from __future__ import annotations

from collections.abc import Iterable

from webinar.kit.files.tables import Cell, Table, columns, table
from webinar.kit.language_fallback import resolve
from webinar.kit.rounding import percent
from webinar.polls.shown import LanguageResult
from webinar.reports.queries import OptionResult, PollResult


def languages_table(polls: Iterable[PollResult], language: str) -> Table:
    """One row per poll, group of readers and option; of anonymous polls none.

    `readers` is a language with at least five voters, or `other` for the rest together
    (`polls.summary`): nothing here can be taken from the whole to learn of fewer.
    """
    return table(
        _LANGUAGES,
        (
            _row(poll, readers, group, option, language)
            for poll in polls
            for readers, group in poll.languages.items()
            for option in poll.options or (None,)
        ),
    )


def _row(
    poll: PollResult,
    readers: str,
    group: LanguageResult,
    option: OptionResult | None,
    language: str,
) -> tuple[Cell, ...]:
    found, words = resolve(poll.texts, language)
    votes = None if option is None else (group.tally or {}).get(option.key, 0)
    is_share = votes is not None and poll.kind.counts_people
    return (
        poll.key,
        words["question"],
        found,
        readers,
        group.voters,
        (group.right or 0) if poll.is_quiz else None,
        None if option is None else option.key,
        None if option is None else words["labels"].get(option.key, option.key),
        votes,
        percent(votes or 0, group.voters) if is_share else None,
    )


_LANGUAGES = columns(
    poll="text",
    question="text",
    language="text",
    readers="text",
    voters="number",
    voters_right="number",
    option="text",
    label="text",
    votes="number",
    percent_of_voters="number",
)
