"""Bundles the thin rendition: a few packets travel as one, because each would carry its headers.

A packet of 60 ms has some 80 bytes of Opus, and more than 150 bytes of framing, WebSocket, TCP and
IP. A link of 20 kbit/s carries the sound only if packets share these.
"""

from __future__ import annotations

from collections.abc import Callable

from webinar.kit import concurrency
from webinar.live.sound.packets import MOST_FRAMES, content_of, divide
from webinar.live.voice.wire import PACKET_MS, PACKETS_IN_BUNDLE, SendVoice, VoiceBundle

# A bundle is sent after this time even if it is not full: the speaker has stopped. Later than a
# speaker on an uneven link completes it.
LATEST_SECONDS = 0.7
# Clients compute the times of a bundle's packets from that of the first. A speaker's clock is
# corrected in steps of a millisecond; greater differences are gaps.
TOLERANCE_MS = 30

Key = tuple[int, str]
Send = Callable[[VoiceBundle], None]


class _Bundle:
    """Packets of one turn that follow each other without a gap."""

    def __init__(self, first: SendVoice, sound: bytes) -> None:
        self._first = first
        self._sounds = [sound]

    @property
    def is_full(self) -> bool:
        return len(self._sounds) == PACKETS_IN_BUNDLE

    def add(self, packet: SendVoice, sound: bytes) -> bool:
        """Add the packet if it is the next one; return whether it is."""
        first, count = self._first, len(self._sounds)
        due = (first.turn, first.number + count)
        is_next = (packet.turn, packet.number) == due
        if not is_next or abs(packet.at - first.at - count * PACKET_MS) > TOLERANCE_MS:
            return False
        self._sounds.append(sound)
        return True

    def broadcast(self) -> VoiceBundle:
        first = self._first
        return VoiceBundle(
            c=first.channel, t=first.turn, n=first.number, at=first.at, d=b"".join(self._sounds)
        )


class Bundles:
    """The bundles of all channels that this process's speakers have begun, by room and channel.

    The speaker's process bundles, and not the speaker: so the sound that is stored, passed on or
    sent in full needs no bundle, and whoever sends sound need not know of them.
    """

    def __init__(
        self,
        spawn: Callable[..., None] = concurrency.spawn,
        sleep: Callable[[float], None] = concurrency.sleep,
    ) -> None:
        self._spawn = spawn
        self._sleep = sleep
        self._lock = concurrency.lock()
        self._begun: dict[Key, _Bundle] = {}

    def add(self, key: Key, packet: SendVoice, send: Send) -> None:
        """Add the speaker's next packet, and send each bundle that is complete.

        A bundle is complete when it is full, when the packet does not follow it (another turn, or a
        gap), or after `LATEST_SECONDS`. A packet that nobody could play is left out: listeners
        could not divide a bundle with it.
        """
        sound = content_of(packet.thin)
        if sound is None or len(divide(sound) or ()) != MOST_FRAMES:
            return
        begun: _Bundle | None = None
        with self._lock:
            complete = []
            bundle = self._begun.get(key)
            if bundle is None or not bundle.add(packet, sound):
                if bundle is not None:
                    complete.append(bundle)
                bundle = begun = self._begun[key] = _Bundle(packet, sound)
            if bundle.is_full:
                complete.append(self._begun.pop(key))
        for bundle in complete:
            send(bundle.broadcast())
        if begun is not None:
            self._spawn(self._send_late, key, begun, send)

    def _send_late(self, key: Key, bundle: _Bundle, send: Send) -> None:
        self._sleep(LATEST_SECONDS)
        with self._lock:
            if self._begun.get(key) is not bundle:
                return
            del self._begun[key]
        send(bundle.broadcast())
