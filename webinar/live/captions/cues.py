"""How long each line of captions stays, so that readers can follow. Pure.

A line appears when its readers saw it in the session. It stays as long as slow readers need: a
second for 12 characters, from 2 to 12 seconds. If the next line comes earlier, this one makes
room, but not before quick readers are through: a second for 20 characters, at least 1. The next
line waits until then. Lines never overlap; a short gap shows that the line has changed. A line by
machine appears when its words were said, and stays at least until their end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from webinar.kit.files.cues import Cue

_SLOW_CHARACTERS, _QUICK_CHARACTERS = 12, 20  # each second
_SHORTEST_MS, _LONGEST_MS = 2_000, 12_000
_SHORTEST_HURRIED_MS = 1_000
GAP_MS = 80


class TimedLine(NamedTuple):
    """A line and when it was sent, in milliseconds since the session began.

    `until` is the end of the words of a line by machine.
    """

    at: int
    text: str
    until: int = 0


def cues_of(lines: Sequence[TimedLine], direction: str = "ltr") -> list[Cue]:
    """Return a cue for each line; `lines` are in the order in which they were sent.

    `direction` is that of their language, `ltr` or `rtl`.
    """
    next_times: list[int | None] = [*(line.at for line in lines[1:]), None]
    cues: list[Cue] = []
    free_from = 0
    for line, next_at in zip(lines, next_times, strict=False):
        begin = max(line.at, free_from)
        end = max(begin + _slow_ms(line.text), line.until)
        if next_at is not None:
            end = min(end, max(next_at - GAP_MS, begin + _hurried_ms(line.text)))
        cues.append(Cue(begin, end, line.text, direction))
        free_from = end + GAP_MS
    return cues


def _slow_ms(text: str) -> int:
    return min(max(len(text) * 1000 // _SLOW_CHARACTERS, _SHORTEST_MS), _LONGEST_MS)


def _hurried_ms(text: str) -> int:
    return max(len(text) * 1000 // _QUICK_CHARACTERS, _SHORTEST_HURRIED_MS)
