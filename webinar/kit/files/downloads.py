"""Files that a browser keeps under a name of their own."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response


def attached(content: bytes | str, kind: str, name: str, full: str = "") -> Response:
    """A download. `kind` is its media type, with the charset for text that is not UTF-8.

    `name` may hold only letters, digits, dots and dashes.
    `full` may hold anything: a better name, for those programs that take one (RFC 6266).
    """
    # Given as `mimetype`, Flask would declare the text to be UTF-8 in any case.
    full_type = kind if "charset=" in kind else None
    response = Response(content, mimetype=None if full_type else kind, content_type=full_type)
    better = f"; filename*=UTF-8''{quote(full, safe='')}" if full else ""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"{better}'
    return response


def file_names(subject: str, code: str, title: str, end: str) -> tuple[str, str]:
    """Both names of a file about a thing with a code and a title.

    `end` is the ending of the names, with its dot: `.csv`, `.ru.pdf`.
    """
    words = "".join(mark if mark.isalnum() else " " for mark in title)
    return f"{subject}-{code}{end}", f"{subject} {code} {' '.join(words.split())[:60].strip()}{end}"
