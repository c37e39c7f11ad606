"""A course as a zip for a USB stick: opened by its `index.html`, without a server.

The same content gives the same bytes, so that two packages can be compared by their hash.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence

import msgspec

from webinar.offline.wire import Pack

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="player.css">
</head>
<body>
<div id="player"><noscript>{no_script}</noscript></div>
<script src="pack.js"></script>
<script src="player.js"></script>
</body>
</html>
"""


class Listed(msgspec.Struct, frozen=True):
    """Somebody on the roster, if the organiser puts names in."""

    number: str
    name: str


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """What `pack.js` sets: the same as `Brought` in static/js/players/usb.js."""

    id: str
    course: str
    people: list[Listed]
    pack: Pack


def package(
    pack: Pack,
    *,
    course: str,
    people: Sequence[Listed],
    script: bytes,
    style: bytes,
    images: Mapping[str, bytes],
    readme: Mapping[str, str],
    no_script: str,
) -> bytes:
    """The zip. `images` and `readme` are by their names in it; `pack.images` names the former."""
    # Browsers keep what people did by this: a package with other people or words is the same one.
    name = hashlib.sha256(f"{course} {pack.edition}".encode()).hexdigest()[:16]
    brought = Brought(id=name, course=course, people=list(people), pack=pack)
    first = pack.languages[0]
    page = _PAGE.format(
        language=first, title=_escaped(pack.title[first]), no_script=_escaped(no_script)
    )
    files: dict[str, bytes] = {
        "index.html": page.encode(),
        "pack.js": _script_of(brought),
        "player.css": style,
        "player.js": script,
        **images,
        **{name: text.encode() for name, text in readme.items()},
    }
    return zipped(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, in the order of their names and with one date for all."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return out.getvalue()


def _script_of(brought: Brought) -> bytes:
    # Older browsers do not take these two separators in a script's strings; JSON does.
    text = msgspec.json.encode(brought).decode()
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"globalThis.WEBINAR_PACKAGE={safe};\n".encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
