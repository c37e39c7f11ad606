"""Merges lines of a file that name the same person. No database."""

from __future__ import annotations

from webinar.kit.name_keys import key_of
from webinar.room.cohorts.entries import LENGTHS, Entry, Problem


class Merger:
    """Collects entries; a later row of the same person is merged into the earlier one."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._places: dict[tuple[str, str], list[int]] = {}

    def add(self, entry: Entry) -> list[Problem]:
        """Add an entry; return its problems: it was merged, left out, or resembles another."""
        line = entry.lines[0]
        for place in self._places_of("id", entry.external_id):
            if key_of(self.entries[place].name) != key_of(entry.name):
                earlier_line = str(self.entries[place].lines[0])
                return [Problem(line, "same_id", earlier_line, is_left_out=True)]
            return self._merge(place, entry)
        problems: list[Problem] = []
        for place in self._places_of("name", key_of(entry.name)):
            earlier = self.entries[place]
            if entry.external_id and earlier.external_id:
                continue
            if " " not in entry.name and not (entry.email == earlier.email != ""):
                # A surname alone does not identify a person: families serve together.
                problems = [Problem(line, "same_name", str(earlier.lines[0]))]
                continue
            has_other_address = entry.email and earlier.email and entry.email != earlier.email
            if not has_other_address and (entry.email == earlier.email != ""):
                return self._merge(place, entry)
            if not has_other_address and entry.unit == earlier.unit:
                return self._merge(place, entry)
            problems = [Problem(line, "same_name", str(earlier.lines[0]))]
        for place in self._places_of("email", entry.email):
            if key_of(self.entries[place].name) != key_of(entry.name):
                problems = problems or [
                    Problem(line, "same_email", str(self.entries[place].lines[0]))
                ]
        self.entries.append(entry)
        self._index_entry(len(self.entries) - 1)
        return problems

    def _merge(self, place: int, entry: Entry) -> list[Problem]:
        earlier = self.entries[place]
        self.entries[place], differs = _merge_entries(earlier, entry)
        self._index_entry(place)
        code = "merged_differs" if differs else "merged"
        return [Problem(entry.lines[0], code, str(earlier.lines[0]))]

    def _places_of(self, kind: str, key: str) -> list[int]:
        return self._places.get((kind, key), []) if key else []

    def _index_entry(self, place: int) -> None:
        entry = self.entries[place]
        keys = (("id", entry.external_id), ("name", key_of(entry.name)), ("email", entry.email))
        for key in keys:
            places = self._places.setdefault(key, [])
            if place not in places:
                places.append(place)


def _merge_entries(earlier: Entry, later: Entry) -> tuple[Entry, bool]:
    """Return the earlier row, its gaps filled from the later, and whether the two disagree."""
    filled, differs = {}, False
    for field in LENGTHS:
        first, second = getattr(earlier, field), getattr(later, field)
        filled[field] = first or second
        differs = differs or bool(first and second and first != second and field != "name")
    return Entry(earlier.lines + later.lines, **filled), differs
