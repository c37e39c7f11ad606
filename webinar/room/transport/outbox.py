"""A bounded list of messages that wait for the message queue; if it is full, all are dropped.

Adding a message never blocks. A dropped broadcast is not sent later: by then it would be out of
date. The outbox remembers that it dropped something, so that the other processes can be told to
read the state for themselves.
"""

from __future__ import annotations

import threading

# A busy server fills this in some seconds; by then the message queue is unreachable or hangs.
MOST_MESSAGES = 5000
MOST_BYTES = 16 * 1024 * 1024


class Outbox:
    """The waiting messages. Any thread may add one; a single thread takes them."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[bytes] = []
        self._bytes = 0
        self._has_dropped = False
        # Whether the message queue has yet to receive the messages that were taken.
        self._is_sending = False

    def put(self, message: bytes) -> None:
        """Add a message, or drop all messages if too many wait already."""
        with self._changed:
            if len(self._waiting) >= MOST_MESSAGES or self._bytes + len(message) > MOST_BYTES:
                self._drop()
                return
            self._waiting.append(message)
            self._bytes += len(message)
            # The thread that drains waits for the same changes as the one that takes.
            self._changed.notify_all()

    def take(self, seconds: float) -> list[bytes]:
        """Take all waiting messages, in order; return none if none came within this time."""
        with self._changed:
            if not self._waiting:
                self._changed.wait(seconds)
            messages, self._waiting, self._bytes = self._waiting, [], 0
            self._is_sending = bool(messages)
            return messages

    def mark_received(self) -> None:
        """Note that the message queue has received the messages that were taken."""
        with self._changed:
            self._is_sending = False
            self._changed.notify_all()

    def drain(self, seconds: float) -> bool:
        """Wait until all messages are sent, up to `seconds`; return whether they are."""
        with self._changed:
            return self._changed.wait_for(
                lambda: not self._waiting and not self._is_sending, seconds
            )

    def drop(self) -> None:
        """Drop the waiting messages; messages that were taken but not sent count as dropped too."""
        with self._changed:
            self._drop()

    def has_dropped(self) -> bool:
        """Whether messages were dropped since the last call."""
        with self._changed:
            had_dropped, self._has_dropped = self._has_dropped, False
            return had_dropped

    def _drop(self) -> None:
        self._waiting, self._bytes, self._has_dropped = [], 0, True
        self._is_sending = False
        self._changed.notify_all()
