"""Removes a person from values that are stored whole: JSON, and reports in their exact spelling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from webinar.kit.erased_names import ERASED_TEXT

# In an object with a person's name, these fields are that person's, whatever they contain.
_OWN_FIELDS = frozenset({"rank", "position", "unit", "email", "phone", "external_id", "reason"})
# A shorter name would match parts of other words.
_SHORTEST_PART = 4


@dataclass(frozen=True)
class Known:
    """Values known of people: their names with the replacements, and the values unique to them.

    With `parts`, also look for these within longer texts: use it for one person, not for thousands.
    """

    names: Mapping[str, str]
    unique: frozenset[str] = frozenset()
    parts: bool = True

    def scrub(self, value: Any) -> Any:
        """Return the same value without these names and unique values."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self.scrub(one) for one in value]
        if not isinstance(value, dict):
            return value
        is_theirs = any(isinstance(one, str) and one in self.names for one in value.values())
        return {
            self._text(key): "" if is_theirs and self._is_own(key, one) else self.scrub(one)
            for key, one in value.items()
        }

    def scrub_bytes(self, content: bytes) -> bytes:
        """Scrub a report: JSON keeps its spelling; in other content, replace the values as text."""
        try:
            found = msgspec.json.decode(content)
        except msgspec.DecodeError:
            for text in self._longest_first:
                content = content.replace(text.encode(), self._instead(text).encode())
            return content
        scrubbed = self.scrub(found)
        return content if scrubbed == found else msgspec.json.encode(scrubbed)

    def _text(self, text: str) -> str:
        if text in self.names or text in self.unique:
            return self._instead(text)
        for known in self._longest_first if self.parts else ():
            if len(known) >= _SHORTEST_PART and known in text:
                text = text.replace(known, self._instead(known))
        return text

    @property
    def _longest_first(self) -> list[str]:
        return sorted({*self.names, *self.unique}, key=len, reverse=True)

    def _instead(self, known: str) -> str:
        return self.names.get(known, ERASED_TEXT)

    @staticmethod
    def _is_own(key: str, value: Any) -> bool:
        return key in _OWN_FIELDS and isinstance(value, str)
