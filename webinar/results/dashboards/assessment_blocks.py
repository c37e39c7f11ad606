"""The shares of right answers in tests before and after, as paired dots with their intervals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.content.handouts import wording
from webinar.kit.files.document import Heading, Line, Para, Table
from webinar.live.assessment.gains import Gain, Gains
from webinar.live.assessment.results import PairResult, Share, whole_gain
from webinar.results.dashboards.blocks import Bar, Bars, Block, Folded
from webinar.results.dashboards.intervals import PER_CENT, interval_of, interval_words
from webinar.results.dashboards.reading import Overview
from webinar.results.dashboards.shares import one_share, pair
from webinar.results.protocol import phrases
from webinar.results.protocol.phrases import (
    LEAST_FOR_PERCENT,
    named,
    number,
    plain,
    share,
    share_or_count,
    worded,
)

# The text of a question in each language, by the item that asks it.
_Questions = Mapping[str, Mapping[str, str]]


def tests(overview: Overview, language: str, *, rtl: bool) -> list[Block]:
    """Return the shares of right answers before and after, by question; nothing without tests."""
    blocks: list[Block] = []
    for result in overview.tests:
        blocks += _test(result, language, rtl=rtl)
    return blocks


def _test(result: PairResult, language: str, *, rtl: bool) -> list[Block]:
    tests = result.pair.tests
    titles = [worded(test.part.title, language) for test in tests]
    questions = {
        item.name: {tag: text.question for tag, text in item.poll.text.items()}
        for item in result.pair.pre.items
    }
    heading = Heading(2, phrases.joined(titles, " – "))
    if result.gains is None:
        return [heading, *_before(result, questions, language, rtl=rtl)]
    if result.gains.whole is None:
        note = _("Too few people took both tests: results of fewer than five are not shown.")
        return [heading, Para(plain(note))]
    return [heading, *_gains(result.gains, result.gains.whole, questions, language, rtl=rtl)]


def _gains(
    gains: Gains, whole: Gain, questions: _Questions, language: str, *, rtl: bool
) -> list[Block]:
    rows = [_gain(plain(_("All questions"), strong=True), whole, rtl=rtl, has_interval=False)]
    # Several answers are of one person, so no interval of theirs would be true.
    rows += [
        _gain([named(phrases.language(tag))], gain, rtl=rtl, has_interval=False)
        for tag, gain in gains.languages.items()
    ]
    for item in gains.items:
        title: Line = [worded(questions[item.item], language)]
        if item.whole is None:
            rows.append(Bar(title, _("Fewer than five matched answers: not shown.")))
        else:
            rows.append(_gain(title, item.whole, rtl=rtl))
    key = _(
        "Ring: before. Dot: after. The lines above and below them are their %(share)s intervals.",
        share=share(PER_CENT),
    )
    return [
        Para(plain(_sentence(gains.people, whole))),
        Bars([], rows, key),
        Folded(_table(gains, questions, language)),
    ]


class GainFigure(NamedTuple):
    """A gain in words, for the head of a report. `value` is a dash where no share would be true."""

    value: str
    note: str


def gain_figure(overview: Overview, language: str) -> GainFigure | None:
    """Return the gain of the session's tests; None as long as it may not be shown."""
    gain = whole_gain(overview.tests)
    if gain is None:
        return None
    with wording.speaking(language):
        return GainFigure(_normalised(gain) or "—", _shares(gain))


def _normalised(gain: Gain) -> str:
    """Return the share of what was missing; empty if nothing was, or for few answers."""
    if gain.gain is None or gain.pairs < LEAST_FOR_PERCENT:
        return ""
    return share(round(100 * gain.gain))


def _shares(gain: Gain) -> str:
    words = _(
        "%(before)s right before, %(after)s after",
        before=share_or_count(gain.right_before, gain.pairs),
        after=share_or_count(gain.right_after, gain.pairs),
    )
    return str(words)


def _gain(title: Line, gain: Gain, *, rtl: bool, has_interval: bool = True) -> Bar:
    counts = (gain.right_before, gain.right_after)
    found = [interval_of(count, gain.pairs) for count in counts if has_interval]
    intervals = [interval for interval in found if interval is not None]
    before, after = (count / gain.pairs for count in counts)
    return Bar(title, _shares(gain), pair(before, after, intervals, rtl=rtl), is_scaled=True)


def _sentence(people: int, whole: Gain) -> str:
    sentence = ngettext(
        "%(count)s person took both tests: %(before)s were right before, %(after)s after.",
        "%(count)s people took both tests: %(before)s were right before, %(after)s after.",
        people,
        count=number(people),
        before=share_or_count(whole.right_before, whole.pairs),
        after=share_or_count(whole.right_after, whole.pairs),
    )
    normalised = _normalised(whole)
    if not normalised:
        return str(sentence)
    gain = _("That is a gain of %(gain)s of what was missing.", gain=normalised)
    return f"{sentence} {gain}"


def _table(gains: Gains, questions: _Questions, language: str) -> Table:
    """Return a row for each question, followed by those of its languages that may be shown."""
    rows: list[list[Line]] = []
    for item in gains.items:
        if item.whole is None:
            continue
        rows.append(_row([worded(questions[item.item], language)], item.whole))
        for tag, gain in item.languages.items():
            rows.append(_row([*plain("– "), named(phrases.language(tag))], gain))
    head = [_("Question"), _("Answers"), _("Right before"), _("Right after"), _("Gain")]
    caption = _("Tests before and after")
    return Table(caption, head, rows, widths=[38, 11, 20, 20, 11], numbers=[1, 2, 3, 4])


def _row(title: Line, gain: Gain) -> list[Line]:
    shares = [
        f"{share_or_count(right, gain.pairs)} ({interval_words(right, gain.pairs)})"
        for right in (gain.right_before, gain.right_after)
    ]
    normalised = "—" if gain.gain is None else number(round(gain.gain, 2))
    return [title, *(plain(text) for text in (number(gain.pairs), *shares, normalised))]


def _before(result: PairResult, questions: _Questions, language: str, *, rtl: bool) -> list[Block]:
    """Return how many were right in the test before, as long as there are no gains."""
    note = Para(
        plain(_("What was gained is counted when nobody can take the second test any more.")),
        quiet=True,
    )
    if not result.shares:
        return [Para(plain(_("The tests are not over: there is no result yet.")), quiet=True)]
    rows = [
        _share([worded(questions[item.item], language)], item, rtl=rtl) for item in result.shares
    ]
    return [note, Bars(plain(_("How many were right before the course.")), rows)]


def _share(title: Line, item: Share, *, rtl: bool) -> Bar:
    if item.right is None:
        return Bar(title, _("Fewer than five answers: not shown."))
    interval = interval_of(item.right, item.people)
    svg = one_share(item.right / item.people, interval, rtl=rtl)
    value = phrases.count_and_share(item.right, item.people)
    return Bar(title, value, svg, is_scaled=True)
