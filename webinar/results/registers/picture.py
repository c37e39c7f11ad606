"""A person's time against the parts of the session, in whole units, for an SVG. Pure.

Time runs from the left in every language. Absence is shown by shape and pattern, never by colour
alone: a departure is a hollow frame, a lost link is hatched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from webinar.content.lessons.model import Module, part_number
from webinar.kit.language_fallback import resolve
from webinar.live.slides.plan import Stay
from webinar.results.attendance.rules import Frame, Measured
from webinar.results.reports.picture import LEAST_BAR, WIDTH, Bar, presence_bars
from webinar.room.engine.models import Ending


@dataclass(frozen=True)
class Band:
    """The time for which a part of the programme was shown; in a module of one part, a slide.

    `number` is that of the part or slide, from 1; a break has 0.
    """

    number: int
    title: str
    language: str
    begin: datetime
    end: datetime
    bar: Bar


class GapBar(NamedTuple):
    """The bar of an absence; `is_left`: the person had left the page, rather than lost the link."""

    x: int
    width: int
    is_left: bool


def bands(module: Module, stays: Sequence[Stay], frame: Frame, language: str) -> list[Band]:
    """Return the bands in order; consecutive slides of the same part are one band.

    There are none if the session has not begun, or lasted no time.
    """
    if frame.begin is None or frame.end <= frame.begin:
        return []
    merged: list[Band] = []
    ends = [*(stay.at for stay in stays[1:]), frame.end]
    for stay, until in zip(stays, ends, strict=True):
        begin, end = max(stay.at, frame.begin), min(until, frame.end)
        number, title, tag = _number_and_title(module, stay.slide, language)
        if merged and merged[-1].number == number:
            begin = merged.pop().begin
        if begin < end:
            merged.append(Band(number, title, tag, begin, end, _bar(begin, end, frame)))
    return merged


def bars(measured: Measured, frame: Frame) -> list[Bar]:
    """Return a bar for each stretch of presence, on a scale of `WIDTH` units."""
    return presence_bars(measured.presence, frame.begin, frame.end)


def gap_bars(measured: Measured, frame: Frame) -> list[GapBar]:
    """Return a bar for each absence, on the same scale as `bars`."""
    return [
        GapBar(*_bar(*gap.stretch, frame), is_left=gap.ending is Ending.LEFT)
        for gap in measured.gaps
    ]


def _number_and_title(module: Module, slide: int | None, language: str) -> tuple[int, str, str]:
    """Return the number, the title and the title's language for the band of a slide."""
    if slide is None:
        return 0, "", ""
    if len(module.parts) > 1:
        number = part_number(module.parts, slide)
        tag, title = resolve(module.parts[number].title, language)
        return number + 1, title, tag
    if slide >= len(module.slides):
        return slide + 1, "", ""
    tag, text = resolve(module.slides[slide].text, language)
    return slide + 1, text.title, tag


def _bar(begin: datetime, end: datetime, frame: Frame) -> Bar:
    if frame.begin is None:
        return Bar(0, 0)
    length = frame.end - frame.begin
    x = round((begin - frame.begin) / length * WIDTH)
    width = max(LEAST_BAR, round((end - frame.begin) / length * WIDTH) - x)
    return Bar(min(x, WIDTH - width), width)
