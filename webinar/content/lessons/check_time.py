"""Lint: planned minutes, and whether participants have something to do often enough."""

from __future__ import annotations

import re
from collections.abc import Sequence

from webinar.content.lessons.front_matter import FrontMatter
from webinar.content.lessons.parsed import ParsedSlide
from webinar.content.lessons.problems import Report

MAX_SLIDE_MINUTES = 120
# Adults listen well for about this long; a lesson that warns against lectures must not be one.
MAX_QUIET_MINUTES = 10

# `[0-9]` is written out, because `\d` takes the digits of every script.
_MINUTES = re.compile(r"[0-9]{1,3}(?:\.[05])?")
_WITH_COMMA = re.compile(r"[0-9]{1,3},[05]")


def minutes_of(slide: ParsedSlide) -> float | None:
    """Return the planned minutes: 0 if none are given, None if the value is not a number."""
    typed = slide.marks.values.get("minutes", "0")
    return float(typed) if _MINUTES.fullmatch(typed) else None


def check_time(slides: Sequence[ParsedSlide], front: FrontMatter, report: Report) -> None:
    """Check the first language, whose minutes count; report nothing if no slide has minutes."""
    planned = {slide.line: minutes_of(slide) for slide in slides}
    if not any("minutes" in slide.marks.values for slide in slides):
        return
    for slide in slides:
        minutes = planned[slide.line]
        if minutes is None or not 0 < minutes <= MAX_SLIDE_MINUTES:
            remedy = (
                f"Write `minutes=2` or `minutes=0.5` behind its id, at most {MAX_SLIDE_MINUTES}"
            )
            if _WITH_COMMA.fullmatch(typed := slide.marks.values.get("minutes", "")):
                corrected = typed.replace(",", ".")
                remedy = f"Write a point in place of the comma: `minutes={corrected}`"
            report.error(slide.line, "this slide has no number of minutes", remedy)
            return
    total = sum(minutes or 0 for minutes in planned.values())
    if front.minutes and total != front.minutes:
        message = f"the slides take {total:g} minutes, the front matter says {front.minutes}"
        report.warning(front.lines.get("minutes", 1), message, "Change one of the two")
    _check_rhythm(slides, report)


def _check_rhythm(slides: Sequence[ParsedSlide], report: Report) -> None:
    quiet = 0.0
    for slide in slides:
        if slide.is_poll or slide.is_scenario or slide.has_steps:
            quiet = 0
            continue
        quiet_before = quiet
        quiet += minutes_of(slide) or 0
        if quiet_before <= MAX_QUIET_MINUTES < quiet:
            message = (
                f"for over {MAX_QUIET_MINUTES} minutes there is nothing to do for participants"
            )
            remedy = "Put a poll, a quiz or group work before this slide"
            report.warning(slide.line, message, remedy)
