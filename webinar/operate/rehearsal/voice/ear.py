"""A simulated listener's ear: which channel they hear, and what reaches them.

No sockets, no threads, no clock: callers pass `now`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from webinar.live.sound.channels import FLOOR
from webinar.operate.rehearsal.follow import Body
from webinar.operate.rehearsal.member import Member
from webinar.operate.rehearsal.outbox import Command
from webinar.operate.rehearsal.voice.server_clock import ServerClock
from webinar.operate.rehearsal.voice.tones import channels_of

# Seconds. Real clients acknowledge as often.
ACKNOWLEDGE_EVERY = 0.5
# A listener who compares changes between the interpretation and the floor this often.
COMPARE_EVERY = 20.0
# A listener to whom nothing comes for so long, while somebody speaks, hears nothing.
DEAF_AFTER = 10.0


@dataclass
class Heard:
    """What one listener heard of one channel. `delays_ms` are from capture to arrival.

    `longest_gap` is the longest time in seconds between two packets of a turn over one link.
    """

    packets: int = 0
    missing: int = 0
    longest_gap: float = 0.0
    delays_ms: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class _Last:
    turn: int
    number: int
    at: float


class Ear:
    """The ear of a member, who listens while `listens` and somebody speaks.

    They hear the interpretation into their language, or the floor until there is one. Who
    `compares` changes between the two every now and then.
    """

    def __init__(self, member: Member, clock: ServerClock, compares: bool = False) -> None:
        self.member = member
        self.listens = False
        # What was heard, by channel.
        self.heard: dict[str, Heard] = {}
        # Packets of a channel that was not chosen, or with the tone of another channel.
        self.wrong = 0
        # Packets of an earlier speaker after a later one, or that came again.
        self.disordered = 0
        # The channels in which somebody spoke, and nothing came.
        self.deaf_to: set[str] = set()
        self._clock = clock
        self._compares = compares
        # The channels chosen over this link, from the one that was heard last to the newest.
        self._chosen: list[str | None] = [None]
        self._waits_since: float | None = None
        self._own_since: float | None = None
        self._last: dict[str, _Last] = {}
        self._newest_ms: int | None = None
        self._acknowledge_at = 0.0

    @property
    def channel(self) -> str | None:
        """The channel chosen over this link, None for none."""
        return self._chosen[-1]

    def connected(self) -> None:
        """Note that there is a new link, over which nothing is chosen yet."""
        self._chosen = [None]
        self._forget_last()
        self._newest_ms = None

    def sounds(self, now: float) -> Iterator[Command]:
        """Yield the choice of a channel, and acknowledgements, that are due."""
        if not self.member.is_in or (self.member.view["room"] or {}).get("state") != "live":
            return
        wished = self._wish(now) if self.listens else None
        if wished != self.channel:
            self._chosen.append(wished)
            self._forget_last()
            yield Command("voice.listen", {"channel": wished, "thin": False})
        self._notice_silence(now)
        if self._newest_ms is not None and now >= self._acknowledge_at:
            self._acknowledge_at = now + ACKNOWLEDGE_EVERY
            yield Command("voice.ack", {"at": self._newest_ms})

    def hear_sound(self, body: Body, now: float) -> None:
        """Take in a packet that arrived at `now`."""
        channel, turn, number = body["c"], body["t"], body["n"]
        self._newest_ms = max(self._newest_ms or 0, body["at"])
        if not self._is_chosen(channel) or channel not in (channels_of(body["d"]) or {channel}):
            self.wrong += 1
            return
        heard = self.heard.setdefault(channel, Heard())
        heard.packets += 1
        server_ms = self._clock.ms(now)
        if server_ms is not None:
            heard.delays_ms.append(server_ms - body["at"])
        last, self._last[channel] = self._last.get(channel), _Last(turn, number, now)
        if last is None or turn > last.turn:
            return
        if turn < last.turn or number <= last.number:
            self.disordered += 1
            return
        heard.missing += number - last.number - 1
        heard.longest_gap = max(heard.longest_gap, now - last.at)

    def _is_chosen(self, channel: str) -> bool:
        """Return whether sound of this channel may come now.

        The server handles a link's choices in their order: after the first packet of a channel,
        none of a channel that was chosen before it may come.
        """
        if channel not in self._chosen:
            return False
        del self._chosen[: self._chosen.index(channel)]
        return True

    def _wish(self, now: float) -> str | None:
        own = self.member.language
        if self._own_since is None and self._is_spoken(own):
            self._own_since = now
        if self._own_since is None:
            return FLOOR if self._is_spoken(FLOOR) else self.channel
        turns = int((now - self._own_since) / COMPARE_EVERY)
        is_at_floor = self._compares and turns % 2 == 1 and self._is_spoken(FLOOR)
        return FLOOR if is_at_floor else own

    def _is_spoken(self, channel: str) -> bool:
        view = (self.member.view["voice"] or {}).get(channel) or {}
        return view.get("holder") is not None

    def _notice_silence(self, now: float) -> None:
        channel = self.channel
        if channel is None or channel in self._last or not self._is_spoken(channel):
            self._waits_since = None
        elif self._waits_since is None:
            self._waits_since = now
        elif now - self._waits_since > DEAF_AFTER:
            self.deaf_to.add(channel)

    def _forget_last(self) -> None:
        self._last.clear()
        self._waits_since = None
