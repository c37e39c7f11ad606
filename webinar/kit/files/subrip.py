"""Writes SubRip (`.srt`), for players that do not read WebVTT.

The format has no specification. The file has what players agree on: CRLF, a comma before the
milliseconds, and the byte order mark by which programs on Windows recognise UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from webinar.kit.files.cues import Cue, clock_time, text_lines, with_direction

MEDIA_TYPE = "application/x-subrip; charset=utf-8"

# The format has no escapes. Players take `<…>` and `{\…}` for formatting, and `-->` for times: an
# invisible space after the first marks makes them text.
_MARKUP = re.compile(r"<(?=\S)|\{(?=\\)|--(?=>)")
_ZERO_WIDTH_SPACE = "\u200b"
_BEGIN_RIGHT_TO_LEFT, _END_DIRECTION = "\u202b", "\u202c"


def encode(cues: Iterable[Cue]) -> bytes:
    """Return the file; cues are numbered from 1."""
    blocks = [_block(number, cue) for number, cue in enumerate(cues, 1)]
    return "".join(f"{block}\r\n\r\n" for block in blocks).encode("utf-8-sig")


def _block(number: int, cue: Cue) -> str:
    times = f"{clock_time(cue.begin, ',')} --> {clock_time(cue.end, ',')}"
    lines = (_plain(line, cue.direction) for line in text_lines(cue.text))
    return "\r\n".join([str(number), times, *lines])


def _plain(line: str, direction: str) -> str:
    text = _MARKUP.sub(lambda match: match[0] + _ZERO_WIDTH_SPACE, line)
    # Many players lay every line out from the left, so a mark before the line is not enough.
    if direction == "rtl":
        return f"{_BEGIN_RIGHT_TO_LEFT}{text}{_END_DIRECTION}"
    return with_direction(text, direction)
