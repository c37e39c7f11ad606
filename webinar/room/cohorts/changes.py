"""Compares a roster with a file, to find the changes that an import will make. No database.

An empty cell keeps the known value. If a person or an organiser has corrected a name, an import
does not restore the old spelling.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from webinar.kit.name_keys import key_of
from webinar.room.cohorts.entries import LENGTHS, Entry
from webinar.room.cohorts.mapping import Read

Values = Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """A person who is or was on the roster; `corrected` are spellings that were replaced."""

    number: int
    values: Values
    is_off: bool = False
    corrected: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Changed:
    """A person's changes: `fields` has old and new values.

    If `returns` is true, the person had been taken off the roster, and comes back.
    """

    number: int
    entry: Entry
    fields: Mapping[str, tuple[str, str]]
    returns: bool = False

    @property
    def values(self) -> dict[str, str]:
        return {name: new for name, (_, new) in self.fields.items()}


@dataclass(frozen=True)
class Changes:
    """An import's changes.

    `missing` are the numbers of people who are not in the file; `same` counts unchanged people.
    """

    new: Sequence[Entry] = ()
    changed: Sequence[Changed] = ()
    same: int = 0
    missing: Sequence[int] = ()
    kept_names: Sequence[int] = field(default=())

    def digest(self, takes_off: bool) -> str:
        """Return a digest that is the same only for the same changes to the same roster."""
        told = [
            [msgspec.to_builtins(entry) for entry in self.new],
            [[one.number, one.returns, dict(one.fields)] for one in self.changed],
            self.same,
            list(self.missing),
            takes_off,
        ]
        return hashlib.sha256(msgspec.json.encode(told, order="deterministic")).hexdigest()


def compare(roster: Sequence[Known], read: Read) -> Changes:
    """Return the changes that importing these rows would make."""
    finder = _Finder(roster, read.entries)
    new: list[Entry] = []
    changed: list[Changed] = []
    found: set[int] = set()
    kept_names: list[int] = []
    same = 0
    for entry in read.entries:
        known = finder.find(entry)
        if known is None:
            new.append(entry)
            continue
        found.add(known.number)
        fields = _differences(known, entry)
        if "name" in fields and entry.name in known.corrected:
            del fields["name"]
            kept_names.append(known.number)
        if fields or known.is_off:
            changed.append(Changed(known.number, entry, fields, known.is_off))
        else:
            same += 1
    missing = [one.number for one in roster if not one.is_off and one.number not in found]
    return Changes(new, changed, same, missing, kept_names)


def _differences(known: Known, entry: Entry) -> dict[str, tuple[str, str]]:
    """Return old and new values of the changing fields. Fields empty in the file stay."""
    found = {}
    for name in LENGTHS:
        old, value = known.values[name], getattr(entry, name)
        if value and value != old:
            found[name] = (old, value)
    return found


class _Finder:
    """Finds an entry's person on the roster, by number, address or name; each person only once."""

    def __init__(self, roster: Sequence[Known], entries: Sequence[Entry]) -> None:
        # Prefer people on the roster to people taken off it.
        people = sorted(roster, key=lambda one: (one.is_off, one.number))
        self._taken: set[int] = set()
        self._by_id = _index((person.values["external_id"], person) for person in people)
        self._by_email = _index((person.values["email"], person) for person in people)
        self._by_name = _index((key, person) for person in people for key in _names(person))
        self._emails = _counted(entry.email for entry in entries)
        self._names = _counted(key_of(entry.name) for entry in entries)

    def find(self, entry: Entry) -> Known | None:
        for candidate in self._candidates(entry):
            if candidate.number not in self._taken:
                self._taken.add(candidate.number)
                return candidate
        return None

    def _candidates(self, entry: Entry) -> Iterable[Known]:
        key = key_of(entry.name)
        if entry.external_id:
            yield from self._by_id.get(entry.external_id, ())
        named = [one for one in self._by_name.get(key, ()) if self._may_be(one, entry)]
        mailed = self._by_email.get(entry.email, ()) if entry.email else ()
        yield from (one for one in mailed if one in named)
        # If a whole unit shares the address, only the name decides.
        if len(mailed) == 1 and self._emails[entry.email] == 1:
            yield from (one for one in mailed if self._may_be(one, entry) and _alike(one, entry))
        yield from (one for one in named if one.values["unit"] == entry.unit)
        if len(named) == 1 and self._names[key] == 1:
            yield from named

    @staticmethod
    def _may_be(one: Known, entry: Entry) -> bool:
        """Whether the two may be one person: different external numbers are different people."""
        return not (
            entry.external_id
            and one.values["external_id"]
            and one.values["external_id"] != entry.external_id
        )


def _alike(one: Known, entry: Entry) -> bool:
    """Whether the names may be spellings of one: two of their words begin alike."""
    words, others = key_of(one.values["name"]).split(), key_of(entry.name).split()
    return any(word[:3] == other[:3] for word in words for other in others)


def _names(one: Known) -> set[str]:
    return {key_of(name) for name in (one.values["name"], *one.corrected)}


def _index(pairs: Iterable[tuple[str, Known]]) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    for key, one in pairs:
        if key:
            found.setdefault(key, []).append(one)
    return found


def _counted(keys: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key in keys:
        found[key] = found.get(key, 0) + 1
    return found
