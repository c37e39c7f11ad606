"""The listeners of a trial: their browsers, their links, and when the links break."""

from __future__ import annotations

from typing import NamedTuple

from bench.links.shape import Shape

CHROMIUM, FIREFOX, WEBKIT, SCRIPT = "Chromium", "Firefox", "WebKit", "script"


class Link(NamedTuple):
    """A kind of link. One that `breaks` has an outage of 8 s now and then, and one of 40 s."""

    name: str
    shape: Shape
    breaks: bool = False


GOOD = Link("good", Shape(10_000, 5))
LOSSY = Link("64 kbit/s, 200 ms, 2 % loss", Shape(64, 100, 0.02))
SLOW = Link("20 kbit/s, 300 ms", Shape(20, 150))
BREAKING = Link("64 kbit/s, breaks", Shape(64, 100), breaks=True)


class Listener(NamedTuple):
    """A participant. `engine` says what they listen with; English is heard on the floor."""

    name: str
    engine: str
    link: Link
    language: str

    @property
    def channel(self) -> str:
        return "floor" if self.language == "en" else self.language


# Scripts take the place of some browsers: two cores do not carry ten.
LISTENERS = (
    Listener("Chromium 1", CHROMIUM, GOOD, "en"),
    Listener("Chromium 2", CHROMIUM, SLOW, "ru"),
    Listener("Chromium 3", CHROMIUM, BREAKING, "kk"),
    Listener("Firefox 1", FIREFOX, LOSSY, "ru"),
    Listener("Firefox 2", FIREFOX, BREAKING, "ru"),
    Listener("WebKit 1", WEBKIT, GOOD, "kk"),
    Listener("WebKit 2", WEBKIT, LOSSY, "kk"),
    Listener("Script 1", SCRIPT, GOOD, "ru"),
    Listener("Script 2", SCRIPT, LOSSY, "en"),
    Listener("Script 3", SCRIPT, SLOW, "kk"),
)

SHORT_OUTAGE_S, LONG_OUTAGE_S = 8, 40
_SHORT_EVERY_S = 240
# After an outage, listeners get this long before another one.
_APART_S = 60


def outages(length_s: float) -> list[tuple[float, float]]:
    """Return when links break in a run of this length, and for how long, in seconds."""
    middle = round(length_s / 2)
    times = [*range(min(30, middle // 2), round(length_s) - SHORT_OUTAGE_S, _SHORT_EVERY_S)]
    apart = min(_APART_S, middle // 3)
    short = [at for at in times if not middle - apart < at < middle + LONG_OUTAGE_S + apart]
    return sorted([*((at, SHORT_OUTAGE_S) for at in short), (middle, LONG_OUTAGE_S)])
