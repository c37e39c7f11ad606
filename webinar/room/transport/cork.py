"""Joins the messages to each client, so that one system call sends them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from webinar.kit import concurrency


class Corked(Protocol):
    def uncork(self) -> None:
        """Send the messages collected meanwhile."""


class _Cork:
    """While `is_in` is set, streams collect their messages; then each sends them in one piece."""

    def __init__(self) -> None:
        self.is_in = False
        self.streams: list[Corked] = []


class _Corks(threading.local, _Cork):
    """A cork for each thread, as each joins its own messages; the loop has one thread."""


cork: _Cork = _Corks() if concurrency.mode() == "threading" else _Cork()


@contextmanager
def corked() -> Iterator[None]:
    """Join the messages sent in this context. Its code may not wait, as that would delay others."""
    if cork.is_in:
        yield
        return
    cork.is_in = True
    try:
        yield
    finally:
        streams, cork.streams, cork.is_in = cork.streams, [], False
        for stream in streams:
            stream.uncork()
