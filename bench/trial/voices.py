"""Voices that a program can tell apart, and in which it can tell the seconds.

Once a second a voice sounds two tones together: its own, and that of the second's number modulo
`SECONDS`. Noise, which costs as many bytes as speech, is between them.
"""

from __future__ import annotations

import math
import os
import random
import wave
from array import array
from pathlib import Path
from typing import Any, NamedTuple

RATE = 48_000
TONE_S = 0.25
# Far longer than any listener may be behind, so that no second is taken for another one.
SECONDS = 16
_LOUDNESS, _NOISE = 8_000, 900
_FADE_S = 0.01
_FIRST_HZ, _STEP_HZ = 1_300, 120


class Voice(NamedTuple):
    """Somebody who speaks in a channel, at a pitch of their own."""

    name: str
    channel: str
    hz: int


PRESENTER = Voice("Presenter", "floor", 500)
INTERPRETERS = (
    Voice("Interpreter ru", "ru", 650),
    Voice("Interpreter kk", "kk", 800),
    Voice("Partner ru", "ru", 950),
)
VOICES = (PRESENTER, *INTERPRETERS)
BY_NAME = {voice.name: voice for voice in VOICES}


def second_hz(second: int) -> int:
    return _FIRST_HZ + _STEP_HZ * second


def for_ears() -> dict[str, Any]:
    """Return what `ears.js` has to know."""
    return {
        "voices": {voice.name: voice.hz for voice in VOICES},
        "seconds": [second_hz(second) for second in range(SECONDS)],
    }


def write(file: Path, voice: Voice) -> None:
    """Write `SECONDS` seconds of this voice as a WAV file, which a browser repeats."""
    chance, samples = random.Random(voice.hz), array("h")
    sounding, fade = round(TONE_S * RATE), _FADE_S * RATE
    for second in range(SECONDS):
        pitches = (voice.hz, second_hz(second))
        for place in range(RATE):
            loudness = _LOUDNESS * min(1.0, place / fade, max(0, sounding - place) / fade)
            tone = sum(math.sin(2 * math.pi * hz * place / RATE) for hz in pitches)
            samples.append(round(loudness * tone) + chance.randint(-_NOISE, _NOISE))
    with wave.open(os.fspath(file), "wb") as sound:
        sound.setparams((1, 2, RATE, len(samples), "NONE", "not compressed"))
        sound.writeframes(samples.tobytes())
