"""JSON answers, gzipped if the client takes gzip, with the headers that caches need."""

from __future__ import annotations

import gzip

from flask import Response, request


def takes_gzip() -> bool:
    return request.accept_encodings.quality("gzip") > 0


def packed_json(
    plain: bytes, packed: bytes | None = None, *, vary: str = "", least: int = 0
) -> Response:
    """Return `plain` as JSON, gzipped if it has `least` bytes or more and the client takes gzip.

    `packed` is `plain` in gzip, if it was made before. `vary` names other headers that the content
    depends on, such as the cookie.
    """
    use_gzip = takes_gzip() and len(plain) >= least
    if use_gzip:
        content = gzip.compress(plain, 6, mtime=0) if packed is None else packed
    else:
        content = plain
    response = Response(content, mimetype="application/json")
    if use_gzip:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = f"Accept-Encoding, {vary}" if vary else "Accept-Encoding"
    return response
