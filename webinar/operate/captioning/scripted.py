"""An engine that hears nothing: it says the texts of a script at their times, for tests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from webinar.operate.captioning.engine import Text


class Entry(NamedTuple):
    """A text of the script.

    All times are in ms since the first sound: the text is said when sound of the time `said` has
    come, of words from `begin` to `end`.
    """

    said: int
    begin: int
    end: int
    text: str
    is_final: bool = True
    confidence: float | None = None


class ScriptedEngine:
    """Says each text of the script once, in the order of the script."""

    def __init__(self, script: Iterable[Entry]) -> None:
        self._waiting = list(script)
        self._began_at: int | None = None

    @classmethod
    def read(cls, path: Path) -> ScriptedEngine:
        """Read a script: a JSON list of objects with the fields of `Entry`."""
        return cls(Entry(**entry) for entry in json.loads(path.read_text("utf-8")))

    def begin(self, language: str, hot_words: Sequence[str]) -> None:
        pass

    def feed(self, frames: Sequence[bytes], at: int) -> list[Text]:
        if self._began_at is None:
            self._began_at = at
        began_at = self._began_at
        texts = []
        while self._waiting and began_at + self._waiting[0].said <= at:
            entry = self._waiting.pop(0)
            begin, end = began_at + entry.begin, began_at + entry.end
            texts.append(Text(entry.text, begin, end, entry.is_final, entry.confidence))
        return texts

    def pause(self) -> list[Text]:
        return []
