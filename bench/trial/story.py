"""A trial as its journal tells it: entries by person and kind, and its times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bench.trial.journal import Entry
from bench.trial.voices import INTERPRETERS, PRESENTER

# After an outage, a listener gets this long to catch up, in ms.
_RECOVERS_MS = 10_000


class Story:
    """Entries of a trial. `began` and `ended` are ms since 1970, between which it is judged."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        last = 0
        for entry in entries:
            self._entries[entry["who"], entry["kind"]].append(entry)
            last = max(last, entry["at"])
        self.began = next((one["at"] for one in self.all("trial", "began")), last)
        self.ended = next((one["at"] for one in self.all("trial", "ended")), last)

    @property
    def people(self) -> set[str]:
        return {who for who, _ in self._entries}

    @property
    def minutes(self) -> float:
        return max(1, self.ended - self.began) / 60_000

    def all(self, who: str, kind: str) -> Sequence[Entry]:
        """Return the entries in the order of their times, also those before and after the trial."""
        return sorted(self._entries[who, kind], key=lambda entry: entry["at"])

    def during(self, who: str, kind: str) -> list[Entry]:
        """Return the entries of the trial itself."""
        return [one for one in self.all(who, kind) if self.began <= one["at"] <= self.ended]

    def is_cut(self, who: str, at: float) -> bool:
        """Whether this person's link was down at this time, or had been shortly before."""
        mended = [one["at"] for one in self.all(who, "mended")]
        for cut in self.all(who, "cut"):
            end = next((time for time in mended if time > cut["at"]), self.ended)
            if cut["at"] <= at <= end + _RECOVERS_MS:
                return True
        return False

    def minutes_cut(self, who: str) -> float:
        """Return for how many minutes `is_cut` holds."""
        times = range(round(self.began), round(self.ended), 1000)
        return sum(self.is_cut(who, at) for at in times) / 60

    def holder(self, channel: str, at: float) -> str:
        """Return who was meant to speak in this channel."""
        if channel == PRESENTER.channel:
            return PRESENTER.name
        name = next(voice.name for voice in INTERPRETERS if voice.channel == channel)
        names = {voice.name for voice in INTERPRETERS if voice.channel == channel}
        for change in self.all("trial", "handed over"):
            if change["at"] <= at and change["to"] in names:
                name = change["to"]
        return name
