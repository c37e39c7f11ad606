"""One direction of a link: packets wait for the wire, travel, and may be lost on the way."""

from __future__ import annotations

import heapq
import random
from typing import NamedTuple

# A slow modem or base station keeps about this much before it drops packets.
BUFFER_BYTES = 32 * 1024


class Shape(NamedTuple):
    """The limits of a link each way: `kbit_per_s`, and `delay_ms` one way; `loss` is a share."""

    kbit_per_s: float
    delay_ms: float
    loss: float = 0.0


class Direction:
    """A queue of packets, whose times are in seconds on any one clock."""

    def __init__(self, shape: Shape, chance: random.Random) -> None:
        self._shape = shape
        self._chance = chance
        self._wire_free_at = 0.0
        self._travelling: list[tuple[float, int, bytes]] = []
        self._count = 0
        self.carried_bytes = 0

    def send(self, packet: bytes, now: float, *, is_down: bool) -> None:
        """Take in a packet, or drop it: by chance, because the buffer is full or the link down."""
        bytes_per_s = self._shape.kbit_per_s * 1000 / 8
        waiting_bytes = max(0.0, self._wire_free_at - now) * bytes_per_s
        if is_down or waiting_bytes + len(packet) > BUFFER_BYTES:
            return
        self._wire_free_at = max(now, self._wire_free_at) + len(packet) / bytes_per_s
        self.carried_bytes += len(packet)
        if self._chance.random() < self._shape.loss:
            return  # it has used the wire all the same
        self._count += 1
        arrives_at = self._wire_free_at + self._shape.delay_ms / 1000
        heapq.heappush(self._travelling, (arrives_at, self._count, packet))

    def arrived(self, now: float) -> list[bytes]:
        """Take out the packets that have arrived by now."""
        packets = []
        while self._travelling and self._travelling[0][0] <= now:
            packets.append(heapq.heappop(self._travelling)[2])
        return packets

    def next_at(self) -> float | None:
        """Return when the next packet arrives, or None if none travels."""
        return self._travelling[0][0] if self._travelling else None
