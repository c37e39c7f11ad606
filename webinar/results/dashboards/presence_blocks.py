"""The people present over time, as a picture and in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.kit.files.document import Line, Para, Table
from webinar.kit.numerals import comma
from webinar.results.dashboards import curve, drawings
from webinar.results.dashboards.blocks import Block, Folded, Key, Picture
from webinar.results.dashboards.curve import Band
from webinar.results.dashboards.reading import Overview
from webinar.results.protocol.phrases import between, hour, number, plain, worded

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
