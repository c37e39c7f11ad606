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

# The table beside a picture is meant for reading, so it has about this many lines.
LINES = 13


def presence(overview: Overview, language: str) -> list[Block]:
    """Return the picture of the number of people present, over bands of the session's parts."""
    if not overview.points:
        return [Para(plain(_("The session has not started: nobody was there yet.")), quiet=True)]
    zone = overview.session.zone
    points = [point._replace(at=point.at.astimezone(zone)) for point in overview.points]
    shown = [
        band._replace(begin=band.begin.astimezone(zone), end=band.end.astimezone(zone))
        for band in overview.bands
    ]
    several = len(overview.parts) > 1
    drawn = drawings.presence(points, shown if several else [], overview.expected)
    told = _sentence(overview, points)
    picture = Picture(
        id="presence",
        svg=drawn.svg,
        title=_("Participants who were there, over time"),
        told=told,
        marks=[(place, number(mark)) for place, mark in drawn.marks],
        times=[hour(at) for at in drawn.times],
        counts=[number(count) for count in drawn.counts],
        keys=_keys(overview, shown, language) if several else [],
    )
    table = Table(
        _("Participants who were there, over time"),
        [pgettext("of day", "Time"), pgettext("how many", "Participants")],
        [[plain(hour(at)), plain(number(count))] for at, count in _lines(points)],
        widths=[50, 50],
        numbers=[1],
    )
    return [picture, Para(plain(told)), Folded(table)]


def _lines(points: Sequence[curve.Point]) -> list[curve.Point]:
    minutes = (points[-1].at - points[0].at) / curve.MINUTE
    step = next((one for one in (1, 2, 5, 10, 15, 20, 30) if minutes / one < LINES), 60)
    return curve.at_each(points, timedelta(minutes=step))


def _sentence(overview: Overview, points: Sequence[curve.Point]) -> str:
    rule = overview.register.rule
    edge = timedelta(minutes=max(rule.late_minutes, rule.early_minutes))
    most, fewest = curve.extremes(points, edge)
    told = _(
        "Most people, %(most)s of %(whole)s, were there at %(time)s.",
        most=number(most.people),
        whole=number(len(overview.people)),
        time=hour(most.at),
    )
    if points[-1].at - points[0].at <= 2 * edge or fewest.people == most.people:
        return str(told)
    edge_minutes = edge // curve.MINUTE
    least = ngettext(
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
    average = _("On average: %(mean)s.", mean=number(round(mean, 1)))
    return f"{told} {least} {average}"


def _keys(overview: Overview, shown: Sequence[Band], language: str) -> list[Key]:
    keys = []
    for number_, title in enumerate(overview.parts):
        spans = [between(one.begin, one.end) for one in shown if one.part == number_]
        if spans:
            line: Line = [worded(title, language), *plain(f" · {comma().join(spans)}")]
            keys.append(Key(number(number_ + 1), line))
    if any(one.part is None for one in shown):
        keys.append(Key("break", plain(pgettext("in a session", "Break"))))
    if overview.expected:
        expected = _("On the roster: %(count)s", count=number(overview.expected))
        keys.append(Key("expected", plain(expected)))
    return keys


class Done(NamedTuple):
    """The activity in one part. `present` is a mean over time, and `answers` a mean per poll."""

    part: int
    present: float
    polls: int
    answers: float
    questions: int
    hands: int


def done(overview: Overview) -> list[Done]:
    """Return the activity in each part reached, in the order of the programme."""
    found = []
    for part in sorted({band.part for band in overview.bands if band.part is not None}):
        spans = [band for band in overview.bands if band.part == part]
        seconds = sum((span.end - span.begin).total_seconds() for span in spans)
        areas = (
            curve.mean(overview.points, span.begin, span.end)
            * (span.end - span.begin).total_seconds()
            for span in spans
        )
        polls = [poll for poll in overview.polls if overview.parts_asked[poll.key] == part]
        answers = [poll.voters + (poll.abstained or 0) for poll in polls]
        found.append(
            Done(
                part,
                sum(areas) / seconds if overview.points and seconds else 0.0,
                len(polls),
                sum(answers) / len(answers) if answers else 0.0,
                _within(overview.asked_at, spans),
                _within(overview.raised_at, spans),
            )
        )
    return found


def _within(times: Sequence[datetime], spans: Sequence[Band]) -> int:
    return sum(span.begin <= at < span.end for at in times for span in spans)


def engagement(overview: Overview, language: str, *, rtl: bool) -> list[Block]:
    """Return the presence, answers, questions and hands in each part."""
    found = done(overview)
    if not found:
        return [Para(plain(_("No part of the session has been reached yet.")), quiet=True)]
    blocks: list[Block] = [Para(plain(told)) for told in _compared(overview, found, language)]
    scale = max(overview.expected, overview.attended, 1)
    most = max((max(one.questions, one.hands) for one in found), default=0) or 1
    for one in found:
        answers = _(
            "%(answers)s; polls: %(polls)s",
            answers=number(round(one.answers, 1)),
            polls=number(one.polls),
        )
        rows = [
            _bar(_("There on average"), number(round(one.present, 1)), one.present / scale, rtl),
            _bar(_("Answers per poll"), answers, one.answers / scale, rtl) if one.polls else None,
            _bar(_("Questions"), number(one.questions), one.questions / most, rtl, "quiet"),
            _bar(_("Hands raised"), number(one.hands), one.hands / most, rtl, "quiet"),
        ]
        blocks.append(
            Bars([worded(overview.parts[one.part], language)], [row for row in rows if row])
        )
    return [*blocks, Folded(_table(overview, found, language))]


def _bar(word: str, value: str, part: float, rtl: bool, kind: str = "") -> Bar:
    return Bar(plain(word), value, drawings.bar(part, kind, rtl=rtl))


def _compared(overview: Overview, found: Sequence[Done], language: str) -> list[str]:
    told = []
    asked = [one for one in found if one.polls and one.present]
    if len(asked) > 1:
        shares = {one.part: min(100, round(100 * one.answers / one.present)) for one in asked}
        best, worst = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
        if shares[best] != shares[worst]:
            told.append(
                _(
                    "Of those present, most answered in “%(part)s” (%(share)s) and fewest in"
                    " “%(other)s” (%(least)s).",
                    part=worded(overview.parts[best], language).text,
                    share=share(shares[best]),
                    other=worded(overview.parts[worst], language).text,
                    least=share(shares[worst]),
                )
            )
    most = max(found, key=lambda one: one.questions)
    if most.questions and len(found) > 1:
        told.append(
            _(
                "Most questions came in “%(part)s”: %(count)s of %(whole)s.",
                part=worded(overview.parts[most.part], language).text,
                count=number(most.questions),
                whole=number(len(overview.asked_at)),
            )
        )
    return told


def _table(overview: Overview, found: Sequence[Done], language: str) -> Table:
    head = [_("Module"), _("There on average"), _("Polls"), _("Answers per poll"),
            _("Questions"), _("Hands raised")]  # fmt: skip
    rows = []
    for one in found:
        figures = (round(one.present, 1), one.polls, round(one.answers, 1), one.questions)
        cells = [plain(number(value)) for value in (*figures, one.hands)]
        rows.append([[worded(overview.parts[one.part], language)], *cells])
    title = _("What was done in each part")
    return Table(title, head, rows, widths=[40, 12, 12, 12, 12, 12], numbers=[1, 2, 3, 4, 5])


def shares_of(part: int, whole: int) -> str:
    """Return a share in words, like `12 of 30 (40 %)`."""
    told = _("%(count)s of %(whole)s", count=number(part), whole=number(whole))
    return f"{told} ({share(percent(part, whole) or 0)})"
