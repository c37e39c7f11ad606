"""Finds the images beside a lesson that may be shown, and gives each its address."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from webinar.content.lessons.model import Asset
from webinar.content.lessons.problems import Report

# SVG is left out, because its scripts would run when a browser opens the file itself.
MEDIA_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
# The lint allows far less; a file larger than this is not even read.
MAX_ASSET_BYTES = 2_000_000
MAX_ASSETS = 200

_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")


def list_assets(folder: Path, url_prefix: str) -> tuple[list[Asset], list[Report]]:
    """Return the images under `folder`, by path, and a report for each file.

    An image's address ends in a part of its hash, so that browsers may keep the image for ever.
    """
    assets: list[Asset] = []
    reports: list[Report] = []
    for path in _image_paths(folder):
        report = Report(str(path))
        reports.append(report)
        if len(assets) == MAX_ASSETS:
            report.error(1, f"there are over {MAX_ASSETS} images", "Divide the module")
            break
        asset = _read_asset(path, path.relative_to(folder).as_posix(), url_prefix, report)
        if asset is not None:
            assets.append(asset)
    return assets, reports


def _image_paths(folder: Path) -> Iterator[Path]:
    # `os.walk` does not follow links to other folders.
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in MEDIA_TYPES:
                yield Path(parent, name)


def _read_asset(path: Path, name: str, url_prefix: str, report: Report) -> Asset | None:
    if path.is_symlink() or not path.is_file():
        # A link could publish any file that the server may read; a pipe would stop it.
        report.error(1, "this is not an ordinary file", "Put the image itself here")
        return None
    if not _PATH.fullmatch(name):
        remedy = "Rename it, with Latin letters, digits, `-` and `_` only"
        report.error(1, "this name does not work in a web address", remedy)
        return None
    content = _read_image(path, report)
    if content is None:
        return None
    media_type = MEDIA_TYPES[path.suffix.lower()]
    if _sniff(content) != media_type:
        remedy = "Export it again from an image program"
        report.error(1, "this is not an image of the type that its name says", remedy)
        return None
    digest = hashlib.sha256(content).hexdigest()
    url = f"{url_prefix}{name}?v={digest[:8]}"
    return Asset(path=name, media_type=media_type, size=len(content), sha256=digest, url=url)


def _read_image(path: Path, report: Report) -> bytes | None:
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_ASSET_BYTES + 1)
    except OSError as error:
        message = f"the image cannot be opened: {error.strerror}"
        report.error(1, message, "Let the server's user read it")
        return None
    if len(content) > MAX_ASSET_BYTES:
        report.error(1, f"the image is over {MAX_ASSET_BYTES // 1000} kB", "Make it smaller")
        return None
    return content


def _sniff(content: bytes) -> str:
    """Return the type that a browser would find in the first bytes."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return ""
