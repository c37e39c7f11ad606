"""Measures voice from mouth to ear: a browser speaks, another listens over a shaped link.

The speaker's microphone hears a tone every four seconds; both pages note when a tone begins. Needs
Linux, root, iproute2 and a Chromium (CHROMIUM=path).
"""

from __future__ import annotations

import argparse
import math
import os
import random
import statistics
import struct
import sys
import tempfile
import time
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page

from bench.links.network import Network
from bench.links.shape import Shape
from bench.links.talk import talk
from bench.report import percentile, table
from tools import chromium

EARS = Path(__file__).with_name("links") / "ears.js"
RATE, TONE_HZ, TONE_S, PERIOD_S = 48000, 1000, 0.15, 4
SLIDE_EVERY_S = 15
SETTLE_S = 10


class Scenario(NamedTuple):
    """A link, and the outages in it: each begins after `outages[i][0]` s and lasts `[1]` s."""

    name: str
    shape: Shape
    outages: tuple[tuple[float, float], ...] = ()


SCENARIOS = (
    Scenario("good", Shape(10_000, 5)),
    Scenario("64 kbit/s, 200 ms RTT, 2 % loss", Shape(64, 100, 0.02)),
    Scenario("20 kbit/s, 300 ms RTT", Shape(20, 150)),
    Scenario("64 kbit/s, down for 8 s and for 40 s", Shape(64, 100), ((30, 8), (80, 40))),
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.listening", description=__doc__)
    parser.add_argument("--seconds", type=float, default=240, help="length of each measurement")
    parser.add_argument("--only", default="", help="measure the scenarios whose name contains this")
    settings = parser.parse_args()
    path = chromium.find()
    if path is None:
        sys.exit("no Chromium")
    rows = []
    for scenario in SCENARIOS:
        if settings.only in scenario.name:
            rows.append([scenario.name, *_measure(path, scenario, settings.seconds)])
            print(table(HEADS, rows[-1:]), flush=True)
    print("\n" + table(HEADS, rows))


HEADS = (
    "link",
    "mouth to ear p50, s",
    "p95",
    "last",
    "tones heard",
    "ran dry",
    "kbit/s down",
    "up",
    "slide before voice, s",
    "said at the end",
)


def _measure(path: str, scenario: Scenario, seconds: float) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="webinar-bench-") as folder:
        tones = Path(folder) / "tones.wav"
        _write_tones(tones)
        with talk(path, scenario.shape, tones, EARS) as (network, speaker, listener):
            return _listen(scenario, seconds, network, speaker, listener)


def _listen(
    scenario: Scenario, seconds: float, network: Network, speaker: Page, listener: Page
) -> list[str]:
    time.sleep(SETTLE_S)
    began_ms, carried = time.time() * 1000, network.carried()
    moves = _speak(scenario, network, speaker, seconds)
    spent = network.carried()
    spoken = [at for at in speaker.evaluate("heard.spoken") if at > began_ms]
    heard: dict[str, Any] = listener.evaluate("heard")
    said = " ".join(listener.locator(".voice").inner_text().split())
    delays = _delays(spoken, heard["played"])
    dry = sum(at > began_ms for at in heard["dry"])
    return [
        *(f"{value:.2f}" for value in (statistics.median(delays), percentile(delays, 0.95))),
        f"{delays[-1]:.2f}",
        f"{len(delays)} of {len(spoken)}",
        str(dry),
        f"{(spent.to_far - carried.to_far) * 8 / 1000 / seconds:.1f}",
        f"{(spent.to_near - carried.to_near) * 8 / 1000 / seconds:.1f}",
        _steps(moves, heard["slides"], statistics.median(delays)),
        said,
    ]


def _speak(scenario: Scenario, network: Network, speaker: Page, seconds: float) -> list[float]:
    """Go on for these seconds, move slides and cut the link; return when slides moved, in ms."""
    moves: list[float] = []
    events: list[tuple[float, Any]] = [
        (at, "move") for at in range(5, int(seconds) - 5, SLIDE_EVERY_S)
    ]
    for begin, length in scenario.outages:
        events += [(begin, True), (begin + length, False)]
    began = time.monotonic()
    for at, event in sorted(events, key=lambda one: one[0]):
        _wait_until(speaker, began + at)
        if event == "move":
            moves.append(time.time() * 1000)
            speaker.get_by_role("button", name="Next", exact=True).click()
        else:
            network.cut(event)
    _wait_until(speaker, began + seconds)
    return moves


def _wait_until(page: Page, end: float) -> None:
    page.wait_for_timeout(max(0.0, end - time.monotonic()) * 1000)


def _delays(spoken: Sequence[float], played: Sequence[float]) -> list[float]:
    """Return the seconds from each tone to its sound, for the tones that were heard."""
    delays = []
    for at in spoken:
        heard = next((later for later in played if at < later < at + PERIOD_S * 1000), None)
        if heard is not None:
            delays.append((heard - at) / 1000)
    return delays or [math.nan]


def _steps(moves: Sequence[float], slides: Sequence[tuple[float, str]], delay: float) -> str:
    """Return how much sooner than the voice slides were shown, in s: the median, and the most."""
    early = []
    for at in moves:
        shown = next((when for when, _ in slides if when > at), None)
        if shown is not None:
            early.append(delay - (shown - at) / 1000)
    if not early:
        return ""
    return f"{statistics.median(early):.2f}, {max(early, key=abs):.2f}"


def _write_tones(file: Path) -> None:
    """Write a tone and the noise after it, quiet enough to be told apart; the browser repeats it.

    Noise costs as many bytes as speech; silence would cost none.
    """
    chance, length = random.Random(1), int(TONE_S * RATE)
    tone = [round(16000 * math.sin(2 * math.pi * TONE_HZ * at / RATE)) for at in range(length)]
    noise = [chance.randint(-900, 900) for _ in range(PERIOD_S * RATE - length)]
    with wave.open(os.fspath(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(struct.pack(f"<{PERIOD_S * RATE}h", *tone, *noise))


if __name__ == "__main__":
    main()
