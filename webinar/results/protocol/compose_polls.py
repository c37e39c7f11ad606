"""The sections of polls and of the tests before and after."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.content.lessons.pairs import options_in_result
from webinar.kit.files.document import Block, Bullets, Heading, Line, Para, Table, Words
from webinar.kit.numerals import comma
from webinar.kit.rounding import percent
from webinar.live.polls.results import PollResult
from webinar.results.protocol import phrases
from webinar.results.protocol.phrases import number, own_words, plain, share, worded
from webinar.results.protocol.poll_reading import right_number
from webinar.results.protocol.record import GainRecord, Record, TestRecord


def polls(record: Record, language: str) -> list[Block]:
    blocks: list[Block] = [Heading(1, plain(_("Poll results")))]
    part: object = None
    for poll in record.polls:
        if poll.part and poll.part != part:
            blocks.append(Heading(2, [worded(poll.part, language)]))
        part = poll.part
        blocks += _poll(poll, language)
    if not record.polls:
        blocks.append(Para(plain(_("No poll was opened."))))
    return blocks


def _poll(poll: PollResult, language: str) -> list[Block]:
    level = 3 if poll.part else 2
    blocks: list[Block] = [
        Heading(level, [worded(poll.question, language)]),
        Para(plain(" · ".join(facts(poll))), quiet=True),
    ]
    if poll.withheld:
        return [*blocks, Para(plain(withheld_words()[poll.withheld])), *replies(poll)]
    if poll.options:
        blocks.append(_options(poll, language))
    figure_lines = figures(poll)
    if figure_lines:
        blocks.append(Para(plain(" · ".join(figure_lines))))
    if poll.words or poll.number_counts:
        blocks.append(Para(_words(poll)))
    return [*blocks, *replies(poll)]


def figures(poll: PollResult) -> list[str]:
    """Return the mean, the median and the right answer, where the poll has them."""
    values_by_name = {
        _("Mean"): "" if poll.mean is None else number(poll.mean),
        _("Median"): "" if poll.median is None else number(poll.median),
        _("Right answer"): phrases.figures(right_number(poll)),
    }
    return [f"{name}: {value}" for name, value in values_by_name.items() if value]


def facts(poll: PollResult) -> list[str]:
    """Return what kind of poll this is, and how many people took part, in words."""
    lines = [_("Quiz") if poll.is_quiz else _("Poll")]
    if poll.round == 2:
        lines.append(_("Second round"))
    if poll.is_anonymous:
        lines.append(_("Anonymous"))
    if poll.kind.picks_many:
        lines.append(_("several could be chosen"))
    if poll.kind.is_ordered:
        lines.append(_("First choices, and points by rank in brackets"))
    count = number(poll.voters)
    if poll.withheld == "few":
        voters_line = ngettext(
            "%(count)s person took part", "%(count)s people took part", poll.voters, count=count
        )
    else:
        voters_line = ngettext("%(count)s answer", "%(count)s answers", poll.voters, count=count)
    lines.append(voters_line)
    if poll.abstained:
        count = number(poll.abstained)
        lines.append(
            ngettext("%(count)s abstained", "%(count)s abstained", poll.abstained, count=count)
        )
    return lines


def withheld_words() -> dict[str, str]:
    """Return the sentence for each value of `PollResult.withheld`."""
    return {
        "few": _("Fewer than five answered this anonymous poll: nobody knows the result."),
        "open": _("The poll is still open: nobody knows the result yet."),
        "not_shown": _("The result was not shown to the participants."),
    }


def _options(poll: PollResult, language: str) -> Table:
    rows = []
    for option in options_in_result(poll.options):
        label: Line = [worded(poll.label(option.key), language)]
        if option.is_correct:
            correct = _("Correct")
            label = [*label, *plain(f" ({correct})", strong=True)]
        votes = "—" if option.votes is None else number(option.votes)
        if option.score is not None:
            votes += f" ({number(option.score)})"
        has_share = option.votes is not None and poll.kind.counts_people
        share_percent = percent(option.votes or 0, poll.voters) if has_share else None
        rows.append(
            [label, plain(votes), plain("—" if share_percent is None else share(share_percent))]
        )
    votes_word = pgettext("of an option", "Votes") if poll.kind.counts_people else _("Points")
    headings = [
        pgettext("of a poll", "Option"),
        votes_word,
        pgettext("of those who answered", "Share"),
    ]
    caption = worded(poll.question, language)
    return Table(
        caption.text,
        headings,
        rows,
        widths=[68, 16, 16],
        numbers=[1, 2],
        caption_lang=caption.lang,
    )


def _words(poll: PollResult) -> Line:
    """Return the words of the cloud, or the numbers, each with the number of people who gave it."""
    counted_words = [
        (own_words(cloud_word.word, cloud_word.language), cloud_word.count)
        for cloud_word in poll.words
    ]
    for value, count in poll.number_counts:
        counted_words.append((Words(phrases.figures(f"{value:.10g}")), count))
    line: list[Words] = []
    for item, count in counted_words:
        line += [*(plain(comma()) if line else []), item]
        line += plain(f" ({number(count)})")
    return line


def replies(poll: PollResult) -> list[Bullets]:
    """Return the open texts of a poll."""
    if not poll.replies:
        return []
    return [Bullets([[own_words(reply.text, reply.language)] for reply in poll.replies])]


def tests(record: Record, language: str) -> list[Block]:
    """Return the blocks of the tests; none if the programme has no tests."""
    blocks: list[Block] = []
    for test in record.tests:
        blocks += _test(test, language)
    if not blocks:
        return []
    return [Heading(1, plain(_("Tests before and after"))), *blocks]


def _test(test: TestRecord, language: str) -> list[Block]:
    titles = [worded(title, language) for title in (test.before, test.after) if title]
    blocks: list[Block] = [Heading(2, phrases.joined(titles, " – "))]
    if test.people is None:
        return [*blocks, *_results_before(test, language)]
    people_note = ngettext(
        "Answers of %(count)s person who took both.",
        "Answers of %(count)s people who took both.",
        test.people,
        count=number(test.people),
    )
    blocks.append(Para(plain(people_note), quiet=True))
    if test.whole is None:
        too_few_note = _(
            "Too few people took both tests: results of fewer than five are not shown."
        )
        return [*blocks, Para(plain(too_few_note))]
    rows = [[plain(_("All questions"), strong=True), *_figures(test.whole)]]
    rows += [[[worded(item.question, language)], *_figures(item.gain)] for item in test.items]
    headings = [_("Question"), _("Right before"), _("Right after"), _("Gain")]
    blocks.append(
        Table(
            _("Tests before and after"), headings, rows, widths=[58, 14, 14, 14], numbers=[1, 2, 3]
        )
    )
    note = _("The gain is the share of what was wrong before that was right after, from 0 to 1.")
    return [*blocks, Para(plain(note), quiet=True)]


def _figures(gain: GainRecord | None) -> list[Line]:
    if gain is None:
        return [plain("—")] * 3
    of_missing = "—" if gain.gain is None else number(round(gain.gain, 2))
    return [plain(share(gain.before)), plain(share(gain.after)), plain(of_missing)]


def _results_before(test: TestRecord, language: str) -> list[Block]:
    if not test.items:
        return [Para(plain(_("The tests are not over: there is no result yet.")))]
    rows = [
        [
            [worded(item.question, language)],
            plain("—" if item.before is None else share(item.before)),
        ]
        for item in test.items
    ]
    headings = [_("Question"), _("Right before")]
    return [Table(_("Tests before and after"), headings, rows, widths=[80, 20], numbers=[1])]
