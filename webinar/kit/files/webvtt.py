"""Writes WebVTT: captions, or the chapters of a recording (https://www.w3.org/TR/webvtt1/)."""

from __future__ import annotations

from collections.abc import Iterable

from webinar.kit.files.cues import Cue, clock_time, text_lines, with_direction

MEDIA_TYPE = "text/vtt; charset=utf-8"


def encode(cues: Iterable[Cue], *, about: str = "") -> bytes:
    """Return the file. `about` is a comment for people who open it in an editor."""
    comment = [_comment(about)] if text_lines(about) else []
    blocks = ["WEBVTT", *comment, *(_block(cue) for cue in cues)]
    return "".join(f"{block}\n\n" for block in blocks).encode()


def _comment(about: str) -> str:
    # An arrow would end the comment.
    return "\n".join(["NOTE", *(line.replace("-->", "->") for line in text_lines(about))])


def _block(cue: Cue) -> str:
    times = f"{clock_time(cue.begin, '.')} --> {clock_time(cue.end, '.')}"
    lines = (with_direction(line, cue.direction) for line in text_lines(cue.text))
    return "\n".join([times, *map(_escape, lines)])


def _escape(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
