"""The sound that a listener with a browser heard: which seconds, how late, and whose."""

from __future__ import annotations

import math
import statistics
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from bench.report import percentile
from bench.trial.cast import Listener
from bench.trial.journal import Entry
from bench.trial.story import Story
from bench.trial.voices import BY_NAME, SECONDS, VOICES

# Two who are heard in turns within this time speak at once.
_TURNS_MS = 4_000
# The floor may be heard in place of an interpretation that has been silent for this long.
_SILENT_MS = 6_000
# Nobody is further behind than this, but for a moment; the seconds of two voices differ by more.
_BEHIND_MS = 5_000
# Events of one underrun are no further apart.
_ONE_UNDERRUN_MS = 2_000


@dataclass
class Hearing:
    """`lags` holds (when it was heard in ms since 1970, seconds from mouth to ear).

    `together` counts the times at which two people of one channel were heard at once. `takeovers`
    are the seconds between the last sound of an interpreter and the first of the next one, less
    the second that is usual.
    """

    spoken: int
    heard: int
    lags: list[tuple[float, float]]
    wrong: int
    together: int
    underruns: int
    takeovers: list[float]

    def lag(self, share: float, part: int | None = None, story: Story | None = None) -> float:
        """Return a percentile of the lag; of one third of the trial if `part` is 0, 1 or 2."""
        lags = [lag for at, lag in self.lags if part is None or _third(story, at) == part]
        return percentile(lags, share) if lags else math.nan

    def lag_near(self, at: float, within_ms: float = 10_000) -> float | None:
        """Return the median lag around a time."""
        near = [lag for heard, lag in self.lags if abs(heard - at) <= within_ms]
        return statistics.median(near) if near else None


def hearing_of(story: Story, listener: Listener) -> Hearing:
    tones = story.during(listener.name, "tone")
    spoken = {voice.name: story.all(voice.name, "spoken") for voice in VOICES}
    channel = listener.channel
    said = [
        one
        for voice in VOICES
        if voice.channel == channel
        for one in story.during(voice.name, "spoken")
        if story.holder(channel, one["at"]) == voice.name
    ]
    lags, heard = [], set()
    for tone in tones:
        found = _match(tone, spoken)
        if found is not None:
            name, at = found
            lags.append((tone["at"], (tone["at"] - at) / 1000))
            heard.add((name, at))
    return Hearing(
        spoken=len(said),
        heard=len(heard),
        lags=lags,
        wrong=sum(_is_wrong(story, channel, tone) for tone in tones),
        together=_together(tones),
        underruns=_underruns(story, listener.name),
        takeovers=_takeovers(story, channel, tones),
    )


def _match(tone: Entry, spoken: dict[str, Sequence[Entry]]) -> tuple[str, float] | None:
    """Return who said this second, and when; None if it was not clear."""
    if len(tone["voices"]) != 1 or tone["second"] is None:
        return None
    [name] = tone["voices"]
    said = spoken.get(name, ())
    place = bisect_left(said, tone["at"], key=lambda one: one["at"])
    for one in reversed(said[max(0, place - SECONDS) : place]):
        if one["second"] == tone["second"] and tone["at"] - one["at"] < 1000 * SECONDS:
            return name, one["at"]
    return None


def _is_wrong(story: Story, channel: str, tone: Entry) -> bool:
    """Tell whether a sound is of a channel that this listener did not choose.

    A coder of few bytes makes pitches of its own, and one may be that of another voice. What tells
    them apart is the number of the second: a sound of another channel has the number that its voice
    has just said, and it never sounds together with one's own channel, for a player plays packets
    one after the other.
    """
    names = [name for name in tone["voices"] if _has_said(story, name, tone)]
    channels = {BY_NAME[name].channel for name in names}
    if channels == {"floor"} and channel != "floor":
        own = [voice.name for voice in VOICES if voice.channel == channel]
        times = [one["at"] for name in own for one in story.all(name, "spoken")]
        return any(tone["at"] - _SILENT_MS < at < tone["at"] for at in times)
    return bool(channels - {channel}) and channel not in channels


def _has_said(story: Story, name: str, tone: Entry) -> bool:
    """Whether this voice had just said the second that was heard; an unclear one it may have."""
    return tone["second"] is None or any(
        one["second"] == tone["second"]
        for one in story.all(name, "spoken")
        if tone["at"] - _BEHIND_MS < one["at"] < tone["at"]
    )


def _together(tones: Sequence[Entry]) -> int:
    count = 0
    for tone in tones:
        channels = [BY_NAME[name].channel for name in tone["voices"]]
        count += len(channels) > len(set(channels))
    alone = [(one["at"], one["voices"][0]) for one in tones if len(one["voices"]) == 1]
    for (first, who), (_, other), (last, again) in zip(alone, alone[1:], alone[2:], strict=False):
        is_back = who == again != other and BY_NAME[who].channel == BY_NAME[other].channel
        count += is_back and last - first < _TURNS_MS
    return count


def _underruns(story: Story, who: str) -> int:
    """Count how often the player ran dry, except in outages of the link and after them."""
    times = [one["at"] for one in story.during(who, "stall")]
    waits = story.during(who, "element")
    times += [one["at"] for one in waits if one["name"] == "waiting" and not one["seeking"]]
    count, last = 0, -math.inf
    for at in sorted(times):
        if at - last > _ONE_UNDERRUN_MS and not story.is_cut(who, at):
            count += 1
        last = at
    return count


def _takeovers(story: Story, channel: str, tones: Sequence[Entry]) -> list[float]:
    gaps = []
    clear = [one for one in tones if len(one["voices"]) == 1]
    for one, other in zip(clear, clear[1:], strict=False):
        voices = [BY_NAME[tone["voices"][0]] for tone in (one, other)]
        if voices[0] != voices[1] and {voice.channel for voice in voices} == {channel}:
            gaps.append((other["at"] - one["at"]) / 1000 - 1)
    return gaps


def _third(story: Story | None, at: float) -> int:
    assert story is not None
    return min(2, int(3 * (at - story.began) / max(1, story.ended - story.began)))
