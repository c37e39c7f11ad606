"""The states that may follow each state of a step. Every move is checked here. No database."""

from __future__ import annotations

from collections.abc import Mapping

from webinar.kit.errors import Refused
from webinar.live.steps.models import StepState as S

MOVES: Mapping[S, frozenset[S]] = {
    S.PROPOSED: frozenset({S.PUT, S.AGREED, S.DROPPED}),
    # A step goes back to the list if a host takes it back or puts another, or the session ends.
    S.PUT: frozenset({S.CLOSED, S.PROPOSED, S.DROPPED}),
    S.CLOSED: frozenset({S.AGREED, S.PROPOSED}),
    # Only a host who overrules the outcome, with a reason, moves a step back to the list.
    S.AGREED: frozenset({S.OWNED, S.PROPOSED, S.DROPPED}),
    S.OWNED: frozenset({S.IN_PROGRESS, S.DONE, S.BLOCKED, S.AGREED, S.PROPOSED, S.DROPPED}),
    S.IN_PROGRESS: frozenset({S.DONE, S.BLOCKED, S.DROPPED}),
    S.BLOCKED: frozenset({S.IN_PROGRESS, S.DONE, S.DROPPED}),
    # A step that was reported done too early is in progress again.
    S.DONE: frozenset({S.IN_PROGRESS}),
    S.DROPPED: frozenset({S.PROPOSED}),
}

# The states of steps that were agreed and live on after the session, and of those still to do.
FOLLOWED = frozenset({S.AGREED, S.OWNED, S.IN_PROGRESS, S.BLOCKED, S.DONE})
UNDONE = FOLLOWED - {S.DONE}
# Until a step is decided, its wording may change.
UNDECIDED = frozenset({S.PROPOSED, S.PUT})


def check_move(before: S, after: S, code: str = "step_move") -> None:
    """Raise `Refused(code)` if `after` may not follow `before`."""
    if after not in MOVES[before]:
        raise Refused(code)
