"""Who may do what in a room: the one table that commands, pages and templates ask."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    HOST = "host"
    PRESENTER = "presenter"
    INTERPRETER = "interpreter"
    PARTICIPANT = "participant"


class Can(StrEnum):
    FOLLOW = "follow"
    VOTE = "vote"
    PROPOSE_STEPS = "propose_steps"
    ANSWER_STEPS = "answer_steps"
    SEE_NOTES = "see_notes"
    SEE_PEOPLE = "see_people"
    SEE_RESULTS = "see_results"
    MOVE_SLIDES = "move_slides"
    RUN_POLLS = "run_polls"
    RUN_STEPS = "run_steps"
    RUN_ROOM = "run_room"


_PARTICIPANT = frozenset({Can.FOLLOW, Can.VOTE, Can.PROPOSE_STEPS, Can.ANSWER_STEPS})
_RUNNING = frozenset(
    {
        Can.FOLLOW,
        Can.PROPOSE_STEPS,
        Can.SEE_NOTES,
        Can.SEE_PEOPLE,
        Can.SEE_RESULTS,
        Can.MOVE_SLIDES,
        Can.RUN_POLLS,
        Can.RUN_STEPS,
        Can.RUN_ROOM,
    }
)

# Those who run a session do not vote in it: the tally is the cohort's.
ABILITIES: Mapping[Role, frozenset[Can]] = {
    Role.HOST: _RUNNING,
    Role.PRESENTER: _RUNNING,
    Role.INTERPRETER: frozenset({Can.FOLLOW, Can.SEE_NOTES, Can.SEE_PEOPLE, Can.SEE_RESULTS}),
    Role.PARTICIPANT: _PARTICIPANT,
}

# Who hears what is said to the hosts' audience.
HOST_ROLES = frozenset({Role.HOST, Role.PRESENTER, Role.INTERPRETER})


class HasRole(Protocol):
    @property
    def role(self) -> Role: ...


def can(member: HasRole | None, ability: Can) -> bool:
    """Whether this member may; nobody may nothing."""
    return member is not None and ability in ABILITIES[member.role]
