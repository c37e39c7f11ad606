"""Compares people who joined with the members that are stored. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from bench.audit.discrepancy import Discrepancy


class StoredMember(NamedTuple):
    number: int
    name: str
    language: str
    seats: int


def audit_joins(
    joined: Mapping[int, tuple[str, str]],
    members: Sequence[StoredMember],
    others: Collection[str] = (),
) -> None:
    """Hold each person who joined to being stored once, with one seat, as they typed it.

    `joined` has (name, language) by member number. `others` are names of people who came, but were
    cut off: each may be stored once, or not. Raises `Discrepancy`.
    """
    by_number = {member.number: member for member in members}
    for number, (name, language) in joined.items():
        member = by_number.get(number)
        if member is None:
            raise Discrepancy(f"lost: {name} joined as member {number}, who is not stored")
        if (member.name, member.language, member.seats) != (name, language, 1):
            raise Discrepancy(f"{name} ({language}) joined once, but {member} is stored")
    names = Counter(member.name for member in members)
    if repeated := [name for name, count in names.items() if count > 1]:
        raise Discrepancy(f"twice: {repeated[:5]} are stored more than once")
    invented = names.keys() - {name for name, _ in joined.values()} - set(others)
    if invented:
        raise Discrepancy(f"{sorted(invented)[:5]} are stored, but never came")
