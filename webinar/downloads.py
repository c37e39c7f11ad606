"""Files that a browser keeps under a name of their own."""

from __future__ import annotations

from flask import Response


def attached(content: bytes | str, kind: str, name: str) -> Response:
    """`kind` is its media type; `name` must hold no more than letters, digits, dots and dashes."""
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
