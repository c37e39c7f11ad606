"""The room as a remote knows it: on a phone, without what it never shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Of polls, of which a remote says no more than how many have answered.
_LONG = frozenset({"texts", "why", "figures", "replies", "languages"})


def shortened(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """The same snapshot without the texts and results of polls; what was given stays as it is."""
    polls = [
        {key: value for key, value in poll.items() if key not in _LONG}
        for poll in snapshot["polls"]
    ]
    return {**snapshot, "polls": polls}
