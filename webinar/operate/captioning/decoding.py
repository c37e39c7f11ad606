"""Opus to plain samples, by PyAV, whose wheels contain FFmpeg."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

RATE = 16_000


class Decoder:
    """Decodes one speaker's frames to 16-bit mono samples, 16,000 a second."""

    def __init__(self) -> None:
        # Only engines need it, so it is no dependency of the server.
        av = import_module("av")
        self._packet = av.Packet
        self._codec = av.CodecContext.create("opus", "r")
        self._codec.sample_rate = 48_000
        self._codec.layout = "mono"
        self._resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)

    def samples(self, frames: Iterable[bytes]) -> bytes:
        """Return the sound of these frames; a frame that cannot be decoded is left out."""
        sound = bytearray()
        for frame in frames:
            try:
                decoded = self._codec.decode(self._packet(frame))
            except ValueError:  # also the base of the library's own errors of bad data
                continue
            for part in decoded:
                for resampled in self._resampler.resample(part):
                    sound += bytes(resampled.planes[0])[: resampled.samples * 2]
        return bytes(sound)
