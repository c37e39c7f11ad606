"""The download of poll results by the readers' language, where enough people read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from flask_babel import lazy_gettext as _l

from webinar.kit.files.tables import Column, Columns
from webinar.live.polls.results import PollResult
from webinar.live.polls.view_structs import LanguageResult
from webinar.results.reports.poll_tables import OptionRow, option_rows, share


class ReadersRow(NamedTuple):
    """One option's result among the readers of one language.

    `readers` is a language with at least five voters, or `other` for all other languages together
    (`polls.summary`): subtracting these rows from the whole identifies no smaller group.
    """

    option_row: OptionRow
    readers: str
    result: LanguageResult

    @property
    def votes(self) -> int | None:
        key = self.option_row.key
        return None if key is None else (self.result.tally or {}).get(key, 0)


def readers_rows(polls: Iterable[PollResult], language: str) -> list[ReadersRow]:
    """Return one row per poll, group of readers and option; none for anonymous polls."""
    return [
        ReadersRow(option, readers, result)
        for poll in polls
        for readers, result in poll.languages.items()
        for option in option_rows([poll], language)
    ]


def _right(row: ReadersRow) -> int | None:
    return (row.result.right or 0) if row.option_row.poll.is_quiz else None


COLUMNS: Columns[ReadersRow] = (
    Column("poll", "text", _l("Id of the poll"), lambda row: row.option_row.poll.key),
    Column("question", "text", _l("Question"), lambda row: row.option_row.question),
    Column("language", "text", _l("Language"), lambda row: row.option_row.language),
    Column("readers", "text", _l("Language that people read"), lambda row: row.readers),
    Column("voters", "number", _l("How many answered"), lambda row: row.result.voters),
    Column("voters_right", "number", _l("How many answered correctly"), _right),
    Column("option", "text", _l("Id of the option"), lambda row: row.option_row.key),
    Column("label", "text", _l("Text of the option"), lambda row: row.option_row.label),
    Column("votes", "number", _l("Votes"), lambda row: row.votes),
    Column(
        "percent_of_voters",
        "number",
        _l("Per cent of those who answered"),
        lambda row: share(row.option_row.poll, row.votes, row.result.voters),
    ),
)
