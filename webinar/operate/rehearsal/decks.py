"""The decks of a session. Each language's deck is fetched once for all who read it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from webinar.operate.rehearsal.http import Http


@dataclass(frozen=True)
class Deck:
    """A deck in one language: the number of its slides, and its polls by key."""

    slides: int = 0
    polls: Mapping[str, dict[str, Any]] = field(default_factory=dict)


class Decks:
    """The decks fetched so far, kept as a browser keeps them."""

    def __init__(self, http: Http, code: str) -> None:
        self._http = http
        self._code = code
        self._lock = threading.Lock()
        self._decks: dict[tuple[str, str], Deck] = {}

    def find(self, language: str, edition: str, parts: int, seat: str) -> Deck:
        """Return the deck of `parts` parts in this language. Raises NotAdmitted or Unreachable."""
        with self._lock:
            key = (language, edition)
            if key not in self._decks:
                self._decks[key] = self._fetch(language, edition, parts, seat)
            return self._decks[key]

    def _fetch(self, language: str, edition: str, parts: int, seat: str) -> Deck:
        slides = [
            slide
            for part in range(parts)
            for slide in self._http.deck(self._code, language, part, edition, seat)["slides"]
        ]
        polls = [slide["poll"] for slide in slides if slide["poll"] is not None]
        return Deck(len(slides), {poll["poll"]: poll for poll in polls})
