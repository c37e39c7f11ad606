"""Keeps sound from queueing up for a slow client: what would arrive too late is not sent at all."""

from __future__ import annotations

# The most sound, in ms, that may be on its way to a client. More would arrive too late, and votes
# and slides would wait behind it.
UNDER_WAY_MS = 1500
# The same for the lesser channel, which therefore falls silent first. A client on a good link
# acknowledges twice a second, so that somewhat more than half a second is always under way.
LESSER_UNDER_WAY_MS = 1000
# A longer gap between two packets is a pause: nothing was sent meanwhile.
PAUSE_MS = 140


class SoundGate:
    """How far one link's sound was sent, and how far its client has acknowledged it.

    A client may hear two channels at once. Both count together, because the link delivers them in
    order: an acknowledgement covers all that was sent before. `lesser` is the address of the one
    to leave out first.

    Only the client's acknowledgements tell how much is under way: behind a proxy, the system's own
    figures end at the proxy.
    """

    __slots__ = ("_acknowledged_ms", "_length_ms", "_sent_ms", "lesser")

    def __init__(self, lesser: str | None = None) -> None:
        self.lesser = lesser
        # When the newest sound was captured, in the server's ms; None before the first.
        self._sent_ms: int | None = None
        self._length_ms = 0
        self._acknowledged_ms = 0

    def takes(self, captured_ms: int, length_ms: int, address: str | None = None) -> bool:
        """Return whether to send sound of this length, captured from this time on.

        If not, leave it out.
        """
        is_lesser = address is not None and address == self.lesser
        if self._sent_ms is None:
            self._acknowledged_ms = self._sent_ms = captured_ms
        if self._sent_ms - self._acknowledged_ms > (
            LESSER_UNDER_WAY_MS if is_lesser else UNDER_WAY_MS
        ):
            return False
        step_ms = captured_ms - self._sent_ms
        if step_ms - self._length_ms > PAUSE_MS:
            # Silence is not under way.
            self._acknowledged_ms += step_ms
        if step_ms >= 0:
            self._sent_ms, self._length_ms = captured_ms, length_ms
        return True

    def acknowledge(self, captured_ms: int) -> None:
        """Note that the client has the sound up to this time, if that much was sent."""
        if self._sent_ms is not None and captured_ms <= self._sent_ms:
            self._acknowledged_ms = max(self._acknowledged_ms, captured_ms)
