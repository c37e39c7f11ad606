"""The people present over time, and the activity in each part, as pictures and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.kit.files.document import Line, Para, Table
from webinar.kit.numerals import comma
from webinar.kit.rounding import percent
from webinar.results.dashboards import curve, drawings
from webinar.results.dashboards.blocks import Bar, Bars, Block, Folded, Key, Picture
from webinar.results.dashboards.curve import Band
from webinar.results.dashboards.reading import Overview
from webinar.results.protocol.phrases import between, hour, number, plain, share, worded

# A picture's table is meant for reading, so it has at most about this many lines.
TABLE_LINES = 13


def presence(overview: Overview, language: str) -> list[Block]:
    """Return the picture of the number of people present, over bands of the session's parts."""
    if not overview.points:
        return [Para(plain(_("The session has not started: nobody was there yet.")), quiet=True)]
    zone = overview.session.zone
    points = [point._replace(at=point.at.astimezone(zone)) for point in overview.points]
    bands = [
        band._replace(begin=band.begin.astimezone(zone), end=band.end.astimezone(zone))
        for band in overview.bands
    ]
    has_parts = len(overview.parts) > 1
    drawing = drawings.presence(points, bands if has_parts else [], overview.expected)
    sentence = _sentence(overview, points)
    picture = Picture(
        id="presence",
        svg=drawing.svg,
        title=_("Participants who were there, over time"),
        told=sentence,
        marks=[(place, number(mark)) for place, mark in drawing.marks],
        times=[hour(at) for at in drawing.times],
        counts=[number(count) for count in drawing.counts],
        keys=_keys(overview, bands, language) if has_parts else [],
    )
    table = Table(
        _("Participants who were there, over time"),
        [pgettext("of day", "Time"), pgettext("how many", "Participants")],
        [[plain(hour(at)), plain(number(count))] for at, count in _lines(points)],
        widths=[50, 50],
        numbers=[1],
    )
    return [picture, Para(plain(sentence)), Folded(table)]


def _lines(points: Sequence[curve.Point]) -> list[curve.Point]:
    minutes = (points[-1].at - points[0].at) / curve.MINUTE
    step = next(
        (
            step_minutes
            for step_minutes in (1, 2, 5, 10, 15, 20, 30)
            if minutes / step_minutes < TABLE_LINES
        ),
        60,
    )
    return curve.at_each(points, timedelta(minutes=step))


def _sentence(overview: Overview, points: Sequence[curve.Point]) -> str:
    rule = overview.register.rule
    edge = timedelta(minutes=max(rule.late_minutes, rule.early_minutes))
    most, fewest = curve.extremes(points, edge)
    most_sentence = _(
        "Most people, %(most)s of %(whole)s, were there at %(time)s.",
        most=number(most.people),
        whole=number(len(overview.people)),
        time=hour(most.at),
    )
    if points[-1].at - points[0].at <= 2 * edge or fewest.people == most.people:
        return str(most_sentence)
    edge_minutes = edge // curve.MINUTE
    fewest_sentence = ngettext(
        "The fewest, %(fewest)s, were there at %(time)s; the first and the last minute are not"
        " counted here.",
        "The fewest, %(fewest)s, were there at %(time)s; the first and the last %(minutes)s minutes"
        " are not counted here.",
        edge_minutes,
        fewest=number(fewest.people),
        time=hour(fewest.at),
        minutes=number(edge_minutes),
    )
    mean = curve.mean(points, points[0].at, points[-1].at)
    mean_sentence = _("On average: %(mean)s.", mean=number(round(mean, 1)))
    return f"{most_sentence} {fewest_sentence} {mean_sentence}"


def _keys(overview: Overview, bands: Sequence[Band], language: str) -> list[Key]:
    keys = []
    for part, title in enumerate(overview.parts):
        spans = [between(band.begin, band.end) for band in bands if band.part == part]
        if spans:
            line: Line = [worded(title, language), *plain(f" · {comma().join(spans)}")]
            keys.append(Key(number(part + 1), line))
    if any(band.part is None for band in bands):
        keys.append(Key("break", plain(pgettext("in a session", "Break"))))
    if overview.expected:
        expected = _("On the roster: %(count)s", count=number(overview.expected))
        keys.append(Key("expected", plain(expected)))
    return keys


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
    """Return the presence, answers, questions and hands in each part."""
    activities = part_activities(overview)
    if not activities:
        return [Para(plain(_("No part of the session has been reached yet.")), quiet=True)]
    blocks: list[Block] = [
        Para(plain(sentence)) for sentence in _comparisons(overview, activities, language)
    ]
    scale = max(overview.expected, overview.attended, 1)
    most = max((max(activity.questions, activity.hands) for activity in activities), default=0) or 1
    for activity in activities:
        answers = _(
            "%(answers)s; polls: %(polls)s",
            answers=number(round(activity.answers, 1)),
            polls=number(activity.polls),
        )
        rows = [
            _bar(
                _("There on average"),
                number(round(activity.present, 1)),
                activity.present / scale,
                rtl,
            ),
            _bar(_("Answers per poll"), answers, activity.answers / scale, rtl)
            if activity.polls
            else None,
            _bar(
                _("Questions"), number(activity.questions), activity.questions / most, rtl, "quiet"
            ),
            _bar(_("Hands raised"), number(activity.hands), activity.hands / most, rtl, "quiet"),
        ]
        blocks.append(
            Bars([worded(overview.parts[activity.part], language)], [row for row in rows if row])
        )
    return [*blocks, Folded(_table(overview, activities, language))]


def _bar(word: str, value: str, part: float, rtl: bool, kind: str = "") -> Bar:
    return Bar(plain(word), value, drawings.bar(part, kind, rtl=rtl))


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
                    part=worded(overview.parts[best], language).text,
                    share=share(shares[best]),
                    other=worded(overview.parts[worst], language).text,
                    least=share(shares[worst]),
                )
            )
    most = max(activities, key=lambda activity: activity.questions)
    if most.questions and len(activities) > 1:
        sentences.append(
            _(
                "Most questions came in “%(part)s”: %(count)s of %(whole)s.",
                part=worded(overview.parts[most.part], language).text,
                count=number(most.questions),
                whole=number(len(overview.question_times)),
            )
        )
    return sentences


def _table(overview: Overview, activities: Sequence[PartActivity], language: str) -> Table:
    headings = [_("Module"), _("There on average"), _("Polls"), _("Answers per poll"),
            _("Questions"), _("Hands raised")]  # fmt: skip
    rows = []
    for activity in activities:
        figures = (
            round(activity.present, 1),
            activity.polls,
            round(activity.answers, 1),
            activity.questions,
        )
        cells = [plain(number(value)) for value in (*figures, activity.hands)]
        rows.append([[worded(overview.parts[activity.part], language)], *cells])
    title = _("What was done in each part")
    return Table(title, headings, rows, widths=[40, 12, 12, 12, 12, 12], numbers=[1, 2, 3, 4, 5])


def count_and_share(part: int, whole: int) -> str:
    """Return a share in words, like `12 of 30 (40 %)`."""
    count_words = _("%(count)s of %(whole)s", count=number(part), whole=number(whole))
    return f"{count_words} ({share(percent(part, whole) or 0)})"
