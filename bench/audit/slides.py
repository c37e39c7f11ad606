"""Compares the slides that viewers heard of with each other and with what is stored. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bench.audit.discrepancy import Discrepancy


class Slide(NamedTuple):
    version: int
    number: int


@dataclass(frozen=True)
class StoredSlides:
    """The moves that a server has stored, oldest first; `is_whole` says that it keeps them all.

    Such a server may store several moves of one commit under the version of the first, and announce
    each under a version of its own. One that keeps only the slide of this moment has one move.
    """

    moves: Sequence[Slide]
    is_whole: bool = False


@dataclass(frozen=True)
class Viewer:
    """The slides that a viewer heard, oldest first. `is_due`: it was there before the last move."""

    number: int
    heard: Sequence[bytes]
    is_due: bool = True


def audit_slides(viewers: Sequence[Viewer], stored: StoredSlides | None) -> Slide | None:
    """Return the slide that every viewer ended with, None if nothing has moved.

    A server that stores no slides has None for `stored`: then viewers are compared only with each
    other. Raises `Discrepancy` if viewers heard a version twice, in a wrong order, of different
    slides or of one never stored, or if one ended with another slide than the stored one.
    """
    slides: dict[bytes, Slide] = {}
    for viewer in viewers:
        before = -1
        for packet in viewer.heard:
            slide = slides.get(packet) or slides.setdefault(packet, _read(packet))
            if slide.version <= before:
                raise Discrepancy(
                    f"viewer {viewer.number} heard of version {slide.version} after {before}"
                )
            before = slide.version
    announced = sorted(slides.values())
    for one, other in zip(announced, announced[1:], strict=False):
        if one.version == other.version:
            raise Discrepancy(f"viewers heard of {one} and of {other}")
    newest = announced[-1] if announced else None
    _audit_ends(viewers, slides, newest)
    if stored is not None:
        _compare(announced, stored)
    return newest


def newest_packet(viewers: Sequence[Viewer]) -> bytes:
    """Return the packet with the highest version that any viewer has heard; b"" if none has."""
    last = [viewer.heard[-1] for viewer in viewers if viewer.heard]
    return max(last, key=lambda packet: _read(packet).version, default=b"")


def _audit_ends(
    viewers: Sequence[Viewer], slides: dict[bytes, Slide], newest: Slide | None
) -> None:
    for viewer in viewers:
        last = slides[viewer.heard[-1]] if viewer.heard else None
        if last != newest and (viewer.heard or viewer.is_due):
            raise Discrepancy(f"viewer {viewer.number} ended with {last}, not {newest}")


def _compare(announced: Sequence[Slide], stored: StoredSlides) -> None:
    """Compare the end, and the order of what was announced with the order that is stored."""
    last, end = announced[-1:], stored.moves[-1:]
    if [slide.number for slide in last] != [slide.number for slide in end]:
        raise Discrepancy(f"viewers ended with {last}, but {end} is stored")
    if not stored.is_whole:
        if last != list(end):
            raise Discrepancy(f"viewers ended with {last}, but {end} is stored")
        return
    moves = iter(stored.moves)
    for slide in announced:
        # A server may leave out what a newer move has replaced, so skip some stored moves.
        if not any(move.number == slide.number and move.version <= slide.version for move in moves):
            raise Discrepancy(f"viewers heard of {slide}, which is not stored in this order")


def _read(packet: bytes) -> Slide:
    name, body = json.loads(packet[2:])
    slide = Slide(body["version"], body["slide"])
    if name != "slide.moved" or body["audience"] != "everyone" or body["after"] >= slide.version:
        raise Discrepancy(f"a slide's packet is not as the contract says: {packet!r}")
    return slide
