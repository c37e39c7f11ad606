"""What happens too often to be written down each time: counted here, and written once a minute.

Failed sign-ins, refusals and limits, which somebody could bring about as often as they like, must
neither fill the audit log nor wait for the disk. `upkeep` writes what was `taken`.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

# A minute with more of them than this is a flood: the rest is counted together.
MOST = 200


class Noticed(NamedTuple):
    kind: str
    user_id: int | None
    detail: tuple[tuple[str, int | str], ...]
    times: int


_Key = tuple[str, int | None, tuple[tuple[str, int | str], ...]]
_counts: Counter[_Key] = Counter()


def notice(kind: str, user_id: int | None = None, **detail: int | str) -> None:
    """Count it. `detail`: ids, codes and hashes, as in the audit log."""
    key: _Key = (kind, user_id, tuple(sorted(detail.items())))
    if key not in _counts and len(_counts) >= MOST:
        key = (kind, None, (("others", 1),))
    _counts[key] += 1


def taken() -> list[Noticed]:
    """What was counted since the last time."""
    found = [Noticed(*key, times) for key, times in _counts.items()]
    _counts.clear()
    return found
