"""Taps of the sound that passes through this process, for programs that are no link.

A tap hears one address. It keeps the newest packets while its reader is slow: the reader notices
the gap by the packets' numbers.
"""

from __future__ import annotations

import time
from collections import deque
from typing import Any

from webinar.kit import concurrency

# At 17 packets a second these are about twelve seconds.
KEPT_PACKETS = 200
# Shorter than a packet.
LOOK_SECONDS = 0.05


class SoundTap:
    """The packets of one address that nobody has read yet."""

    def __init__(self) -> None:
        self._packets: deque[Any] = deque(maxlen=KEPT_PACKETS)

    def put(self, body: Any) -> None:
        """Keep this packet, if need be in place of the oldest one.

        The loop itself calls this, where nothing may wait: so there is no lock, and the reader
        looks instead of being woken.
        """
        self._packets.append(body)

    def next(self, seconds: float) -> Any | None:
        """Wait for the next packet; None if none came within this time."""
        deadline = time.monotonic() + seconds
        while not self._packets:
            if time.monotonic() >= deadline:
                return None
            concurrency.sleep(LOOK_SECONDS)
        return self._packets.popleft()


class SoundTaps:
    """The open taps of this process, by address."""

    def __init__(self) -> None:
        self._lock = concurrency.lock()
        self._taps: dict[str | None, tuple[SoundTap, ...]] = {}

    def open(self, address: str) -> SoundTap:
        tap = SoundTap()
        with self._lock:
            self._taps[address] = (*self._taps.get(address, ()), tap)
        return tap

    def close(self, address: str, tap: SoundTap) -> None:
        with self._lock:
            others = tuple(other for other in self._taps.get(address, ()) if other is not tap)
            if others:
                self._taps[address] = others
            else:
                self._taps.pop(address, None)

    def is_tapped(self, address: str) -> bool:
        return address in self._taps

    def hear(self, address: str | None, body: Any) -> None:
        """Give a packet to the taps of its address. Called for each broadcast: it must be quick."""
        for tap in self._taps.get(address, ()):
            tap.put(body)
