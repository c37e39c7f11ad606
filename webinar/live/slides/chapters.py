"""The chapters of a session, and its breaks, from the moves of its slides. Pure.

All times are milliseconds since the session began.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from webinar.content.lessons.model import Module, part_number
from webinar.kit.files.cues import Cue
from webinar.kit.language_fallback import resolve
from webinar.kit.languages import LANGUAGES
from webinar.kit.session_times import Times
from webinar.live.slides.plan import GLANCE, Stay


class Chapter(msgspec.Struct, frozen=True):
    """A part of the programme, or a slide, from the moment in which the session came to it."""

    at: int
    title: str
    language: str


class Pause(msgspec.Struct, frozen=True):
    """A break, which a player may leave out."""

    at: int
    until: int


class _Arrival(NamedTuple):
    at: datetime
    slide: int


def part_chapters(
    module: Module, stays: Sequence[Stay], times: Times, language: str
) -> list[Chapter]:
    """Return a chapter for each arrival at a part of the programme."""
    parts = module.all_parts()
    chapters: list[Chapter] = []
    last_part: int | None = None
    for at, slide in _arrivals(stays, times):
        part = part_number(parts, slide)
        if part != last_part:
            tag, title = resolve(parts[part].title, language)
            chapters.append(Chapter(times.of(at) if chapters else 0, title, tag))
        last_part = part
    return chapters


def slide_chapters(
    module: Module, stays: Sequence[Stay], times: Times, language: str
) -> list[Chapter]:
    """Return a chapter for each arrival at a slide with a title."""
    chapters: list[Chapter] = []
    last_slide: int | None = None
    for at, slide in _arrivals(stays, times):
        if slide == last_slide or slide >= len(module.slides):
            continue
        tag, text = resolve(module.slides[slide].text, language)
        if text.title:
            chapters.append(Chapter(times.of(at) if chapters else 0, text.title, tag))
            last_slide = slide
    return chapters


def recording_chapters(
    module: Module, stays: Sequence[Stay], times: Times, language: str
) -> list[Chapter]:
    """Return the chapters for a recording: parts, or slides if the session had a single part."""
    chapters = part_chapters(module, stays, times, language)
    return chapters if len(chapters) > 1 else slide_chapters(module, stays, times, language)


def cues_of_chapters(chapters: Sequence[Chapter], times: Times) -> list[Cue]:
    """Return a cue for each chapter, which lasts until the next one, the last until the end."""
    ends = [*(chapter.at for chapter in chapters[1:]), times.length]
    cues = (
        Cue(chapter.at, end, chapter.title, _direction(chapter.language))
        for chapter, end in zip(chapters, ends, strict=False)
    )
    return [cue for cue in cues if cue.end > cue.begin]


def pauses(stays: Iterable[Stay], times: Times) -> list[Pause]:
    """Return the breaks in order; one that had not ended lasts until the session's end."""
    found: list[Pause] = []
    begin: int | None = None
    for at, slide in stays:
        if slide is None:
            begin = times.of(at) if begin is None else begin
        elif begin is not None:
            found.append(Pause(begin, times.of(at)))
            begin = None
    if begin is not None:
        found.append(Pause(begin, times.length))
    return [pause for pause in found if pause.until > pause.at]


def _arrivals(stays: Sequence[Stay], times: Times) -> list[_Arrival]:
    """Return the stays on slides, without those that were only a glance on the way."""
    arrivals: list[_Arrival] = []
    glance = GLANCE.total_seconds() * 1000
    ends = [*(times.of(stay.at) for stay in stays[1:]), None]
    for (at, slide), end in zip(stays, ends, strict=False):
        is_glance = bool(arrivals) and end is not None and end - times.of(at) < glance
        if slide is not None and not is_glance:
            arrivals.append(_Arrival(at, slide))
    return arrivals


def _direction(language: str) -> str:
    # A module may have languages that the interface does not have.
    return LANGUAGES[language].direction if language in LANGUAGES else "ltr"
