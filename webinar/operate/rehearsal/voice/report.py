"""The report on the sound of a rehearsal, in words. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from webinar.operate.rehearsal.voice.ear import Ear

# A problem names this many people.
_NAMED = 3


@dataclass(frozen=True)
class ChannelReport:
    """What all listeners of a channel heard. Delays are from capture to arrival; None if unknown.

    `longest_gap` is the longest time, in seconds, in which one of them got no packet.
    """

    channel: str
    listeners: int
    packets: int
    missing: int
    longest_gap: float
    delay_p50_ms: float | None
    delay_p95_ms: float | None


@dataclass(frozen=True)
class VoiceReport:
    """The report on the sound. `problems` is empty if nobody heard anything wrong."""

    listeners: int
    channels: list[ChannelReport]
    problems: list[str]

    @property
    def sentence(self) -> str:
        if not self.channels:
            return "Nobody heard a channel."
        names = ", ".join(f"{one.channel} by {one.listeners}" for one in self.channels)
        missing = sum(one.missing for one in self.channels)
        due = missing + sum(one.packets for one in self.channels)
        gap = max(one.longest_gap for one in self.channels)
        return (
            f"{_count(self.listeners, 'listener')} heard {_count(len(self.channels), 'channel')}"
            f" ({names}); {'; '.join(self.problems) or 'nobody heard a wrong one'}; "
            f"{missing:,} of {due:,} packets were missing; "
            f"the longest gap was {gap:.2f} s{_delays(self.channels)}."
        )


def judge_sound(ears: Iterable[Ear]) -> VoiceReport:
    """Sum up what the listeners heard."""
    ears = list(ears)
    channels = sorted({channel for ear in ears for channel in ear.heard})
    return VoiceReport(
        listeners=sum(bool(ear.heard) for ear in ears),
        channels=[_channel_report(channel, ears) for channel in channels],
        problems=list(_problems(ears)),
    )


def _channel_report(channel: str, ears: Sequence[Ear]) -> ChannelReport:
    heard = [ear.heard[channel] for ear in ears if channel in ear.heard]
    delays_ms = sorted(delay for one in heard for delay in one.delays_ms)
    return ChannelReport(
        channel=channel,
        listeners=len(heard),
        packets=sum(one.packets for one in heard),
        missing=sum(one.missing for one in heard),
        longest_gap=round(max(one.longest_gap for one in heard), 3),
        delay_p50_ms=round(statistics.median(delays_ms), 1) if delays_ms else None,
        delay_p95_ms=round(delays_ms[int(0.95 * len(delays_ms))], 1) if delays_ms else None,
    )


def _problems(ears: Sequence[Ear]) -> Iterator[str]:
    faults = {
        "a channel that they had not chosen": [ear for ear in ears if ear.wrong],
        "an earlier packet after a later one": [ear for ear in ears if ear.disordered],
    }
    for fault, hearers in faults.items():
        if hearers:
            yield f"{_count(len(hearers), 'listener')} heard {fault} ({_names(hearers)})"
    deaf = [ear for ear in ears if ear.deaf_to]
    if deaf:
        yield (
            f"{_count(len(deaf), 'listener')} heard nothing while somebody spoke ({_names(deaf)})"
        )


def _delays(channels: Sequence[ChannelReport]) -> str:
    middle = [one.delay_p50_ms for one in channels if one.delay_p50_ms is not None]
    late = [one.delay_p95_ms for one in channels if one.delay_p95_ms is not None]
    if not middle:
        return ""
    return f"; half of the sound took up to {max(middle):.0f} ms, 95 % up to {max(late):.0f} ms"


def _names(ears: Sequence[Ear]) -> str:
    more = ", …" if len(ears) > _NAMED else ""
    return ", ".join(ear.member.name for ear in ears[:_NAMED]) + more


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
