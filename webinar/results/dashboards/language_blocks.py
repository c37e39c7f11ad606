"""The shares of right answers by the language in which a quiz was answered, with intervals."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import pgettext
from msgspec import UNSET

from webinar.kit.files.document import Line, Para, Table
from webinar.live.polls.results import PollResult
from webinar.live.polls.summary import OTHER
from webinar.live.polls.view_structs import LanguageResult
from webinar.results.dashboards.blocks import Bar, Bars, Block, Folded
from webinar.results.dashboards.intervals import (
    PER_CENT,
    interval_name,
    interval_of,
    interval_words,
)
from webinar.results.dashboards.reading import Overview
from webinar.results.dashboards.shares import one_share
from webinar.results.protocol import phrases
from webinar.results.protocol.phrases import (
    count_and_share,
    isolated,
    named,
    number,
    plain,
    share,
    share_or_count,
    worded,
)

# A long programme has dozens of quizzes: only those that differ most are drawn.
MOST_DRAWN = 6


def language_gap(overview: Overview, language: str, *, rtl: bool) -> list[Block]:
    """Return the share of right answers in each quiz, by the language in which it was answered."""
    quizzes = [poll for poll in overview.polls if poll.is_quiz and len(poll.languages) > 1]
    if not quizzes:
        note = _(
            "There is nothing to compare: it needs a closed quiz that at least five people answered"
            " in each of two languages."
        )
        return [Para(plain(note), quiet=True)]
    drawn = sorted(quizzes, key=_width, reverse=True)[:MOST_DRAWN]
    notes = [
        _("Languages with fewer than five answers are shown together, so that nobody can be"
          " recognised."),
        _("Each dot is a share, from none on one side to all on the other. The line through it is"
          " its %(share)s interval: the fewer people answered, the longer.", share=share(PER_CENT)),
    ]  # fmt: skip
    if len(drawn) < len(quizzes):
        notes.append(
            _(
                "The %(count)s of %(whole)s quizzes that differ most are drawn; the table has all.",
                whole=number(len(quizzes)),
                count=number(len(drawn)),
            )
        )
    return [
        Para(plain(_gap_sentence(drawn[0], language))),
        Para(plain(" ".join(notes)), quiet=True),
        *(_quiz(quiz, language, rtl=rtl) for quiz in drawn),
        Folded(_table(quizzes, language)),
    ]


def _quiz(quiz: PollResult, language: str, *, rtl: bool) -> Bars:
    rows = []
    for tag, result in quiz.languages.items():
        right = _right(result)
        svg = one_share(right / result.voters, interval_of(right, result.voters), rtl=rtl)
        value = count_and_share(right, result.voters)
        rows.append(Bar([named(_language(tag))], value, svg, is_scaled=True))
    return Bars([worded(quiz.question, language)], rows)


def _table(quizzes: Sequence[PollResult], language: str) -> Table:
    head = [_("Question"), _("Language"), pgettext("answers", "Right"), _("Answers"),
            interval_name()]  # fmt: skip
    rows: list[list[Line]] = [
        [
            [worded(quiz.question, language)],
            [named(_language(tag))],
            plain(number(_right(result))),
            plain(number(result.voters)),
            plain(interval_words(_right(result), result.voters)),
        ]
        for quiz in quizzes
        for tag, result in quiz.languages.items()
    ]
    caption = _("Right answers by language")
    return Table(caption, head, rows, widths=[40, 18, 12, 12, 18], numbers=[2, 3, 4])


def _language(tag: str) -> str:
    return pgettext("languages", "Other languages") if tag == OTHER else phrases.language(tag)


def _right(result: LanguageResult) -> int:
    return 0 if result.right is UNSET else result.right


def _shares(quiz: PollResult) -> dict[str, float]:
    return {tag: _right(result) / result.voters for tag, result in quiz.languages.items()}


def _width(quiz: PollResult) -> float:
    """Return the distance between the highest and the lowest share."""
    shares = _shares(quiz).values()
    return max(shares) - min(shares)


def _gap_sentence(widest: PollResult, language: str) -> str:
    if not _width(widest):
        return str(_("In every quiz, equal shares were right in all languages."))
    shares = _shares(widest)
    best, worst = (
        max(shares, key=shares.__getitem__),
        min(shares, key=shares.__getitem__),
    )

    def words(tag: str) -> str:
        result = widest.languages[tag]
        return share_or_count(_right(result), result.voters)

    return str(
        _(
            "The languages are furthest apart in “%(question)s”: %(best)s %(most)s right,"
            " %(worst)s %(least)s.",
            question=isolated(worded(widest.question, language)),
            best=_language(best),
            most=words(best),
            worst=_language(worst),
            least=words(worst),
        )
    )
