"""Downloads of polls as tables: results per option, open answers, each person's ballots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flask_babel import lazy_gettext as _l

from webinar.kit.files.tables import Column, Columns, Field, Figure
from webinar.kit.language_fallback import resolve
from webinar.kit.rounding import percent
from webinar.live.polls import numbers
from webinar.live.polls.results import OptionResult, PollResult
from webinar.results.reports.ballots import BallotRecord


class OptionRow(NamedTuple):
    """An option of a poll, worded in `language`; `option` is None for a poll without options."""

    poll: PollResult
    option: OptionResult | None
    language: str
    question: str
    label: str | None

    @property
    def key(self) -> str | None:
        return None if self.option is None else self.option.key

    @property
    def is_correct(self) -> bool | None:
        return None if self.option is None else self.option.is_correct

    @property
    def votes(self) -> int | None:
        return None if self.option is None else self.option.votes

    @property
    def score(self) -> float | None:
        return None if self.option is None else self.option.score


class AnswerRow(NamedTuple):
    """A number, a word of a cloud or an open text, under a question worded in `language`."""

    poll: PollResult
    language: str
    question: str
    answer: str
    answer_language: str | None
    times: int
    is_right: bool | None
    state: str | None


def option_rows(polls: Iterable[PollResult], language: str) -> Iterator[OptionRow]:
    """Yield one row per option, worded in `language` or, if that is missing, in the next best.

    A poll without options has one row.
    """
    for poll in polls:
        text_language, words = resolve(poll.texts, language)
        for option in poll.options or (None,):
            label = None if option is None else words["labels"].get(option.key, option.key)
            yield OptionRow(poll, option, text_language, words["question"], label)


def answer_rows(polls: Iterable[PollResult], language: str) -> Iterator[AnswerRow]:
    """Yield one row per number, per word of a cloud and per open text, without names."""
    for poll in polls:
        text_language, words = resolve(poll.texts, language)
        poll_cells, right = (poll, text_language, words["question"]), poll.right
        for value, times in poll.number_counts:
            is_right = numbers.is_right(value, right) if right else None
            yield AnswerRow(*poll_cells, Figure(f"{value:g}"), None, times, is_right, None)
        for cloud_word in poll.words:
            state = "hidden" if cloud_word.hidden else "shown"
            yield AnswerRow(
                *poll_cells, cloud_word.word, cloud_word.language, cloud_word.count, None, state
            )
        for reply in poll.replies:
            yield AnswerRow(*poll_cells, reply.text, reply.language, 1, None, reply.state or None)


def share(poll: PollResult, votes: int | None, voters: int) -> int | None:
    """Return the percentage of the voters; None if it has no meaning, as for points."""
    return None if votes is None or not poll.kind.counts_people else percent(votes, voters)


def _figure(value: float | None, digits: str) -> Figure | None:
    return None if value is None else Figure(f"{value:{digits}}")


POLLS: Columns[OptionRow] = (
    Column("poll", "text", _l("Id of the poll"), lambda row: row.poll.key),
    Column("question", "text", _l("Question"), lambda row: row.question),
    Column("language", "text", _l("Language"), lambda row: row.language),
    Column("kind", "text", _l("Kind of poll"), lambda row: row.poll.kind.value),
    Column("quiz", "flag", _l("It has a right answer"), lambda row: row.poll.is_quiz),
    Column("option", "text", _l("Id of the option"), lambda row: row.key),
    Column("label", "text", _l("Text of the option"), lambda row: row.label),
    Column("is_correct", "flag", _l("The option is right"), lambda row: row.is_correct),
    Column("votes", "number", _l("Votes"), lambda row: row.votes),
    Column(
        "percent_of_voters",
        "number",
        _l("Per cent of those who answered"),
        lambda row: share(row.poll, row.votes, row.poll.voters),
    ),
    Column("voters", "number", _l("How many answered"), lambda row: row.poll.voters),
    Column("round", "number", _l("Round"), lambda row: row.poll.round),
    Column("anonymous", "flag", _l("Anonymous"), lambda row: row.poll.is_anonymous),
    Column("abstained", "number", _l("Abstained"), lambda row: row.poll.abstained),
    Column("score", "text", _l("Points by rank"), lambda row: _figure(row.score, "g")),
    Column("mean", "text", _l("Mean"), lambda row: _figure(row.poll.mean, ".7g")),
    Column("median", "text", _l("Median"), lambda row: _figure(row.poll.median, ".7g")),
)
ANSWERS: Columns[AnswerRow] = (
    Column("poll", "text", _l("Id of the poll"), lambda row: row.poll.key),
    Column("question", "text", _l("Question"), lambda row: row.question),
    Column("language", "text", _l("Language"), lambda row: row.language),
    Column("kind", "text", _l("Kind of poll"), lambda row: row.poll.kind.value),
    Column("answer", "text", _l("Answer"), lambda row: row.answer),
    Column(
        "answer_language", "text", _l("Language of the answer"), lambda row: row.answer_language
    ),
    Column("count", "number", _l("How many gave it"), lambda row: row.times),
    Column("is_right", "flag", _l("Answered correctly"), lambda row: row.is_right),
    Column("state", "text", _l("State"), lambda row: row.state),
)
BALLOTS: Columns[BallotRecord] = (
    Column("poll", "text", _l("Id of the poll"), lambda row: row.poll),
    Column("member", "number", _l("Number in the session"), lambda row: row.member),
    Column("name", "text", _l("Name"), lambda row: row.voter),
    Column("language", "text", _l("Language"), lambda row: row.language, Field.LANGUAGE),
    Column("options", "texts", _l("What was chosen"), lambda row: row.options),
    Column("is_right", "flag", _l("Answered correctly"), lambda row: row.is_right),
    Column("cast_at", "instant", _l("Answered at"), lambda row: row.cast_at),
    Column("answer", "text", _l("Answer"), lambda row: row.answer),
    Column("abstained", "flag", _l("Abstained"), lambda row: row.abstained),
    Column("anonymous", "flag", _l("Anonymous"), lambda row: row.anonymous),
    Column("by_proxy", "flag", _l("On the screen of a hall"), lambda row: row.by_proxy),
)
