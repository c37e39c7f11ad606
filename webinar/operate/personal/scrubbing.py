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
    """Known values about people: names with their replacements, and values unique to a person.

    With `parts`, also look for values within longer texts: only for one person, not for thousands.
    """

    names: Mapping[str, str]
    unique: frozenset[str] = frozenset()
    parts: bool = True

    def scrub(self, value: Any) -> Any:
        """Return the same value without these names and unique values."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self.scrub(item) for item in value]
        if not isinstance(value, dict):
            return value
        names_person = any(isinstance(item, str) and item in self.names for item in value.values())
        return {
            self._text(key): "" if names_person and self._is_own(key, item) else self.scrub(item)
            for key, item in value.items()
        }

    def scrub_bytes(self, content: bytes) -> bytes:
        """Scrub a report: JSON keeps its spelling; in other content, replace the values as text."""
        try:
            document = msgspec.json.decode(content)
        except msgspec.DecodeError:
            for text in self._longest_first:
                content = content.replace(text.encode(), self._replacement(text).encode())
            return content
        scrubbed = self.scrub(document)
        return content if scrubbed == document else msgspec.json.encode(scrubbed)

    def _text(self, text: str) -> str:
        if text in self.names or text in self.unique:
            return self._replacement(text)
        for known_text in self._longest_first if self.parts else ():
            if len(known_text) >= _SHORTEST_PART and known_text in text:
                text = text.replace(known_text, self._replacement(known_text))
        return text

    @property
    def _longest_first(self) -> list[str]:
        return sorted({*self.names, *self.unique}, key=len, reverse=True)

    def _replacement(self, known_text: str) -> str:
        return self.names.get(known_text, ERASED_TEXT)

    @staticmethod
    def _is_own(key: str, value: Any) -> bool:
        return key in _OWN_FIELDS and isinstance(value, str)
