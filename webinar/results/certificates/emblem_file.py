"""The institution's emblem in the file that the settings name: read, and drawn once to check it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import msgspec

from webinar.content.handouts.press import CannotPrint, print_pages
from webinar.content.importing.pictures import small_picture
from webinar.results.certificates.emblems import Picture, file_of


class CannotDraw(Exception):
    """The file of the emblem cannot be read or drawn."""


class _Drawing(msgspec.Struct, frozen=True):
    file: str


def read_emblem(path: Path | None) -> Picture | None:
    """Return the emblem in this file, if there is one. Raises `CannotDraw`. No database.

    The emblem must be drawn once before it is kept with a certificate, because a certificate with a
    picture that cannot be drawn could never be printed.
    """
    if path is None:
        return None
    try:
        return _checked(path.read_bytes(), path.suffix.lower())
    except OSError as error:
        raise CannotDraw(str(error)) from error


@lru_cache(maxsize=4)
def _checked(content: bytes, suffix: str) -> Picture:
    if suffix == ".png":
        # A copy without the texts, times and places that programs write into pictures.
        small = small_picture(content)
        if small is None or small.suffix != ".png":
            raise CannotDraw("the PNG file cannot be read")
        content = small.content
    picture = Picture(hashlib.sha256(content).hexdigest(), suffix, content)
    file = file_of(picture.digest, suffix)
    template = Path(__file__).with_name("emblem.typ")
    try:
        print_pages(_Drawing(file), [template], {file: content})
    except CannotPrint as error:
        raise CannotDraw(str(error)) from error
    return picture
