"""Turns pictures of unknown origin into PNG or JPEG files small enough for a slow link."""

from __future__ import annotations

import io
from typing import Any, NamedTuple

from webinar.content.lessons.check_html import MAX_IMAGE_BYTES

LARGEST = 20 * 1024 * 1024
# Checked before a picture is unpacked, because a small file may hold a picture of any size.
MOST_PIXELS = 30_000_000
_SIDES = (1280, 960, 640, 480)
_QUALITIES = (85, 70, 55, 40)
# Parts of a PNG that say how its colours and its size are meant (PNG specification, 11.3).
_LOOKS = frozenset({b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD"})
_READ = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")


class Small(NamedTuple):
    """`suffix` has its dot; `pixels` is the original number; `is_smaller` if it had to shrink."""

    content: bytes
    suffix: str
    pixels: int
    is_smaller: bool


def small_picture(content: bytes, most_pixels: int = MOST_PIXELS) -> Small | None:
    """Return a small copy; None if the picture cannot be shown or is far too large."""
    # Imported here, because the library is large and few requests need it.
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(content) > LARGEST:
        return None
    try:
        with Image.open(io.BytesIO(content), formats=_READ) as image:
            pixels = image.width * image.height
            if pixels > min(most_pixels, MOST_PIXELS):
                return None
            if image.format == "PNG" and len(content) <= MAX_IMAGE_BYTES:
                image.verify()
                return Small(_bare_png(content), ".png", pixels, is_smaller=False)
            image.seek(0)
            # Unpacks photos no larger than needed.
            image.draft("RGB", (_SIDES[0], _SIDES[0]))
            image.load()
            # Encoding again drops a photo's place and author, so its rotation is applied first.
            content_now, suffix = _shrink(ImageOps.exif_transpose(image))
            return Small(content_now, suffix, pixels, is_smaller=len(content) > MAX_IMAGE_BYTES)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _bare_png(content: bytes) -> bytes:
    """Strip the picture of the texts, times and places that programs add to it."""
    chunks, at = [content[:8]], 8
    while at + 8 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        end = at + 12 + length
        # Chunks that begin with a capital letter are the picture itself.
        if kind[:1].isupper() or kind in _LOOKS:
            chunks.append(content[at:end])
        at = len(content) if kind == b"IEND" else end
    return b"".join(chunks)


def _shrink(image: Any) -> tuple[bytes, str]:
    """Shrink the image to the allowed size. Transparency is kept while that fits."""
    from PIL import Image

    is_transparent = "A" in image.getbands() or "transparency" in image.info
    picture = image.convert("RGBA" if is_transparent else "RGB")
    for side in _SIDES:
        picture.thumbnail((side, side))
        if is_transparent:
            content = _encode(picture, "PNG")
            if len(content) <= MAX_IMAGE_BYTES:
                return content, ".png"
            continue
        for quality in _QUALITIES:
            content = _encode(picture, "JPEG", quality=quality)
            if len(content) <= MAX_IMAGE_BYTES:
                return content, ".jpg"
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A") if is_transparent else None)
    return _encode(ground, "JPEG", quality=_QUALITIES[-1]), ".jpg"


def _encode(image: Any, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()
