"""Writes a WebM file with one Opus track: RFC 9559 (Matroska), RFC 8794 (EBML), RFC 7845 (Opus).

Its length, its index and its chapters stand in front of the sound, so a player can seek over a slow
link after it has read the beginning.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from typing import IO, NamedTuple

from webinar.live.recording.timing import Block

MEDIA_TYPE = "audio/webm"
# A player can seek to the beginning of each cluster.
CLUSTER_MS = 5000

_NS_IN_MS = 1_000_000
_RATE = 48_000
# A decoder's output is right only after this much sound: 80 ms, RFC 7845, section 4.6.
_PRE_ROLL_NS = 80 * _NS_IN_MS
# Version 1, one channel, nothing to skip at the start, 48,000 Hz, no gain, mapping 0.
_OPUS_HEAD = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, _RATE, 0, 0)
_OPUS_TRACK, _TRACK = 2, 1
_PLAYABLE_FROM_HERE = 0x80
_APP = b"webinar"
_COPY_BYTES = 1024 * 1024


class Mark(NamedTuple):
    """A chapter that begins at `at` (ms)."""

    at: int
    title: str
    language: str


class _Cluster(NamedTuple):
    at: int
    size: int


class WebmWriter:
    """Collects the sound in `body`, a file of its own; `finish` writes the whole into another."""

    def __init__(self, body: IO[bytes]) -> None:
        self._body = body
        self._clusters: list[_Cluster] = []
        self._blocks: list[bytes] = []
        self._cluster_at = 0

    def add(self, blocks: Iterable[Block]) -> None:
        """Add blocks, which must come in order and without a gap."""
        for block in blocks:
            if block.at - self._cluster_at >= CLUSTER_MS:
                self._end_cluster()
                self._cluster_at = block.at
            head = struct.pack(
                ">BhB", 0x80 | _TRACK, block.at - self._cluster_at, _PLAYABLE_FROM_HERE
            )
            self._blocks.append(_element(0xA3, head + block.content))

    def finish(self, target: IO[bytes], length: int, chapters: Sequence[Mark]) -> None:
        """Write the whole file into `target`. `length` is in ms."""
        self._end_cluster()
        front = _info(length) + _tracks() + _chapters(chapters)
        # Every entry of the index has the same size, whatever the positions in it are.
        index_size = len(_index(self._clusters, 0))
        front += _index(self._clusters, len(front) + index_size)
        target.write(_ebml_head())
        sound_size = sum(cluster.size for cluster in self._clusters)
        target.write(_head(0x18538067, len(front) + sound_size) + front)
        self._body.seek(0)
        while chunk := self._body.read(_COPY_BYTES):
            target.write(chunk)

    def _end_cluster(self) -> None:
        if self._blocks:
            content = _element(0xE7, _number(self._cluster_at)) + b"".join(self._blocks)
            cluster = _element(0x1F43B675, content)
            self._body.write(cluster)
            self._clusters.append(_Cluster(self._cluster_at, len(cluster)))
            self._blocks = []


def _ebml_head() -> bytes:
    return _element(
        0x1A45DFA3,
        _element(0x4282, b"webm") + _element(0x4287, _number(4)) + _element(0x4285, _number(2)),
    )


def _info(length: int) -> bytes:
    return _element(
        0x1549A966,
        _element(0x2AD7B1, _number(_NS_IN_MS))
        + _element(0x4489, struct.pack(">d", length))
        + _element(0x4D80, _APP)
        + _element(0x5741, _APP),
    )


def _tracks() -> bytes:
    audio = _element(0xB5, struct.pack(">d", _RATE)) + _element(0x9F, _number(1))
    entry = (
        _element(0xD7, _number(_TRACK))
        + _element(0x73C5, _number(_TRACK))
        + _element(0x83, _number(_OPUS_TRACK))
        + _element(0x86, b"A_OPUS")
        + _element(0x56BB, _number(_PRE_ROLL_NS))
        + _element(0x63A2, _OPUS_HEAD)
        + _element(0xE1, audio)
    )
    return _element(0x1654AE6B, _element(0xAE, entry))


def _chapters(chapters: Sequence[Mark]) -> bytes:
    if not chapters:
        return b""
    atoms = (
        _element(
            0xB6,
            _element(0x73C4, _number(number))
            + _element(0x91, _number(chapter.at * _NS_IN_MS))
            + _element(
                0x80,
                _element(0x85, chapter.title.encode())
                + _element(0x437C, b"und")
                + _element(0x437D, chapter.language.encode()),
            ),
        )
        for number, chapter in enumerate(chapters, 1)
    )
    return _element(0x1043A770, _element(0x45B9, b"".join(atoms)))


def _index(clusters: Sequence[_Cluster], first: int) -> bytes:
    """Return the index of clusters, the first of which begins at this byte of the segment."""
    points: list[bytes] = []
    position = first
    for at, size in clusters:
        place = _element(0xF7, _number(_TRACK)) + _element(0xF1, struct.pack(">Q", position))
        points.append(_element(0xBB, _element(0xB3, struct.pack(">Q", at)) + _element(0xB7, place)))
        position += size
    return _element(0x1C53BB6B, b"".join(points)) if points else b""


def _element(identifier: int, content: bytes) -> bytes:
    return _head(identifier, len(content)) + content


def _head(identifier: int, size: int) -> bytes:
    """Return an element's identifier and size. A size takes one byte if it can, else eight."""
    # A size of seven ones would mean that it is unknown.
    length = bytes((0x80 | size,)) if size < 0x7F else struct.pack(">Q", 1 << 56 | size)
    return _number(identifier) + length


def _number(value: int) -> bytes:
    """Return a whole number in as few bytes as possible, but at least one, big-endian."""
    return value.to_bytes(max(1, -(-value.bit_length() // 8)), "big")
