"""Speech to measure with: synthetic from our own lessons, and recordings of Debian's packages.

Nothing of it is kept in the project. No package that we know holds recorded Kazakh speech.
"""

from __future__ import annotations

import math
import subprocess
from array import array
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from bench.spoken.missing import say_missing
from tools.stamps import ROOT
from webinar.content.lessons.library import read_library

RATE = 48_000
SYNTHETIC, RECORDED = "espeak-ng", "recorded"
LANGUAGES = ("en", "ru", "kk")
# Active speech at -26 dB of full scale: ITU-T P.56 and P.862.3.
LEVEL = 10 ** (-26 / 20)
# What is quieter than this share of the peak counts as a pause.
PAUSE = 0.02

_ASTERISK = Path("/usr/share/asterisk/sounds")
_LIBRIVOX = Path("/usr/share/pocketsphinx/test/data/librivox")
_AUSTEN = "sense_and_sensibility_01_austen_64kb-{}.wav"
# Each has 7 kHz of bandwidth or more.
RECORDINGS: Sequence[tuple[str, str, Path, Sequence[str]]] = (
    ("en", "pocketsphinx-testdata", _LIBRIVOX, [_AUSTEN.format(n) for n in ("0870", "0920")]),
    (
        "en",
        "asterisk-core-sounds-en-g722",
        _ASTERISK / "en_US_f_Allison",
        ["dictate/play_help.g722", "demo-nogo.g722"],
    ),
    (
        "ru",
        "asterisk-core-sounds-ru-g722",
        _ASTERISK / "ru_RU_f_IvrvoiceRU",
        ["dictate/play_help.g722", "demo-nogo.g722", "dir-intro.g722", "vm-forwardoptions.g722"],
    ),
)


class Utterance(NamedTuple):
    """`samples`: 32-bit floats at 48 kHz, mono."""

    language: str
    source: str
    samples: bytes

    @property
    def seconds(self) -> float:
        return len(self.samples) / 4 / RATE


def synthetic(count: int) -> list[Utterance]:
    """Let espeak-ng say sentences of the shipped lessons: this number of utterances a language."""
    modules = read_library(ROOT / "modules").modules.values()
    return [
        Utterance(language, SYNTHETIC, _level(_say(language, text)))
        for language in LANGUAGES
        for text in _texts([module.objectives.get(language, []) for module in modules])[:count]
    ]


def recorded(count: int) -> tuple[list[Utterance], list[str]]:
    """Return recordings, at most this number of each package, and a line for each lacking one."""
    utterances, lacking = [], []
    for language, package, folder, names in RECORDINGS:
        if not folder.is_dir():
            lacking.append(say_missing(package, f"apt-get install {package}"))
            continue
        for name in names[:count]:
            utterances.append(Utterance(language, RECORDED, _level(decode(folder / name))))
    return utterances, lacking


def decode(file: Path, rate: int = RATE) -> bytes:
    """Return the samples of a file of sound: 32-bit floats, mono."""
    return _convert(["-i", str(file)], b"", rate)


def resample(samples: bytes, rate: int) -> bytes:
    """Return samples at 48 kHz at another rate."""
    return _convert(["-f", "f32le", "-ac", "1", "-ar", str(RATE), "-i", "-"], samples, rate)


def write(file: Path, samples: bytes) -> None:
    """Write samples as a WAV of 16 bits."""
    origin = ["-f", "f32le", "-ac", "1", "-ar", str(RATE), "-i", "-"]
    command = ["ffmpeg", "-v", "error", "-y", *origin, "-c:a", "pcm_s16le", str(file)]
    subprocess.run(command, input=samples, check=True)


def silence(seconds: float) -> bytes:
    return bytes(4 * round(seconds * RATE))


def _texts(objectives: Sequence[Sequence[str]]) -> list[str]:
    """Join two sentences to an utterance: ITU-T P.862.3 advises at least 8 s."""
    sentences = list(chain.from_iterable(objectives))
    return [f"{one}. {two}." for one, two in zip(sentences[::2], sentences[1::2], strict=False)]


def _say(language: str, text: str) -> bytes:
    command = ["espeak-ng", "-v", language, "--stdout", text]
    spoken = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    return _convert(["-i", "-"], spoken, RATE)


def _convert(origin: Sequence[str], content: bytes, rate: int) -> bytes:
    command = ["ffmpeg", "-v", "error", *origin, "-f", "f32le", "-ac", "1", "-ar", str(rate), "-"]
    return subprocess.run(command, input=content, stdout=subprocess.PIPE, check=True).stdout


def _level(samples: bytes) -> bytes:
    """Bring the loudness of what is not a pause to the usual level."""
    values = array("f", samples)
    least = PAUSE * max(map(abs, values))
    active = [value * value for value in values if abs(value) > least]
    gain = LEVEL / math.sqrt(sum(active) / len(active))
    return array("f", (value * gain for value in values)).tobytes()
