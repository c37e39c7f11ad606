"""The server's clock, as the clients of a rehearsal know it."""

from __future__ import annotations

from datetime import datetime


class ServerClock:
    """Converts times of this machine's monotonic clock, in seconds, to the server's ms.

    Speakers and listeners share one, so that the delays between them contain none of its error.
    """

    def __init__(self) -> None:
        self._offset_ms: float | None = None

    def observe(self, server_time: str, now: float) -> None:
        """Take in the server's time (ISO 8601) from an answer that arrived at `now`.

        The first one counts: a later correction would look like a delay of the sound.
        """
        if self._offset_ms is None:
            server_ms = datetime.fromisoformat(server_time).timestamp() * 1000
            self._offset_ms = server_ms - now * 1000

    def ms(self, now: float) -> int | None:
        """Return the server's time; None while it is unknown."""
        return None if self._offset_ms is None else round(now * 1000 + self._offset_ms)
