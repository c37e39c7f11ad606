"""Addresses of ours as QR codes, in SVG."""

from __future__ import annotations

import io
from functools import lru_cache

import segno
from markupsafe import Markup

# In modules; the page around it is light, too.
_BORDER = 2


def qr_inline(address: str) -> Markup:
    """A code to inline, as large as its room. Drawn by us from our own address, it is safe."""
    drawn = segno.make(address, micro=False)
    return Markup(drawn.svg_inline(scale=8, border=_BORDER, omitsize=True))  # noqa: S704


@lru_cache(maxsize=128)
def kept_qr(address: str) -> Markup:
    """The same, drawn once. Not for secret addresses: it stays in memory."""
    return qr_inline(address)


def qr_picture(address: str) -> bytes:
    """A file by itself, in a size that a projector shows well."""
    drawn = io.BytesIO()
    segno.make(address, micro=False).save(drawn, kind="svg", scale=8, border=_BORDER)
    return drawn.getvalue()
