"""A script as a list to read, chapter by chapter, for a page without the player. Pure."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from webinar.kit.numerals import digits
from webinar.live.slides.chapters import Chapter
from webinar.results.replay.wire import Scene, Script


class Row(NamedTuple):
    """A scene; `time` is the time since the session began, such as `1:05:09`."""

    time: str
    scene: Scene


class ChapterRows(NamedTuple):
    """A chapter, the time at which it begins, and its scenes."""

    chapter: Chapter
    time: str
    rows: list[Row]


def by_chapter(script: Script) -> list[ChapterRows]:
    """Return the script's scenes by chapter, in order; scenes without text are left out."""
    chapters = [ChapterRows(chapter, clock_time(chapter.at), []) for chapter in script.chapters]
    begins = [chapter.at for chapter in script.chapters]
    for scene in script.scenes:
        if not chapters or not _has_text(scene):
            continue
        place = max(0, bisect_right(begins, scene.at) - 1)
        chapters[place].rows.append(Row(clock_time(scene.at), scene))
    return chapters


def clock_time(millis: int) -> str:
    """Return the milliseconds as hours, minutes and seconds, such as `1:05:09`."""
    seconds = millis // 1000
    return digits(f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}")


def _has_text(scene: Scene) -> bool:
    if scene.kind == "stage":
        return bool(scene.question or scene.note)
    # The next slide already shows that the break is over.
    return scene.kind != "back"
