"""A course as a zip for a USB stick: learners open its `index.html` without a server.

The same content gives the same bytes, so that packages can be compared by their hashes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import msgspec
from markupsafe import escape

from webinar.kit.files.archives import zipped
from webinar.learn.offline.wire import Pack

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
    """A person on the roster, if the organiser includes names in the package."""

    number: str
    name: str


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """The value that `pack.js` sets, as `Brought` in static/js/connect/players/usb.ts reads it."""

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
    """Return the zip. `images` and `readme` are by file name; `pack.images` has the same names."""
    # Browsers keep answers under this name, so other people or words must not change it.
    name = hashlib.sha256(f"{course} {pack.edition}".encode()).hexdigest()[:16]
    package_data = Brought(id=name, course=course, people=list(people), pack=pack)
    first = pack.languages[0]
    page = _PAGE.format(
        language=first, title=escape(pack.title[first]), no_script=escape(no_script)
    )
    files: dict[str, bytes] = {
        "index.html": page.encode(),
        "pack.js": script_of("WEBINAR_PACKAGE", package_data),
        "player.css": style,
        "player.js": script,
        **images,
        **{name: text.encode() for name, text in readme.items()},
    }
    return zipped(sorted(files.items()))


def script_of(name: str, value: msgspec.Struct) -> bytes:
    """Return a script that sets a global of this name to the value, for a page beside it."""
    # Older browsers reject these two separators in a script's strings; JSON allows them.
    text = msgspec.json.encode(value).decode()
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"globalThis.{name}={safe};\n".encode()
