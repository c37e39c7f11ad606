"""The tones that simulated speakers send, one for each channel, as packets of Opus.

`python -m tools.tones` encodes them; every browser that plays a real speaker plays them, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

# The length of a packet, in seconds.
PACKET_S = 0.06
_FILE = Path(__file__).with_name("tones.json")


class Tone(msgspec.Struct, frozen=True):
    """A tone of `hz` that is repeated: packet n of a turn is number n modulo the list's length.

    `full` and `thin` hold the same sound with 24 and with 10 kbit/s, as `voice.send` takes it.
    """

    hz: int
    full: tuple[str, ...]
    thin: tuple[str, ...]

    def packet(self, number: int) -> dict[str, str]:
        place = number % len(self.full)
        return {"full": self.full[place], "thin": self.thin[place]}


@cache
def tones() -> Mapping[str, Tone]:
    """Return the tone of each channel that has one: the floor and every language."""
    return msgspec.convert(json.loads(_FILE.read_text()), dict[str, Tone])


def channels_of(sound: str) -> frozenset[str]:
    """Return the channels whose tone has this packet; none if a person speaks.

    Some packets of silence are the same in several tones.
    """
    return _channels_by_sound().get(sound, frozenset())


@cache
def _channels_by_sound() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for channel, tone in tones().items():
        for sound in (*tone.full, *tone.thin):
            found[sound] = found.get(sound, frozenset()) | {channel}
    return found
