"""Writes the captions of a session as files: WebVTT, SubRip and plain text. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from webinar.kit.files import subrip, webvtt
from webinar.kit.files.cues import Cue, with_direction
from webinar.live.captions.track import Track


class CaptionFormat(StrEnum):
    """The formats. Their names are part of addresses and file names, so they must not change."""

    VTT = "vtt"
    SRT = "srt"
    TXT = "txt"


MEDIA_TYPES: Mapping[str, str] = {
    CaptionFormat.VTT: webvtt.MEDIA_TYPE,
    CaptionFormat.SRT: subrip.MEDIA_TYPE,
    CaptionFormat.TXT: "text/plain; charset=utf-8",
}
# Long enough to read why a file has no captions.
_NOTE_MS = 10_000


def write(track: Track, form: CaptionFormat) -> bytes:
    """Return the file. If there are no captions, it says so in the captions' language."""
    return _WRITERS[form](track)


def _webvtt(track: Track) -> bytes:
    return webvtt.encode(_cues(track), about="\n".join(track.heading))


def _subrip(track: Track) -> bytes:
    return subrip.encode(_cues(track))


def _plain_text(track: Track) -> bytes:
    """Return the lines with their times, breaks among them, for people to read and edit.

    The byte order mark and CRLF are for editors on Windows.
    """
    lines = [(cue.begin, cue.text) for cue in track.cues]
    breaks = [(pause.at, f"— {track.break_word} —") for pause in track.pauses]
    if lines:
        entries = [f"{_clock(at)}  {text}" for at, text in sorted([*breaks, *lines], key=_time)]
    else:
        entries = [track.empty_note]
    all_lines = (
        with_direction(line, track.direction) if line else ""
        for line in [*track.heading, "", *entries, ""]
    )
    return "\r\n".join(all_lines).encode("utf-8-sig")


def _cues(track: Track) -> list[Cue]:
    return track.cues or [Cue(0, _NOTE_MS, track.empty_note, track.direction)]


def _time(entry: tuple[int, str]) -> int:
    return entry[0]


def _clock(millis: int) -> str:
    """Return `1:05:09`, in digits that programs can search for, too."""
    seconds = millis // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_WRITERS: Mapping[CaptionFormat, Callable[[Track], bytes]] = {
    CaptionFormat.VTT: _webvtt,
    CaptionFormat.SRT: _subrip,
    CaptionFormat.TXT: _plain_text,
}
