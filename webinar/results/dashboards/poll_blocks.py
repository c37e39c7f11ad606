"""Results of polls by option and language, and of tests before and after, as bars and sentences."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext
from msgspec import UNSET

from webinar.content.lessons.pairs import options_in_result
from webinar.kit.files.document import Heading, Line, Para, Table
from webinar.kit.rounding import percent
from webinar.live.polls.results import OptionResult, PollResult
from webinar.live.polls.summary import OTHER
from webinar.live.polls.view_structs import NumberBin
from webinar.results.dashboards import drawings
from webinar.results.dashboards.blocks import Bar, Bars, Block, Folded
from webinar.results.dashboards.presence_blocks import count_and_share
from webinar.results.dashboards.reading import Overview
from webinar.results.protocol import compose_polls, phrases
from webinar.results.protocol.phrases import named, number, own_words, plain, share, worded
from webinar.results.protocol.record import GainRecord, TestRecord

# The number of a cloud's most frequent words to show; the downloads contain all words.
MOST_WORDS = 12


def polls(overview: Overview, language: str, *, rtl: bool) -> list[Block]:
    """Return the blocks of each opened poll; withheld results are marked as such."""
    if not overview.polls:
        return [Para(plain(_("No poll was opened.")))]
    blocks: list[Block] = []
    for poll in overview.polls:
        blocks += _poll(poll, language, rtl=rtl)
    return blocks


def _poll(poll: PollResult, language: str, *, rtl: bool) -> list[Block]:
    note = " · ".join(compose_polls.facts(poll))
    title = [worded(poll.question, language)]
    if poll.withheld:
        return [Bars(title, [], note, compose_polls.withheld_words()[poll.withheld])]
    note = " · ".join([note, *compose_polls.figures(poll)])
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
    return [Bars(title, rows, note, _sentence(poll, language))]


def _bin_range(span: NumberBin) -> Line:
    low, high = number(span.low), number(span.high)
    return plain(low if span.low == span.high else f"{low} – {high}")


def _count_bars(counts: Sequence[tuple[Line, int]], *, rtl: bool) -> list[Bar]:
    most = max(count for _line, count in counts) or 1
    return [Bar(line, number(count), drawings.bar(count / most, rtl=rtl)) for line, count in counts]


def _option(poll: PollResult, option: OptionResult, language: str, scale: int, *, rtl: bool) -> Bar:
    votes = option.votes or 0
    value = number(votes) if option.score is None else f"{number(votes)} ({number(option.score)})"
    if poll.kind.counts_people and poll.voters:
        value = f"{value} · {share(percent(votes, poll.voters) or 0)}"
    svg = drawings.bar(votes / scale if scale else 0, rtl=rtl)
    return Bar(
        [worded(poll.label(option.key), language)],
        value,
        svg,
        _("Correct") if option.is_correct else "",
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
            label=worded(poll.label(top_option.key), language).text,
            count=count_and_share(first, poll.voters),
        )
    )


def _two_largest_counts(options: Sequence[OptionResult]) -> tuple[int, int]:
    votes = sorted((option.votes or 0 for option in options), reverse=True)
    return (votes[0], votes[1]) if len(votes) > 1 else (0, 0)


def language_gap(overview: Overview, language: str, *, rtl: bool) -> list[Block]:
    """Return the share of right answers in each quiz, by the language in which it was answered."""
    quizzes = [poll for poll in overview.polls if poll.is_quiz and len(poll.languages) > 1]
    if not quizzes:
        note = _(
            "There is nothing to compare: it needs a closed quiz that at least five people answered"
            " in each of two languages."
        )
        return [Para(plain(note), quiet=True)]
    blocks: list[Block] = [
        Para(plain(_gap_sentence(quizzes, language))),
        Para(
            plain(_("Languages with fewer than five answers are shown together, so "
            "that nobody can be recognised.")),
            quiet=True,
        ),
    ]  # fmt: skip
    table_rows = []
    for quiz in quizzes:
        rows = []
        title = worded(quiz.question, language)
        for tag, result in quiz.languages.items():
            right_count = 0 if result.right is UNSET else result.right
            svg = drawings.bar(right_count / result.voters, rtl=rtl)
            value = count_and_share(right_count, result.voters)
            rows.append(Bar([named(_language(tag))], value, svg))
            table_rows.append([[title], [named(_language(tag))], plain(number(right_count)),
                               plain(number(result.voters))])  # fmt: skip
        blocks.append(Bars([title], rows))
    head = [_("Question"), _("Language"), pgettext("answers", "Right"), _("Answers")]
    caption = _("Right answers by language")
    return [
        *blocks,
        Folded(Table(caption, head, table_rows, widths=[46, 22, 16, 16], numbers=[2, 3])),
    ]


def _language(tag: str) -> str:
    return pgettext("languages", "Other languages") if tag == OTHER else phrases.language(tag)


def _gap_sentence(quizzes: Sequence[PollResult], language: str) -> str:
    def shares(quiz: PollResult) -> dict[str, int]:
        return {
            tag: percent(0 if result.right is UNSET else result.right, result.voters) or 0
            for tag, result in quiz.languages.items()
        }

    def width(quiz: PollResult) -> int:
        by_language = shares(quiz).values()
        return max(by_language) - min(by_language)

    widest = max(quizzes, key=width)
    if not width(widest):
        return str(_("In every quiz, equal shares were right in all languages."))
    by_language = shares(widest)
    best, worst = (
        max(by_language, key=by_language.__getitem__),
        min(by_language, key=by_language.__getitem__),
    )
    return str(
        _(
            "The languages are furthest apart in “%(question)s”: %(best)s %(most)s right,"
            " %(worst)s %(least)s.",
            question=worded(widest.question, language).text,
            best=_language(best),
            most=share(by_language[best]),
            worst=_language(worst),
            least=share(by_language[worst]),
        )
    )


def tests(overview: Overview, language: str, *, rtl: bool) -> list[Block]:
    """Return the shares of right answers before and after, by question; nothing without tests."""
    blocks: list[Block] = []
    for test in overview.tests:
        blocks += _test(test, language, rtl=rtl)
    return blocks


def _test(test: TestRecord, language: str, *, rtl: bool) -> list[Block]:
    titles = [worded(title, language) for title in (test.before, test.after) if title]
    blocks: list[Block] = [Heading(2, phrases.joined(titles, " – "))]
    if test.people is None:
        return [*blocks, *_bars_before(test, language, rtl=rtl)]
    if test.whole is None:
        note = _("Too few people took both tests: results of fewer than five are not shown.")
        return [*blocks, Para(plain(note))]
    blocks.append(Para(plain(_learning_sentence(test, test.whole))))
    blocks.append(Bars(plain(_("All questions")), _gain_bars(test.whole, rtl=rtl)))
    for item in test.items:
        title = [worded(item.question, language)]
        note = "" if item.gain else _("Fewer than five matched answers: not shown.")
        blocks.append(Bars(title, _gain_bars(item.gain, rtl=rtl) if item.gain else [], note))
    gains = [(item.question, item.gain) for item in test.items if item.gain]
    rows = [
        [[worded(question, language)],
         *(plain(text) for text in (share(gain.before), share(gain.after), _gain_number(gain)))]
        for question, gain in gains
    ]  # fmt: skip
    head = [_("Question"), _("Right before"), _("Right after"), _("Gain")]
    caption = _("Tests before and after")
    return [*blocks, Folded(Table(caption, head, rows, widths=[58, 14, 14, 14], numbers=[1, 2, 3]))]


def _learning_sentence(test: TestRecord, whole: GainRecord) -> str:
    sentence = ngettext(
        "%(count)s person took both tests: %(before)s were right before, %(after)s after.",
        "%(count)s people took both tests: %(before)s were right before, %(after)s after.",
        test.people or 0,
        count=number(test.people or 0),
        before=share(whole.before),
        after=share(whole.after),
    )
    if whole.gain is None:
        return str(sentence)
    gain = _("That is a gain of %(gain)s of what was missing.", gain=share(round(100 * whole.gain)))
    return f"{sentence} {gain}"


def _gain_bars(gain: GainRecord, *, rtl: bool) -> list[Bar]:
    before, after = (
        drawings.bar(value / 100, kind, rtl=rtl)
        for value, kind in ((gain.before, "before"), (gain.after, ""))
    )
    return [
        Bar(plain(_("Before")), share(gain.before), before),
        Bar(plain(_("After")), share(gain.after), after),
    ]


def _gain_number(gain: GainRecord) -> str:
    return "—" if gain.gain is None else number(round(gain.gain, 2))


def _bars_before(test: TestRecord, language: str, *, rtl: bool) -> list[Block]:
    if not test.items:
        return [Para(plain(_("The tests are not over: there is no result yet.")), quiet=True)]
    note = _("Fewer than five answers: not shown.")
    blocks: list[Block] = []
    for item in test.items:
        rows = []
        if item.before is not None:
            svg = drawings.bar(item.before / 100, "before", rtl=rtl)
            rows = [Bar(plain(_("Before")), share(item.before), svg)]
        blocks.append(Bars([worded(item.question, language)], rows, "" if rows else note))
    return blocks
