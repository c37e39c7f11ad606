"""Lets simulated speakers talk in a session that somebody else presents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from webinar.live.sound.channels import FLOOR
from webinar.operate.rehearsal.arriving import Arriving
from webinar.operate.rehearsal.staff import INTERPRETER, Staff
from webinar.operate.rehearsal.voice.speaker import Speaker

SPEAKER = "Rehearsal speaker"
# The presenter's language, into which nobody interprets.
ORIGINAL = "en"


@contextmanager
def speaking(
    link: str, code: str, languages: Sequence[str], arriving: Arriving
) -> Iterator[list[Speaker]]:
    """Yield a speaker on the floor, and one for each language that is interpreted.

    `link` signs an administrator in, who appoints them. Raises `http.Unreachable` if it does not.
    """
    channels = [FLOOR, *(tag for tag in languages if tag != ORIGINAL)]
    names = {_name(channel): channel for channel in channels}
    tasks = {name: _task(channel) for name, channel in names.items()}
    with Staff(link).appointing(code, tasks) as seats:
        speakers = [
            Speaker(name, ORIGINAL, channel, arriving.clock) for name, channel in names.items()
        ]
        for speaker, seat in zip(speakers, seats, strict=True):
            arriving.seat(speaker, seat)
        yield speakers


def _name(channel: str) -> str:
    return SPEAKER if channel == FLOOR else f"{INTERPRETER} {channel}"


def _task(channel: str) -> str:
    return "presenter" if channel == FLOOR else f"interpreter.{channel}"
