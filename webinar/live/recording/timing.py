"""Places recorded packets on the clock of a recording, and fills what is missing by silence. Pure.

The time of each packet is that of its capture. It never comes from counting: a muted microphone, a
lost packet or an erased speaker must leave silence and shift nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from webinar.live.sound.packets import FRAME_MS, Packet

# The capture times of a packet and of the one before it need not agree to the millisecond. A
# packet that comes no more than this too early or too late just goes on.
TOLERANCE_MS = 40
# A packet of Opus may last 120 ms.
MOST_SILENT_FRAMES = 6
_SILENT_FRAME = b"\xff\xfe"


class Block(NamedTuple):
    """A packet of Opus that plays at `at`, in ms since the recording's beginning."""

    at: int
    content: bytes


class Placing:
    """Turns packets, in the order of their capture, into blocks that follow without a gap.

    The recording begins at `begin` (ms since 1970) and lasts for `length` ms.
    """

    def __init__(self, begin: int, length: int) -> None:
        self._begin = begin
        self._frame_count = -(-length // FRAME_MS)
        self._next = 0

    def place(self, packets: Iterable[Packet]) -> Iterator[Block]:
        """Yield the blocks up to the end of these packets."""
        for packet in packets:
            for place, frame in enumerate(packet.frames, self._place_of(packet)):
                if self._next <= place < self._frame_count:
                    yield from self._silence(until=place)
                    yield Block(place * FRAME_MS, frame)
                    self._next = place + 1

    def finish(self) -> Iterator[Block]:
        """Yield silence from the end of the last packet to the end of the recording."""
        return self._silence(until=self._frame_count)

    def _place_of(self, packet: Packet) -> int:
        """Return the number of the frame with which the packet begins."""
        since_begin = packet.at - self._begin
        if abs(since_begin - self._next * FRAME_MS) <= TOLERANCE_MS:
            return self._next
        return round(since_begin / FRAME_MS)

    def _silence(self, until: int) -> Iterator[Block]:
        while self._next < until:
            count = min(until - self._next, MOST_SILENT_FRAMES)
            yield Block(self._next * FRAME_MS, silence(count))
            self._next += count


def silence(count: int) -> bytes:
    """Return a packet of as many frames of silence: 20 ms each, up to six (RFC 6716, 3.2)."""
    if count == 1:
        return b"\xf8" + _SILENT_FRAME
    return bytes((0xFB, count)) + _SILENT_FRAME * count
