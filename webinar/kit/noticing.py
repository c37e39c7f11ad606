"""Events too frequent to be written down each time: counted here, and written once a minute.

An attacker could cause failed sign-ins, refusals and limits as often as they like, so these must
neither fill the audit log nor wait for the disk. `upkeep` writes what `take_counts` returns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

# More different events than this in a minute are a flood: the rest is counted together.
MOST = 200


class Noticed(NamedTuple):
    kind: str
    user_id: int | None
    detail: tuple[tuple[str, int | str], ...]
    times: int


_Key = tuple[str, int | None, tuple[tuple[str, int | str], ...]]
_counts: Counter[_Key] = Counter()


def notice(kind: str, user_id: int | None = None, **detail: int | str) -> None:
    """Count one event. `detail` holds ids, codes and hashes, as in the audit log."""
    _count((kind, user_id, tuple(sorted(detail.items()))), 1)


def take_counts() -> list[Noticed]:
    """The counts since the last call."""
    global _counts
    # The counter is replaced in one step: other threads go on counting.
    counts, _counts = _counts, Counter()
    return [Noticed(*key, times) for key, times in counts.items()]


def give_back(counts: Iterable[Noticed]) -> None:
    """Count these events again, since they could not be written down."""
    for kind, user_id, detail, times in counts:
        _count((kind, user_id, detail), times)


def _count(key: _Key, times: int) -> None:
    if key not in _counts and len(_counts) >= MOST:
        key = (key[0], None, (("others", 1),))
    _counts[key] += times
