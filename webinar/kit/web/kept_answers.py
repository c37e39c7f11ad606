"""Keeps the answers that are the same for everybody: scripts, style sheets, the icon.

A phone that joins fetches half a dozen of them. Each passed through sessions, limits and the
choice of a view, which cost many times what sending the bytes costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

StartResponse = Callable[..., Any]
Wsgi = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]
Headers = list[tuple[str, str]]

PLACES = ("/static/dist/", "/icon.svg", "/favicon.ico")
MOST = 256
MOST_BYTES = 8 * 1024 * 1024
# Browsers send about 25 characters; anything much longer is not worth a place.
LONGEST_KEY = 200
# With any of these, the answer may be another one.
_CONDITIONS = (
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_RANGE",
)

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Answer:
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class KeptAnswers:
    """The answers of an application that say of themselves that they are public.

    They are kept by address and accepted encodings. There are at most `MOST` of them and
    `MOST_BYTES` in all: the one that was unused for longest makes room.
    """

    def __init__(self, inner: Wsgi) -> None:
        self._inner = inner
        self._answers: dict[Key, Answer] = {}
        self._bytes = 0

    def find(self, environ: dict[str, Any]) -> Answer | None:
        """Return the kept answer to this request, if there is one."""
        key = _key_of(environ)
        answer = None if key is None else self._answers.pop(key, None)
        if key is None or answer is None:
            return None
        # The order of the dictionary is that of their last use.
        self._answers[key] = answer
        return answer

    def __call__(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """Have the application answer, and keep the answer if it is the same for everybody."""
        key = _key_of(environ)
        if key is None:
            return self._inner(environ, start)
        heads: list[tuple[str, Headers]] = []

        def note_head(status: str, headers: Headers, *rest: Any) -> Any:
            heads.append((status, list(headers)))
            return start(status, headers, *rest)

        pieces = self._inner(environ, note_head)
        try:
            body = b"".join(pieces)
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()
        if len(heads) == 1 and _is_for_everybody(*heads[0]):
            status, headers = heads[0]
            self._keep(key, Answer(status, tuple(headers), body))
        return [body]

    def _keep(self, key: Key, answer: Answer) -> None:
        former = self._answers.pop(key, None)
        self._bytes -= 0 if former is None else len(former.body)
        if len(answer.body) > MOST_BYTES:
            return
        self._answers[key] = answer
        self._bytes += len(answer.body)
        while len(self._answers) > MOST or self._bytes > MOST_BYTES:
            oldest = next(iter(self._answers))
            self._bytes -= len(self._answers.pop(oldest).body)


def _key_of(environ: dict[str, Any]) -> Key | None:
    """Return the key of a request whose answer depends on nothing else; None for all others."""
    path = str(environ.get("PATH_INFO", ""))
    if environ.get("REQUEST_METHOD") != "GET" or not path.startswith(PLACES):
        return None
    if any(name in environ for name in _CONDITIONS):
        return None
    encodings = str(environ.get("HTTP_ACCEPT_ENCODING", ""))
    key = (path, str(environ.get("QUERY_STRING", "")), encodings)
    return key if sum(map(len, key)) <= LONGEST_KEY else None


def _is_for_everybody(status: str, headers: Headers) -> bool:
    values: dict[str, str] = {}
    for name, value in headers:
        values[name.lower()] = value.lower()
    varies = {word.strip() for word in values.get("vary", "").split(",") if word.strip()}
    return (
        status.startswith("200")
        and "public" in values.get("cache-control", "")
        and "set-cookie" not in values
        and varies <= {"accept-encoding"}
    )
