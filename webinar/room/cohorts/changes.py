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
class RosterPerson:
    """A person who is or was on the roster; `replaced_names` are its earlier spellings."""

    number: int
    values: Values
    is_off: bool = False
    replaced_names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PersonChange:
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
    `kept_names` are the numbers of people whose corrected names stay.
    """

    new: Sequence[Entry] = ()
    changed: Sequence[PersonChange] = ()
    same: int = 0
    missing: Sequence[int] = ()
    kept_names: Sequence[int] = field(default=())

    def digest(self, takes_off: bool) -> str:
        """Return a digest that is the same only for the same changes to the same roster."""
        content = [
            [msgspec.to_builtins(entry) for entry in self.new],
            [[change.number, change.returns, dict(change.fields)] for change in self.changed],
            self.same,
            list(self.missing),
            takes_off,
        ]
        return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()


def compare(roster: Sequence[RosterPerson], read: Read) -> Changes:
    """Return the changes that importing these rows would make."""
    finder = _Finder(roster, read.entries)
    new: list[Entry] = []
    changed: list[PersonChange] = []
    found_numbers: set[int] = set()
    kept_names: list[int] = []
    same = 0
    for entry in read.entries:
        person = finder.find(entry)
        if person is None:
            new.append(entry)
            continue
        found_numbers.add(person.number)
        fields = _differences(person, entry)
        if "name" in fields and entry.name in person.replaced_names:
            del fields["name"]
            kept_names.append(person.number)
        if fields or person.is_off:
            changed.append(PersonChange(person.number, entry, fields, person.is_off))
        else:
            same += 1
    missing = [
        person.number
        for person in roster
        if not person.is_off and person.number not in found_numbers
    ]
    return Changes(new, changed, same, missing, kept_names)


def _differences(person: RosterPerson, entry: Entry) -> dict[str, tuple[str, str]]:
    """Return old and new values of the changing fields. Fields empty in the file stay."""
    differences = {}
    for name in LENGTHS:
        old, value = person.values[name], getattr(entry, name)
        if value and value != old:
            differences[name] = (old, value)
    return differences


class _Finder:
    """Finds an entry's person on the roster, by number, address or name; each person only once."""

    def __init__(self, roster: Sequence[RosterPerson], entries: Sequence[Entry]) -> None:
        # Prefer people on the roster to people taken off it.
        people = sorted(roster, key=lambda person: (person.is_off, person.number))
        self._taken: set[int] = set()
        self._by_id = _index((person.values["external_id"], person) for person in people)
        self._by_email = _index((person.values["email"], person) for person in people)
        self._by_name = _index((key, person) for person in people for key in _names(person))
        self._emails = _counts(entry.email for entry in entries)
        self._names = _counts(key_of(entry.name) for entry in entries)

    def find(self, entry: Entry) -> RosterPerson | None:
        for candidate in self._candidates(entry):
            if candidate.number not in self._taken:
                self._taken.add(candidate.number)
                return candidate
        return None

    def _candidates(self, entry: Entry) -> Iterable[RosterPerson]:
        key = key_of(entry.name)
        if entry.external_id:
            yield from self._by_id.get(entry.external_id, ())
        namesakes = [
            candidate for candidate in self._by_name.get(key, ()) if self._may_be(candidate, entry)
        ]
        by_address = self._by_email.get(entry.email, ()) if entry.email else ()
        yield from (candidate for candidate in by_address if candidate in namesakes)
        # If a whole unit shares the address, only the name decides.
        if len(by_address) == 1 and self._emails[entry.email] == 1:
            yield from (
                candidate
                for candidate in by_address
                if self._may_be(candidate, entry) and _are_names_alike(candidate, entry)
            )
        yield from (candidate for candidate in namesakes if candidate.values["unit"] == entry.unit)
        if len(namesakes) == 1 and self._names[key] == 1:
            yield from namesakes

    @staticmethod
    def _may_be(person: RosterPerson, entry: Entry) -> bool:
        """Whether the two may be one person: different external numbers are different people."""
        return not (
            entry.external_id
            and person.values["external_id"]
            and person.values["external_id"] != entry.external_id
        )


def _are_names_alike(person: RosterPerson, entry: Entry) -> bool:
    """Whether both may be spellings of one name: some of their words begin alike."""
    words, others = key_of(person.values["name"]).split(), key_of(entry.name).split()
    return any(word[:3] == other[:3] for word in words for other in others)


def _names(person: RosterPerson) -> set[str]:
    return {key_of(name) for name in (person.values["name"], *person.replaced_names)}


def _index(pairs: Iterable[tuple[str, RosterPerson]]) -> dict[str, list[RosterPerson]]:
    index: dict[str, list[RosterPerson]] = {}
    for key, person in pairs:
        if key:
            index.setdefault(key, []).append(person)
    return index


def _counts(keys: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return counts
