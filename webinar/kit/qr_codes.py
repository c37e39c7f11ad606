"""Our own addresses as QR codes, in SVG."""

from __future__ import annotations

import io
from functools import lru_cache

import segno
from markupsafe import Markup

# The width of the border in modules of the code. It is narrow because the page around the code is
# light, too.
_BORDER = 2


def qr_inline(address: str) -> Markup:
    """A code to inline, as large as its container. It is safe: we draw it from our own address."""
    code = segno.make(address, micro=False)
    return Markup(code.svg_inline(scale=8, border=_BORDER, omitsize=True))  # noqa: S704


@lru_cache(maxsize=128)
def cached_qr(address: str) -> Markup:
    """The same code, drawn once. Not for secret addresses: the code stays in memory."""
    return qr_inline(address)


def qr_for_paper(address: str) -> str:
    """The text of an SVG file without a border: the sheet around the code is white."""
    content = io.BytesIO()
    code = segno.make(address, micro=False, error="m")
    code.save(content, kind="svg", border=0, xmldecl=False, nl=False)
    return content.getvalue().decode()


def qr_picture(address: str) -> bytes:
    """The content of an SVG file, in a size that a projector shows well."""
    content = io.BytesIO()
    segno.make(address, micro=False).save(content, kind="svg", scale=8, border=_BORDER)
    return content.getvalue()
