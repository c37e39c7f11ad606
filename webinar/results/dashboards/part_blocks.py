"""The activity in each part of the session, as pictures, in sentences and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from flask_babel import gettext as _

from webinar.kit.files.document import Para, Table
from webinar.results.dashboards import curve, drawings
from webinar.results.dashboards.blocks import Bar, Bars, Block, Columns, Folded, Key, Legend, column
from webinar.results.dashboards.curve import Band
from webinar.results.dashboards.reading import Overview
from webinar.results.protocol.phrases import isolated, number, plain, share, worded

# With more parts, numbers below the columns would overlap on a phone.
MOST_COLUMNS = 14


class PartActivity(NamedTuple):
    """The activity in one part.

    `present` is the mean number of people over time, and `answers` the mean number per poll.
    """

    part: int
    present: float
    polls: int
    answers: float
    questions: int
    hands: int


def part_activities(overview: Overview) -> list[PartActivity]:
    """Return the activity in each part reached, in the order of the programme."""
    activities = []
    for part in sorted({band.part for band in overview.bands if band.part is not None}):
        spans = [band for band in overview.bands if band.part == part]
        seconds = sum((span.end - span.begin).total_seconds() for span in spans)
        areas = (
            curve.mean(overview.points, span.begin, span.end)
            * (span.end - span.begin).total_seconds()
            for span in spans
        )
        polls = [poll for poll in overview.polls if overview.parts_by_poll[poll.key] == part]
        answers = [poll.voters + (poll.abstained or 0) for poll in polls]
        activities.append(
            PartActivity(
                part,
                sum(areas) / seconds if overview.points and seconds else 0.0,
                len(polls),
                sum(answers) / len(answers) if answers else 0.0,
                _count_within(overview.question_times, spans),
                _count_within(overview.hand_times, spans),
            )
        )
    return activities


def _count_within(times: Sequence[datetime], spans: Sequence[Band]) -> int:
    return sum(span.begin <= at < span.end for at in times for span in spans)


def engagement(overview: Overview, language: str, *, rtl: bool) -> list[Block]:
    """Return the minutes, presence, answers, questions and hands in each part."""
    activities = part_activities(overview)
    if not activities:
        return [Para(plain(_("No part of the session has been reached yet.")), quiet=True)]
    blocks: list[Block] = [
        Para(plain(sentence)) for sentence in _comparisons(overview, activities, language)
    ]
    is_drawn_in_columns = 1 < len(activities) <= MOST_COLUMNS
    draw = _columns if is_drawn_in_columns else partial(_bars, language=language, rtl=rtl)
    blocks += [draw(overview, activities, measure) for measure in _measures(overview, activities)]
    if is_drawn_in_columns:
        blocks.append(Legend(_keys(overview, activities, language)))
    return [*blocks, Folded(_table(overview, activities, language))]


class _Measure(NamedTuple):
    """One figure of each part, in the order of the activities.

    `values` are None where there is nothing to count. `lines` are what the values are compared
    with, such as a plan.
    """

    title: str
    values: Sequence[float | None]
    most: float
    lines: Sequence[float] = ()


def _measures(overview: Overview, activities: Sequence[PartActivity]) -> list[_Measure]:
    """Return the measures that have something to show."""
    minutes = [overview.part_minutes[activity.part] for activity in activities]
    people = max(overview.expected, overview.attended, 1)
    times = [(minute.taken, minute.planned) for minute in minutes]
    measures = [
        _Measure(
            _("Minutes taken; the dashed line is the plan"),
            [minute.taken for minute in minutes],
            max(max(pair) for pair in times),
            [minute.planned for minute in minutes],
        ),
        _Measure(_("There on average"), [activity.present for activity in activities], people),
        _Measure(
            _("Answers per poll"),
            [activity.answers if activity.polls else None for activity in activities],
            people,
        ),
    ]
    for title, counts in (
        (_("Questions"), [activity.questions for activity in activities]),
        (_("Hands raised"), [activity.hands for activity in activities]),
    ):
        measures.append(_Measure(title, counts, max(counts)))
    return [measure for measure in measures if any(measure.values)]


def _columns(overview: Overview, activities: Sequence[PartActivity], measure: _Measure) -> Columns:
    """Return the measure with a column for each part, which has the part's number below it."""
    rows = []
    for place, (activity, value) in enumerate(zip(activities, measure.values, strict=True)):
        line = measure.lines[place] / measure.most if measure.lines else None
        drawing = drawings.column((value or 0) / measure.most, line)
        rows.append(column(activity.part + 1, _figure(value), drawing))
    return Columns(plain(measure.title), rows)


def _bars(
    overview: Overview,
    activities: Sequence[PartActivity],
    measure: _Measure,
    *,
    language: str,
    rtl: bool,
) -> Bars:
    """Return the measure with a bar for each part, for a single part or too many for columns."""
    rows = [
        Bar(
            [worded(overview.parts[activity.part], language)],
            _figure(value),
            drawings.bar((value or 0) / measure.most, rtl=rtl),
        )
        for activity, value in zip(activities, measure.values, strict=True)
    ]
    return Bars(plain(measure.title), rows)


def _figure(value: float | None) -> str:
    """Return a whole number: one more digit would not fit below a narrow column."""
    return "—" if value is None else number(round(value))


def _keys(overview: Overview, activities: Sequence[PartActivity], language: str) -> list[Key]:
    return [
        Key(number(activity.part + 1), [worded(overview.parts[activity.part], language)])
        for activity in activities
    ]


def _comparisons(
    overview: Overview, activities: Sequence[PartActivity], language: str
) -> list[str]:
    sentences = []
    polled_parts = [activity for activity in activities if activity.polls and activity.present]
    if len(polled_parts) > 1:
        shares = {
            activity.part: min(100, round(100 * activity.answers / activity.present))
            for activity in polled_parts
        }
        best, worst = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
        if shares[best] != shares[worst]:
            sentences.append(
                _(
                    "Of those present, most answered in “%(part)s” (%(share)s) and fewest in"
                    " “%(other)s” (%(least)s).",
                    part=isolated(worded(overview.parts[best], language)),
                    share=share(shares[best]),
                    other=isolated(worded(overview.parts[worst], language)),
                    least=share(shares[worst]),
                )
            )
    most = max(activities, key=lambda activity: activity.questions)
    if most.questions and len(activities) > 1:
        sentences.append(
            _(
                "Most questions came in “%(part)s”: %(count)s of %(whole)s.",
                part=isolated(worded(overview.parts[most.part], language)),
                count=number(most.questions),
                whole=number(len(overview.question_times)),
            )
        )
    return sentences


def _table(overview: Overview, activities: Sequence[PartActivity], language: str) -> Table:
    """Return a row for each part of the programme, also for those that were not reached."""
    reached = {activity.part: activity for activity in activities}
    headings = [_("Module"), _("Planned, minutes"), _("Taken, minutes"), _("There on average"),
                _("Polls"), _("Answers per poll"), _("Questions"), _("Hands raised")]  # fmt: skip
    rows = []
    for part, (title, minutes) in enumerate(
        zip(overview.parts, overview.part_minutes, strict=True)
    ):
        activity = reached.get(part, PartActivity(part, 0, 0, 0, 0, 0))
        figures = (
            minutes.planned,
            minutes.taken,
            round(activity.present, 1),
            activity.polls,
            round(activity.answers, 1),
            activity.questions,
            activity.hands,
        )
        rows.append([[worded(title, language)], *(plain(number(value)) for value in figures)])
    caption, widths = _("What was done in each part"), [30, *[10] * 7]
    return Table(caption, headings, rows, widths=widths, numbers=list(range(1, 8)))
