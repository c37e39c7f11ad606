"""Counts refused commands since this process began, and logs their codes at debug level.

An operator can thus tell why a vote was refused. The log contains no names and no typed text.
"""

from __future__ import annotations

import logging
from collections import Counter

from webinar.room.engine.link_registry import LINK_EVENTS
from webinar.room.engine.registry import COMMANDS, QUERIES

log = logging.getLogger(__name__)

_counts: Counter[tuple[str, str]] = Counter()


def note_refusal(name: str, code: str, room_id: int, member_id: int) -> None:
    """Count that this command or query was refused with this code."""
    # A client may send any name, so unknown names are counted together.
    is_known = any(name in names for names in (COMMANDS, QUERIES, LINK_EVENTS))
    label = name if is_known else "unknown"
    _counts[label, code] += 1
    # Nothing may reveal who asked an anonymous question, not even this line.
    is_traceless = name in COMMANDS and COMMANDS[name].is_traceless
    sender = "somebody" if is_traceless else f"member {member_id}"
    log.debug("%s of %s in room %d was refused: %s", label, sender, room_id, code)


def refusals() -> dict[str, int]:
    """Return the number of refusals by command and code, most frequent first.

    A key looks like `poll.vote poll_not_open`.
    """
    return {f"{name} {code}": count for (name, code), count in _counts.most_common()}
