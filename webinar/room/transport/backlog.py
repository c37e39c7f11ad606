"""The queue for a client that reads slowly: in order, bounded, with only the newest states."""

from __future__ import annotations

from collections import deque

# A link with more unread bytes is closed: when the client returns, it fetches a snapshot, which is
# newer and smaller than the unread frames. The frame that is being sent does not count: a snapshot
# may exceed the limit by itself, and a slow client would be closed at each attempt to read it.
MOST_BYTES = 256 * 1024
# The memory that an entry takes besides its bytes.
_OVERHEAD = 100


class Backlog:
    """Frames in the order in which they were added. The first may be half sent, so it stays."""

    __slots__ = ("_frames", "_size")

    def __init__(self, rest: bytes) -> None:
        self._frames: deque[tuple[bytes, str | None]] = deque([(rest, None)])
        self._size = 0  # of all frames but the first

    def add(self, frame: bytes, state: str | None = None) -> bool:
        """Append a frame; return False if there is no room left. A newer `state` replaces an older.

        The newer state goes to the end, behind the events sent between the two.
        """
        if state is not None:
            self._drop(state)
        self._frames.append((frame, state))
        self._size += len(frame) + _OVERHEAD
        return self._size <= MOST_BYTES

    def first(self) -> bytes:
        return self._frames[0][0]

    def mark_sent(self, count: int) -> bool:
        """Take this many bytes off the first frame; return True if no frame is left."""
        frame, _ = self._frames[0]
        if count < len(frame):
            self._frames[0] = (frame[count:], None)
            return False
        self._frames.popleft()
        if not self._frames:
            return True
        self._size -= len(self._frames[0][0]) + _OVERHEAD
        return False

    def _drop(self, state: str) -> None:
        for place, (frame, its_state) in enumerate(self._frames):
            if its_state == state and place > 0:
                del self._frames[place]
                self._size -= len(frame) + _OVERHEAD
                return
