"""HTTP as a browser's one connection to a server: requests out, whole responses in. Pure."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode


class Request(NamedTuple):
    """A request; with `form` it is a POST. `step` names it in messages."""

    step: str
    path: str
    form: Mapping[str, str] | None = None


class Response(NamedTuple):
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return the first header of this name, in lower case; "" if there is none."""
        return next((value for key, value in self.headers if key == name), "")

    def cookies(self) -> dict[str, str]:
        """Return the cookies that the response sets."""
        pairs = [value for key, value in self.headers if key == "set-cookie"]
        return dict(pair.partition(";")[0].split("=", 1) for pair in pairs)

    def text(self) -> str:
        packed = self.header("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


def written(request: Request, host: str, language: str, cookies: Mapping[str, str]) -> bytes:
    """Return the bytes of a request, with the headers that matter to a server."""
    body = b"" if request.form is None else urlencode(request.form).encode()
    lines = [
        f"{'GET' if request.form is None else 'POST'} {request.path} HTTP/1.1",
        f"Host: {host}",
        "Accept-Encoding: gzip",
        f"Accept-Language: {language}",
        "Sec-Fetch-Site: same-origin",
    ]
    if cookies:
        lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
    if request.form is not None:
        lines += [
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def read(data: bytes) -> tuple[Response, bytes] | None:
    """Return the first response and what follows it; None if it is not whole yet.

    Raises ValueError for a response whose end only the end of the connection would tell.
    """
    head, end, rest = data.partition(b"\r\n\r\n")
    if not end:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    status = int(first.split(" ")[1])
    pairs = (line.partition(":") for line in lines)
    headers = tuple((name.lower(), value.strip()) for name, _, value in pairs)
    response = Response(status, headers, b"")
    if status in (204, 304):
        return response, rest
    length = int(response.header("content-length") or -1)
    if length < 0:
        raise ValueError(f"a response without Content-Length: {head!r}")
    if len(rest) < length:
        return None
    return response._replace(body=rest[:length]), rest[length:]
