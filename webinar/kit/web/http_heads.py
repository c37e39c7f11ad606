"""Refusing heads of requests that RFC 9112 forbids, or that could be read in two ways.

If a proxy in front reads such a head differently, part of one person's request becomes part of
another's ("request smuggling"). The standard library's parser accepts nearly everything.
"""

from __future__ import annotations

import re
from typing import Any

from webinar.kit.web import http_limits

_TOKEN = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_REQUEST_LINE = re.compile(_TOKEN + rb" [^\x00-\x20\x7f]+ HTTP/(\d)\.(\d)\r\n")
_FIELD = re.compile(rb"(" + _TOKEN + rb"):([^\x00\r\n]*)\r\n")
_LENGTH = re.compile(rb"[0-9]+")
_HOST = re.compile(rb"([A-Za-z0-9._~!$&'()*+,;=%-]*|\[[0-9A-Fa-f:.]+\])(:[0-9]*)?")
# A length with more digits is longer than any body that a client could send.
_MOST_DIGITS = 18
_REFUSAL = b"HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class _BadHead(Exception):
    """The head must be refused; the message says why."""

    def __init__(self, why: str, status: bytes = b"400 Bad Request") -> None:
        super().__init__(why)
        self.status = status


class _CutOff(Exception):
    """The connection ended within the head."""


class StrictHeads:
    """A base class to put before the standard library's request handler.

    A wrong head is answered with 400 and ends the connection; a head that was cut off is not a
    request at all.
    """

    def parse_request(self) -> bool:
        handler: Any = self
        reader = handler.rfile
        try:
            handler.rfile = _HeadReader(handler.raw_requestline, reader)
            return bool(super().parse_request())  # type: ignore[misc]  # the handler's
        except _CutOff:
            handler.close_connection = True
        except _BadHead as bad:
            handler.close_connection = True
            handler.log_error("a request was refused: %s", bad)
            handler.wfile.write(_REFUSAL % bad.status)
        finally:
            handler.rfile = reader
        return False


class _HeadReader:
    """Looks at each line of a head as the parser reads it."""

    def __init__(self, request_line: bytes, inner: Any) -> None:
        self._version = _version(request_line)
        self._inner = inner
        self._size = 0
        self._values: dict[bytes, list[bytes]] = {}

    def readline(self, _size: int = -1) -> bytes:
        line: bytes = self._inner.readline(http_limits.FIELD_LIMIT)
        self._size += len(line)
        if len(line) >= http_limits.FIELD_LIMIT or self._size > http_limits.LONGEST_HEAD:
            raise _BadHead("it is too long")
        if not line.endswith(b"\n"):
            raise _CutOff
        if line == b"\r\n":
            self._check()
        elif field := _FIELD.fullmatch(line):
            self._values.setdefault(field[1].lower(), []).append(field[2].strip(b" \t"))
        else:
            raise _BadHead("a field cannot be read")
        return line

    def _check(self) -> None:
        """Raises `_BadHead` for fields that are wrong, missing, or there more than once."""
        hosts = self._values.get(b"host", [])
        if len(hosts) > 1 or (not hosts and self._version >= (1, 1)):
            raise _BadHead("it has no Host, or several")
        if not all(map(_HOST.fullmatch, hosts)):
            raise _BadHead("its Host is none")
        lengths = self._values.get(b"content-length", [])
        if len(lengths) > 1:
            raise _BadHead("it has several lengths")
        if not all(_LENGTH.fullmatch(length) and len(length) <= _MOST_DIGITS for length in lengths):
            raise _BadHead("its length is no number")
        if b"transfer-encoding" in self._values and (lengths or self._version < (1, 1)):
            raise _BadHead("its length is said in two ways")


def _version(request_line: bytes) -> tuple[int, int]:
    """The version of HTTP that the line names. Raises `_BadHead`, `_CutOff`."""
    if len(request_line) >= http_limits.REQUEST_LINE_LIMIT:
        raise _BadHead("its first line is too long", b"414 URI Too Long")
    if not request_line.endswith(b"\n"):
        raise _CutOff
    parts = _REQUEST_LINE.fullmatch(request_line)
    if parts is None or parts[1] == b"0":
        raise _BadHead("its first line cannot be read")
    return int(parts[1]), int(parts[2])
