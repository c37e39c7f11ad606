"""Deals members into groups. Pure: the same seed gives the same groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from random import Random

from webinar.live.groups.models import Split


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person to deal into a group. A person on no roster has no `unit`."""

    member_id: int
    language: str
    unit: str = ""


def deal(people: Sequence[Candidate], split: Split, size: int, seed: int) -> list[list[int]]:
    """Return the member ids of each group; a group has about `size` people.

    A random split makes groups whose sizes differ by at most one. A split by language or unit does
    so within each language or unit. A person who is the only one with a language or unit joins the
    smallest group, so that nobody is alone. A split by hand starts with empty groups.
    """
    shuffled = list(people)
    # The order is no secret: it only has to be fair and repeatable.
    Random(seed).shuffle(shuffled)  # noqa: S311
    if split is Split.HAND:
        return [[] for _ in range(_group_count(len(people), size))]
    if split is Split.RANDOM:
        return _even_groups([person.member_id for person in shuffled], size)
    return _groups_by_key(shuffled, _UNIT if split is Split.UNIT else _LANGUAGE, size)


def latecomer_group(sizes: Mapping[int, int], speakers: Mapping[int, int]) -> int:
    """Choose the group for a latecomer among the groups in `sizes`.

    If some groups have speakers of the latecomer's language (`speakers`, by group), only these
    count. The smallest of them wins, and among equally small ones the first.
    """
    candidates = [group for group in sizes if speakers.get(group)] or list(sizes)
    return min(candidates, key=lambda group: (sizes[group], group))


_LANGUAGE: Callable[[Candidate], str] = attrgetter("language")
_UNIT: Callable[[Candidate], str] = attrgetter("unit")


def _groups_by_key(
    people: Sequence[Candidate], key: Callable[[Candidate], str], size: int
) -> list[list[int]]:
    """Group members who have the same key."""
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for person in people:
        by_key[key(person)].append(person.member_id)
    groups = [
        group
        for _key, members in sorted(by_key.items())
        if len(members) > 1
        for group in _even_groups(members, size)
    ]
    singles = [members[0] for _, members in sorted(by_key.items()) if len(members) == 1]
    if not groups:
        return _even_groups(singles, size)
    for member_id in singles:
        min(groups, key=len).append(member_id)
    return groups


def _even_groups(members: Sequence[int], size: int) -> list[list[int]]:
    count = _group_count(len(members), size)
    return [list(members[start::count]) for start in range(count)]


def _group_count(people: int, size: int) -> int:
    """Return the number of groups whose size comes nearest to `size`.

    A group has at least two people and at most one more than `size`.
    """
    nearest = (2 * people + size) // (2 * size)
    fewest = -(-people // (size + 1))
    return max(1, min(max(nearest, fewest), people // 2))
