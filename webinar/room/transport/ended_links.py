"""Answers requests of links that have ended: by polling, a client may send one at any time later.

The library answers "Invalid session" if it no longer knows the link. If it still knows it, or if
another thread forgets it meanwhile, the library raises a KeyError, which would become a traceback
in the log and an error 500.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

Answer = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# The arguments of the library's KeyErrors; a `del` of the link in its table names the link instead.
_ENDED = frozenset({"Session not found", "Session is disconnected"})


def refusing_ended_links(answer: Answer) -> Answer:
    """Return the library's `handle_request`, mended: it refuses a link that has ended with 400."""

    def mended(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            return answer(environ, start_response)
        except KeyError as error:
            sids = parse_qs(environ.get("QUERY_STRING", "")).get("sid", [])
            if error.args[0] not in _ENDED.union(sids):
                raise
        start_response("400 BAD REQUEST", [("Content-Type", "text/plain")])
        return [b"Invalid session"]

    return mended
