"""All that a listener noticed beside the sound: slides, renditions, votes, faults; their link."""

from __future__ import annotations

import math
import statistics
from collections import Counter

from bench.trial.hearing import Hearing
from bench.trial.journal import Entry
from bench.trial.story import Story

# A slide that comes later than this after a move comes for another reason.
_SLIDE_WITHIN_MS = 25_000
# Firefox and Chromium say these about pages without TLS, which a trial's far ends have not.
_WITHOUT_TLS = ("Cross-Origin-Opener-Policy", "Cross‑Origin‑Opener‑Policy")


def kbit_per_s(story: Story, who: str) -> tuple[float, float]:
    """Return what the link carried down and up, with all headers."""
    carried = story.during(who, "carried")
    if len(carried) < 2:
        return 0.0, 0.0
    first, last = carried[0], carried[-1]
    seconds = (last["at"] - first["at"]) / 1000
    down, up = ((last[way] - first[way]) * 8 / 1000 / seconds for way in ("down", "up"))
    return down, up


def steps(story: Story, who: str) -> list[tuple[float, str]]:
    """Return the renditions from the first on, each with its time: full, thin or none (text)."""
    return [(one["at"], one["text"]) for one in story.all(who, "sound")]


def kept_ahead_s(story: Story, who: str) -> float:
    """Return the median of the sound that the player had ahead; the rest of the lag is on the way.

    The way includes what the browser does with the sound after the player, so that it can be heard.
    """
    kept = [one["ms"] / 1000 for one in story.during(who, "kept")]
    return statistics.median(kept) if kept else math.nan


def slides_before_voice(story: Story, who: str, hearing: Hearing) -> list[float]:
    """Return for each move by how many seconds the slide came before its voice."""
    early, shown = [], story.all(who, "slide")
    for move in story.during("trial", "moved"):
        if story.is_cut(who, move["at"]):
            continue
        at = next((one["at"] for one in shown if _shows(one, move)), None)
        lag = hearing.lag_near(move["at"])
        has_sound = [text for when, text in steps(story, who) if when <= move["at"]][-1:] != [
            "none"
        ]
        if at is not None and lag is not None and has_sound:
            early.append(lag - (at - move["at"]) / 1000)
    return early


def _shows(shown: Entry, move: Entry) -> bool:
    is_next = move["at"] <= shown["at"] <= move["at"] + _SLIDE_WITHIN_MS
    number: str = shown["text"].split("/")[0].strip()
    return is_next and number == str(move["slide"])


def votes(story: Story, who: str) -> tuple[int, int, int]:
    """Return how many votes were cast, acknowledged, and lost after that.

    Nobody knows of losses if the trial ended before the server was asked.
    """
    cast = story.all(who, "vote") or story.all(who, "counted")
    counted = {one["poll"]: one["option"] for one in story.all(who, "counted")}
    stored = {one["poll"]: one["options"] for one in story.all(who, "stored")}
    # A script does not tell which option it chose.
    was_read = bool(story.all("server", "log"))
    lost = [
        poll
        for poll, option in counted.items()
        if was_read and (poll not in stored or option not in (None, *stored[poll]))
    ]
    return len(cast), len(story.all(who, "counted")), len(lost)


def vote_s(story: Story, who: str) -> list[float]:
    """Return for each vote outside of outages the seconds until the page counts it."""
    waits, cast = [], story.all(who, "vote")
    for counted in story.all(who, "counted"):
        before = [
            one["at"]
            for one in cast
            if one["at"] <= counted["at"] and one["poll"] == counted["poll"]
        ]
        if before and not story.is_cut(who, before[-1]):
            waits.append((counted["at"] - before[-1]) / 1000)
    return waits


def faults(story: Story, who: str) -> Counter[str]:
    """Return the errors in the page's console, except those of a link that is cut."""
    texts = [
        one["text"]
        for one in story.all(who, "fault")
        if not story.is_cut(who, one["at"])
        and not any(word in one["text"] for word in _WITHOUT_TLS)
    ]
    return Counter(texts)


def first_sound_s(story: Story, who: str) -> float | None:
    """Return the seconds from the first tap to sound."""
    taps = story.all(who, "tapped")
    plays = [one["at"] for one in story.all(who, "element") if one["name"] == "playing"]
    after = [at for at in plays if taps and at >= taps[0]["at"]]
    return (after[0] - taps[0]["at"]) / 1000 if after else None


def thinner_after_s(story: Story, who: str) -> float | None:
    """Return the seconds from the first tap until the listener got fewer bytes."""
    taps = story.all(who, "tapped")
    thin = [at for at, text in steps(story, who) if text != "full"]
    return (thin[0] - taps[0]["at"]) / 1000 if taps and thin else None
