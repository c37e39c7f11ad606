"""Joins the messages to each client, so that they leave in one call of the system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Corked(Protocol):
    def uncork(self) -> None:
        """Send the messages joined meanwhile."""


class _Cork:
    """While the cork is in, streams collect; when it is drawn, all leaves in one piece."""

    def __init__(self) -> None:
        self.is_in = False
        self.streams: list[Corked] = []


cork = _Cork()


@contextmanager
def corked() -> Iterator[None]:
    """Join the messages sent in here. Nothing in here may wait: others would be held up."""
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
