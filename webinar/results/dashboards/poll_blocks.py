"""Results of polls by option, as dots for few people, else as bars; of scales as columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from flask_babel import gettext as _
from flask_babel import pgettext

from webinar.content.lessons.pairs import options_in_result
from webinar.kit.files.document import Heading, Line, Para, Table, Words
from webinar.kit.rounding import percent
from webinar.live.polls.results import OptionResult, PollResult
from webinar.live.polls.view_structs import NumberBin
from webinar.results.dashboards import drawings
from webinar.results.dashboards.blocks import Bar, Bars, Block, Columns, Folded, Key, column
from webinar.results.dashboards.dots import MOST_DOTS, dot_column, dots
from webinar.results.dashboards.intervals import interval_name, interval_words
from webinar.results.dashboards.reading import Overview
from webinar.results.protocol import compose_polls
from webinar.results.protocol.phrases import (
    LEAST_FOR_PERCENT,
    count_and_share,
    isolated,
    number,
    own_words,
    plain,
    share,
    worded,
)

# The number of a cloud's most frequent words to show; the downloads contain all words.
MOST_WORDS = 12


def polls(overview: Overview, language: str, *, rtl: bool) -> list[Block]:
    """Return the blocks of each opened poll; withheld results are marked as such."""
    if not overview.polls:
        return [Para(plain(_("No poll was opened.")))]
    blocks: list[Block] = []
    part: object = None
    for poll in overview.polls:
        if poll.part and poll.part != part:
            blocks.append(Heading(2, [worded(poll.part, language)]))
        part = poll.part
        blocks += _poll(poll, language, rtl=rtl)
    table = _table(overview.polls, language)
    return [*blocks, Folded(table, repeats=True)] if table.rows else blocks


def _poll(poll: PollResult, language: str, *, rtl: bool) -> list[Block]:
    note = " · ".join(compose_polls.facts(poll))
    title = [worded(poll.question, language)]
    replies = compose_polls.replies(poll)
    if poll.withheld:
        told = compose_polls.withheld_words()[poll.withheld]
        return [Bars(title, [], note, told), *replies]
    note = " · ".join([note, *compose_polls.figures(poll)])
    if poll.kind.is_scale and not poll.is_quiz:
        return [_columns(poll, title, note, language), *replies]
    scale = poll.voters
    if not poll.kind.counts_people:
        scale = max((option.votes or 0 for option in poll.options), default=0)
    rows = [
        _option(poll, option, language, scale, rtl=rtl)
        for option in options_in_result(poll.options)
    ]
    if poll.numbers:
        rows = _count_bars([(_bin_range(span), span.count) for span in poll.numbers.bins], rtl=rtl)
    elif poll.words:
        words = poll.words[:MOST_WORDS]
        rows = _count_bars(
            [([own_words(entry.word, entry.language)], entry.count) for entry in words], rtl=rtl
        )
    return [Bars(title, rows, note, _sentence(poll, language)), *replies]


def _columns(poll: PollResult, title: Line, note: str, language: str) -> Columns:
    """Return the columns of a scale, whose options are numbers."""
    most = max((option.votes or 0 for option in poll.options), default=0) or 1
    has_dots = poll.voters <= MOST_DOTS
    rows = [
        column(
            int(option.key),
            number(option.votes or 0),
            dot_column(option.votes or 0, most)
            if has_dots
            else drawings.column((option.votes or 0) / most),
            is_scaled=has_dots,
        )
        for option in poll.options
    ]
    keys = [
        Key(number(int(option.key)), [label])
        for option in poll.options
        if (label := _label_without_number(poll, option, language)).text
    ]
    return Columns(title, rows, note, _sentence(poll, language), keys)


def _label_without_number(poll: PollResult, option: OptionResult, language: str) -> Words:
    """Return the label of a point; most authors begin it with the number, which is beside it."""
    label = worded(poll.label(option.key), language)
    text = re.sub(r"^[+−-]?\d+[\s:.,;–—-]*", "", label.text)
    return msgspec.structs.replace(label, text=text)


def _bin_range(span: NumberBin) -> Line:
    low, high = number(span.low), number(span.high)
    return plain(low if span.low == span.high else f"{low} – {high}")


def _count_bars(counts: Sequence[tuple[Line, int]], *, rtl: bool) -> list[Bar]:
    most = max(count for _line, count in counts) or 1
    return [Bar(line, number(count), drawings.bar(count / most, rtl=rtl)) for line, count in counts]


def _option(poll: PollResult, option: OptionResult, language: str, scale: int, *, rtl: bool) -> Bar:
    votes = option.votes or 0
    value = number(votes) if option.score is None else f"{number(votes)} ({number(option.score)})"
    if poll.kind.counts_people and poll.voters >= LEAST_FOR_PERCENT:
        value = f"{value} · {share(percent(votes, poll.voters) or 0)}"
    has_dots = poll.kind.counts_people and 0 < scale <= MOST_DOTS
    return Bar(
        [worded(poll.label(option.key), language)],
        value,
        dots(votes, scale, rtl=rtl)
        if has_dots
        else drawings.bar(votes / scale if scale else 0, rtl=rtl),
        _("Correct") if option.is_correct else "",
        is_scaled=has_dots,
    )


def _sentence(poll: PollResult, language: str) -> str:
    """Return a sentence on the most frequent answer, or on the number of right answers."""
    right = [option for option in poll.options if option.is_correct]
    if poll.kind.picks_one and right and poll.voters:
        count = sum(option.votes or 0 for option in right)
        return str(_("Right: %(count)s.", count=count_and_share(count, poll.voters)))
    first, second = _two_largest_counts(poll.options)
    if not poll.kind.is_choice or poll.kind.is_scale or not first or first == second:
        return ""
    top_option = next(option for option in poll.options if option.votes == first)
    return str(
        _(
            "Most chose “%(label)s”: %(count)s.",
            label=isolated(worded(poll.label(top_option.key), language)),
            count=count_and_share(first, poll.voters),
        )
    )


def _two_largest_counts(options: Sequence[OptionResult]) -> tuple[int, int]:
    votes = sorted((option.votes or 0 for option in options), reverse=True)
    return (votes[0], votes[1]) if len(votes) > 1 else (0, 0)


def _table(polls: Sequence[PollResult], language: str) -> Table:
    """Return a row for each option that people chose, with the interval of its share."""
    rows: list[list[Line]] = []
    for poll in polls:
        if poll.withheld or not poll.kind.counts_people or not poll.voters:
            continue
        question = worded(poll.question, language)
        for option in options_in_result(poll.options):
            votes = option.votes or 0
            rows.append(
                [
                    [question],
                    [worded(poll.label(option.key), language)],
                    plain(number(votes)),
                    plain(share(percent(votes, poll.voters) or 0)),
                    plain(interval_words(votes, poll.voters)),
                ]
            )
    head = [
        _("Question"),
        pgettext("of a poll", "Option"),
        pgettext("of an option", "Votes"),
        pgettext("of those who answered", "Share"),
        interval_name(),
    ]
    return Table(_("Poll results"), head, rows, widths=[34, 30, 10, 10, 16], numbers=[2, 3, 4])
