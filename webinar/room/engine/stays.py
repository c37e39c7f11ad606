"""A member's stay in a room: what was observed of it, and what of that was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

# Evidence in memory is at most this old when the process is killed.
WRITE_SECONDS = 3.0
# A member who was silent for longer than a heartbeat and a slow link's delay is shown as lost.
SILENT_SECONDS = 9.0
# A stay that has ended is written again if there is any evidence newer than what was written.
_ANYTHING = 0.001


@dataclass(slots=True)
class Stay:
    """A member's stay: `heard_at` and `is_open` as observed, and as they were last written.
    `said_goodbye` tells whether the last heard of the member's closed sockets said good-bye.
    `gone_at` is the last frame of a closed socket, `broke_at` the moment at which a link broke.
    All instants but `began_at` are seconds of the monotonic clock.
    """

    room_id: int
    member_id: int
    began_at: datetime
    heard_at: float
    is_open: bool = True
    written_heard_at: float | None = None
    written_is_open: bool = True
    said_goodbye: bool = False
    gone_at: float = 0.0
    broke_at: float = 0.0

    def is_silent(self, now: float) -> bool:
        """Whether the last evidence, or the moment at which a link broke, is too long ago.

        A broken link counts only if the member was not silent by then: it shows merely that a link
        existed until that moment, and a silent member may have been away already.
        """
        since = self.broke_at if self.broke_at - self.heard_at < SILENT_SECONDS else self.heard_at
        return now - max(since, self.heard_at) >= SILENT_SECONDS

    @property
    def is_due(self) -> bool:
        return (
            self.written_heard_at is None
            or self.is_open != self.written_is_open
            or self.heard_at - self.written_heard_at
            >= (WRITE_SECONDS if self.is_open else _ANYTHING)
        )

    def lose(self, heard_at: float, said_goodbye: bool) -> None:
        """Note that a socket last heard at this time is gone; the last heard socket decides."""
        if heard_at >= self.gone_at:
            self.gone_at, self.said_goodbye = heard_at, said_goodbye
