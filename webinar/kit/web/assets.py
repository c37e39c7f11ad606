"""Bundled scripts and styles: hashed names, compressed beforehand, served from memory for ever."""

from __future__ import annotations

import json
import mimetypes
import os
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for

from webinar.kit.slices import in_one_piece

bp = Blueprint("assets", __name__)

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


class BuiltBundle(TypedDict):
    """A bundle: its file, and the files that a browser has to have before it can run it."""

    file: str
    imports: list[str]


def init_assets(app: Flask, folder: Path) -> None:
    """Serve what the set-up step has built in `folder`."""
    app.config["ASSETS"] = folder
    app.register_blueprint(bp)
    app.add_template_global(asset)
    app.add_template_global(asset_imports)


def asset(name: str) -> str:
    """The address of a bundle by its source's name, such as `participant.js`."""
    return url_for("assets.file", name=_bundles()[name]["file"])


def asset_imports(name: str) -> list[str]:
    """The addresses of this bundle's imports: a page that preloads them waits once, not twice."""
    return [url_for("assets.file", name=file) for file in _bundles()[name]["imports"]]


def asset_content(name: str) -> bytes:
    """The bytes of a bundle by its source's name, such as `usb.js`, to put into a package."""
    path: Path = current_app.config["ASSETS"] / _bundles()[name]["file"]
    return _content(path, path.stat().st_mtime_ns)


@bp.get("/static/dist/<name>")
@in_one_piece
def file(name: str) -> Response:
    """A bundle, in the best encoding that the browser takes."""
    folder: Path = current_app.config["ASSETS"]
    if name not in _names(folder, _stamp(folder)):
        abort(404)
    for encoding, suffix in ENCODINGS:
        packed = folder / f"{name}{suffix}"
        if request.accept_encodings.quality(encoding) > 0 and packed.exists():
            response = _response(packed, name)
            response.headers["Content-Encoding"] = encoding
            return response
    return _response(folder / name, name)


def _response(path: Path, name: str) -> Response:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = Response(
        _content(path, path.stat().st_mtime_ns), content_type=f"{kind}; charset=utf-8"
    )
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Vary"] = "Accept-Encoding"
    return response


@lru_cache(maxsize=64)
def _content(path: Path, _changed: int) -> bytes:
    return path.read_bytes()


def _bundles() -> dict[str, BuiltBundle]:
    folder: Path = current_app.config["ASSETS"]
    return _manifest(folder, _stamp(folder))


def _stamp(folder: Path) -> int:
    # Each page asks several times, so by the shortest way.
    try:
        return os.stat(f"{folder}/manifest.json").st_mtime_ns
    except FileNotFoundError:
        return 0


@lru_cache(maxsize=4)
def _names(folder: Path, stamp: int) -> frozenset[str]:
    """The names of all files that a browser may request."""
    bundles = _manifest(folder, stamp).values()
    return frozenset(name for bundle in bundles for name in (bundle["file"], *bundle["imports"]))


@lru_cache(maxsize=4)
def _manifest(folder: Path, stamp: int) -> dict[str, BuiltBundle]:
    if not stamp:
        raise RuntimeError("the browser parts are not built: start with ./run")
    manifest: dict[str, BuiltBundle] = json.loads((folder / "manifest.json").read_text())
    return manifest
