"""The queue for the other processes: bounded, and given up as a whole.

Nobody who puts something in ever waits. A broadcast that was given up is not sent later: by then
it would be old. The queue remembers that it gave something up, so that the others can be told to
look for themselves.
"""

from __future__ import annotations

import threading

# Some seconds of a busy server; by then the queue is away or hangs.
MOST_MESSAGES = 5000
MOST_BYTES = 16 * 1024 * 1024


class Outbox:
    """Filled by everybody, emptied by one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[bytes] = []
        self._bytes = 0
        self._has_dropped = False
        # Whether something was taken and not yet said.
        self._is_speaking = False

    def put(self, message: bytes) -> None:
        """Add a message, or give up everything if too much waits already."""
        with self._changed:
            if len(self._waiting) >= MOST_MESSAGES or self._bytes + len(message) > MOST_BYTES:
                self._drop()
                return
            self._waiting.append(message)
            self._bytes += len(message)
            self._changed.notify()

    def take(self, seconds: float) -> list[bytes]:
        """Everything that waits, in order; empty if nothing came within this time."""
        with self._changed:
            if not self._waiting:
                self._changed.wait(seconds)
            taken, self._waiting, self._bytes = self._waiting, [], 0
            self._is_speaking = bool(taken)
            return taken

    def said(self) -> None:
        """Note that the queue has the messages that were taken."""
        with self._changed:
            self._is_speaking = False
            self._changed.notify_all()

    def drain(self, seconds: float) -> bool:
        """Wait until everything is said, for so long at most; whether it is."""
        with self._changed:
            return self._changed.wait_for(
                lambda: not self._waiting and not self._is_speaking, seconds
            )

    def drop(self) -> None:
        """Give up the waiting messages; those taken and not sent count as well."""
        with self._changed:
            self._drop()

    def has_dropped(self) -> bool:
        """Whether something was given up since this was asked last."""
        with self._changed:
            dropped, self._has_dropped = self._has_dropped, False
            return dropped

    def _drop(self) -> None:
        self._waiting, self._bytes, self._has_dropped = [], 0, True
        self._is_speaking = False
