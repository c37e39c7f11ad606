"""Which state of a step may follow which: whatever moves one asks here. No database."""

from __future__ import annotations

from collections.abc import Mapping

from webinar.kit.errors import Refused
from webinar.steps.models import StepState as S

MOVES: Mapping[S, frozenset[S]] = {
    S.PROPOSED: frozenset({S.PUT, S.AGREED, S.DROPPED}),
    # Back to the list where another is put, the wording changes or the session ends.
    S.PUT: frozenset({S.CLOSED, S.PROPOSED, S.DROPPED}),
    S.CLOSED: frozenset({S.AGREED, S.PROPOSED}),
    # Back to the list only by another outcome, which has its reason.
    S.AGREED: frozenset({S.OWNED, S.PROPOSED, S.DROPPED}),
    S.OWNED: frozenset({S.IN_PROGRESS, S.DONE, S.BLOCKED, S.AGREED, S.PROPOSED, S.DROPPED}),
    S.IN_PROGRESS: frozenset({S.DONE, S.BLOCKED, S.DROPPED}),
    S.BLOCKED: frozenset({S.IN_PROGRESS, S.DONE, S.DROPPED}),
    # What was called done too early.
    S.DONE: frozenset({S.IN_PROGRESS}),
    S.DROPPED: frozenset({S.PROPOSED}),
}

# What has been agreed and is alive after the session, and what of it is still to be done.
FOLLOWED = frozenset({S.AGREED, S.OWNED, S.IN_PROGRESS, S.BLOCKED, S.DONE})
UNDONE = FOLLOWED - {S.DONE}
# Before anything was decided: the words may still change.
OPEN = frozenset({S.PROPOSED, S.PUT})


def check_move(before: S, after: S, code: str = "step_move") -> None:
    """Raises `Refused(code)` where this may not follow."""
    if after not in MOVES[before]:
        raise Refused(code)
