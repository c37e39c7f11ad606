"""Refused commands: counted since this process began, and logged at debug level with their codes.

So an operator can tell why a vote was refused. No names and nothing that was typed.
"""

from __future__ import annotations

import logging
from collections import Counter

from webinar.room.engine.registry import COMMANDS, QUERIES

log = logging.getLogger(__name__)

_counts: Counter[tuple[str, str]] = Counter()


def note_refusal(name: str, code: str, room_id: int, member_id: int) -> None:
    """Count that this command or query was refused with this code."""
    # A client may name anything: what we do not know is counted together.
    known = name if name in COMMANDS or name in QUERIES else "unknown"
    _counts[known, code] += 1
    # Nothing may tell whose an anonymous question was, this line neither.
    is_traceless = name in COMMANDS and COMMANDS[name].is_traceless
    whose = "somebody" if is_traceless else f"member {member_id}"
    log.debug("%s of %s in room %d was refused: %s", known, whose, room_id, code)


def refusals() -> dict[str, int]:
    """Return the number of refusals, most frequent first, by the command and the code.

    A key is like `poll.vote poll_not_open`.
    """
    return {f"{name} {code}": count for (name, code), count in _counts.most_common()}
