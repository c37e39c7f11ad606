"""A simulated member who speaks in a channel: a tone instead of a voice.

No sockets, no threads, no clock: callers pass `now`.
"""

from __future__ import annotations

from collections.abc import Iterator

from webinar.operate.rehearsal.follow import Body
from webinar.operate.rehearsal.member import Member
from webinar.operate.rehearsal.outbox import Command
from webinar.operate.rehearsal.voice.server_clock import ServerClock
from webinar.operate.rehearsal.voice.tones import PACKET_S, tones

# Seconds, as in the browser.
RENEW_EVERY = 10.0
# An answer may arrive before the broadcast that shows its effect, so nothing is asked twice within
# these seconds.
ASK_AGAIN_AFTER = 3.0
# A speaker who is further behind than this goes on with the present: the server would take a
# longer burst for a flood.
MOST_BEHIND = 0.5


class Speaker(Member):
    """A member who may speak in `channel`, and does so while `speaks` and the session is live.

    They take the channel only while it is free, and not again after somebody took it from them.
    """

    def __init__(
        self, name: str, language: str, channel: str, clock: ServerClock, speaks: bool = True
    ) -> None:
        super().__init__(name, language)
        self.channel = channel
        self.speaks = speaks
        # The packets sent so far, in all turns.
        self.sent = 0
        self._clock = clock
        self._tone = tones()[channel]
        # The turn that is or was this speaker's; 0 before the first.
        self._turn = 0
        self._number = 0
        self._next_at = 0.0
        self._renew_at = 0.0
        self._ask_at = 0.0
        self._is_asking = False

    @property
    def is_on(self) -> bool:
        """Whether the server has given the channel to this speaker, as far as they know."""
        view = self._channel_view()
        return bool(self._turn) and view.get("turn") == self._turn and self._is_mine(view)

    def take_snapshot(self, snapshot: Body, now: float) -> None:
        self._clock.observe(snapshot["now"], now)
        super().take_snapshot(snapshot, now)

    def due(self, now: float) -> list[Command]:
        if self.is_in and (self.view["room"] or {}).get("state") == "live":
            self._steer(now)
        return super().due(now)

    def next_at(self) -> float | None:
        others = super().next_at()
        if not self.is_on or not self.speaks:
            return others
        return self._next_at if others is None else min(others, self._next_at)

    def connected(self) -> None:
        """Note that there is a new link: speaking goes on by itself."""

    def sounds(self, now: float) -> Iterator[Command]:
        """Yield the packets that are due."""
        captured_ms = self._clock.ms(self._next_at)
        if not (self.is_on and self.speaks and self.is_in) or captured_ms is None:
            return
        if now - self._next_at > MOST_BEHIND:
            self._next_at = now
        while self._next_at <= now:
            yield Command("voice.send", self._packet(self._clock.ms(self._next_at)))
            self._number += 1
            self.sent += 1
            self._next_at += PACKET_S

    def hear_sound(self, body: Body, now: float) -> None:
        """Ignore sound: a speaker does not listen."""

    def _packet(self, captured_ms: int | None) -> Body:
        return {
            "channel": self.channel,
            "turn": self._turn,
            "number": self._number,
            "at": captured_ms,
            **self._tone.packet(self._number),
        }

    def _steer(self, now: float) -> None:
        """Take the channel, renew the lease, or give the channel back."""
        view = self._channel_view()
        if self._is_mine(view) and view["turn"] != self._turn:
            self._turn, self._number = view["turn"], 0
            self._next_at, self._renew_at, self._ask_at = now, now + RENEW_EVERY, now
        if self._is_asking or now < self._ask_at:
            return
        if self.is_on and not self.speaks:
            self._ask("voice.stop", now, turn=self._turn)
        elif self.is_on and now >= self._renew_at:
            self._renew_at = now + RENEW_EVERY
            self._ask("voice.renew", now, turn=self._turn)
        elif self.speaks and self._is_free(view):
            self._ask("voice.take", now, holder=None)

    def _ask(self, command: str, now: float, **fields: object) -> None:
        def answered(_reply: Body) -> None:
            self._is_asking = False

        self._is_asking, self._ask_at = True, now + ASK_AGAIN_AFTER
        self.say(command, fields, now, answered)

    def _is_free(self, view: Body) -> bool:
        """Whether nobody speaks there, and nobody has taken the channel from this speaker.

        A channel that has only lapsed keeps its turn.
        """
        return view.get("holder") is None and self._turn in (0, view.get("turn", 0))

    def _is_mine(self, view: Body) -> bool:
        return view.get("holder") is not None and view["holder"] == self.number

    def _channel_view(self) -> Body:
        view: Body = (self.view["voice"] or {}).get(self.channel) or {}
        return view

    @property
    def number(self) -> int:
        """The member's number; 0 before the first snapshot."""
        number: int = (self.view["me"] or {}).get("member", 0)
        return number
