"""Scores what was heard against what was said, as PESQ wideband (ITU-T P.862.2). Needs `pesq`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy
import pesq

from bench.spoken.material import Utterance, resample

# The only rate of PESQ wideband.
PESQ_RATE = 16_000
BEFORE_S, AFTER_S = 0.3, 0.5
# Loudness is compared every 5 ms: samples would not match, as sound is stretched to catch up.
HOP = PESQ_RATE // 200
# Below this likeness, what was found is something else.
LEAST_LIKENESS = 0.5

# An array of numpy, which may be missing where types are checked.
Samples = Any


def scores(utterances: Sequence[Utterance], heard: bytes) -> list[float | None]:
    """Return the PESQ-WB score of each utterance, 1.04 to 4.64; None for one that is not found.

    `heard` holds 32-bit floats at 48 kHz, with the utterances anywhere.
    """
    sound = _samples(heard)
    return [_score(_samples(utterance.samples), sound) for utterance in utterances]


def _samples(content: bytes) -> Samples:
    return numpy.frombuffer(resample(content, PESQ_RATE), "<f4")


def _score(said: Samples, heard: Samples) -> float | None:
    start, likeness = locate(said, heard)
    if likeness < LEAST_LIKENESS:
        return None
    before, after = int(BEFORE_S * PESQ_RATE), int(AFTER_S * PESQ_RATE)
    padded = numpy.pad(heard, (before, len(said) + after))
    part = padded[start : start + before + len(said) + after]
    score: float = pesq.pesq(PESQ_RATE, numpy.pad(said, (before, after)), part, "wb")
    return score


def locate(said: Samples, heard: Samples) -> tuple[int, float]:
    """Return the first sample of what was said in what was heard, and how alike they are, 0 to 1.

    Compares how loudness changes, so neither volume nor small gaps matter.
    """
    pattern = _loudness(said)
    pattern = pattern - pattern.mean()
    track = numpy.pad(_loudness(heard), (0, len(pattern)))
    size = 1 << (len(track) + len(pattern) - 1).bit_length()
    product = numpy.fft.rfft(track, size) * numpy.conj(numpy.fft.rfft(pattern, size))
    matches = numpy.fft.irfft(product, size)[: len(track) - len(pattern)]
    sums, squares = (
        numpy.convolve(power, numpy.ones(len(pattern)), "valid")[: len(matches)]
        for power in (track, track**2)
    )
    spread = numpy.sqrt(numpy.maximum(squares - sums**2 / len(pattern), 1e-12))
    likeness = matches / (spread * numpy.sqrt((pattern**2).sum()))
    best = int(numpy.argmax(likeness))
    return best * HOP, float(likeness[best])


def _loudness(samples: Samples) -> Samples:
    whole = samples[: len(samples) // HOP * HOP].astype(float)
    return numpy.sqrt((whole.reshape(-1, HOP) ** 2).mean(axis=1))
