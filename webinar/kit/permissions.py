"""The permissions in a room: the one table that commands, pages and templates ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    HOST = "host"
    PRESENTER = "presenter"
    MODERATOR = "moderator"
    INTERPRETER = "interpreter"
    PARTICIPANT = "participant"


class Can(StrEnum):
    CHECK_IN = "check_in"
    FOLLOW = "follow"
    VOTE = "vote"
    TAKE_TESTS = "take_tests"
    PROPOSE_STEPS = "propose_steps"
    ANSWER_STEPS = "answer_steps"
    ASK = "ask"
    CHAT = "chat"
    SIGNAL = "signal"
    WRITE_NOTES = "write_notes"
    SEE_NOTES = "see_notes"
    SEE_PEOPLE = "see_people"
    SEE_RESULTS = "see_results"
    MODERATE = "moderate"
    TRANSLATE = "translate"
    CAPTION = "caption"
    SPEAK = "speak"
    ADMIT = "admit"
    ENTER_FOR_OTHERS = "enter_for_others"
    MOVE_SLIDES = "move_slides"
    RUN_STAGE = "run_stage"
    RUN_POLLS = "run_polls"
    RUN_STEPS = "run_steps"
    RUN_TIME = "run_time"
    RUN_GROUPS = "run_groups"
    RUN_ROOM = "run_room"


_PARTICIPANT = frozenset(
    {
        Can.CHECK_IN,
        Can.FOLLOW,
        Can.VOTE,
        Can.TAKE_TESTS,
        Can.PROPOSE_STEPS,
        Can.ANSWER_STEPS,
        Can.ASK,
        Can.CHAT,
        Can.SIGNAL,
        Can.WRITE_NOTES,
    }
)
# All roles but participants may see all this, speak, and write to everybody.
_HELPING = frozenset(
    {
        Can.CHECK_IN,
        Can.FOLLOW,
        Can.CHAT,
        Can.SPEAK,
        Can.SEE_NOTES,
        Can.SEE_PEOPLE,
        Can.SEE_RESULTS,
    }
)
_MODERATOR = _HELPING | {Can.MODERATE, Can.TRANSLATE, Can.ADMIT, Can.ENTER_FOR_OTHERS}
_RUNNING = _MODERATOR | {
    Can.PROPOSE_STEPS,
    Can.MOVE_SLIDES,
    Can.RUN_STAGE,
    Can.RUN_POLLS,
    Can.RUN_STEPS,
    Can.RUN_TIME,
    Can.RUN_GROUPS,
    Can.RUN_ROOM,
}

# People who run a session do not vote in it: the tally is the cohort's.
ABILITIES: Mapping[Role, frozenset[Can]] = {
    Role.HOST: _RUNNING,
    Role.PRESENTER: _RUNNING,
    Role.MODERATOR: _MODERATOR,
    Role.INTERPRETER: _HELPING | {Can.TRANSLATE, Can.CAPTION},
    Role.PARTICIPANT: _PARTICIPANT,
}

# Members who wait to be let in may say who they are, and ask how long it will take.
AT_THE_DOOR = frozenset({Can.CHECK_IN})

# The only commands of a browser that is the remote of a session and nothing else.
OF_REMOTES = frozenset(
    {
        "remote.snapshot",
        "slide.go",
        "floor.take",
        "floor.offer",
        "floor.decline",
        "poll.open",
        "poll.close",
        "step.put",
        "step.close",
        "stage.show",
        "stage.clear",
    }
)

# The roles in the hosts' audience.
HOST_ROLES = frozenset({Role.HOST, Role.PRESENTER, Role.MODERATOR, Role.INTERPRETER})
# Those whom an owner appoints. A host is an owner or co-owner: the role alone gives no access.
HELPER_ROLES = HOST_ROLES - {Role.HOST}


class HasRole(Protocol):
    @property
    def role(self) -> Role: ...


def can(member: HasRole | None, ability: Can) -> bool:
    """Whether the role of this member has the ability; False if there is no member."""
    return member is not None and ability in ABILITIES[member.role]


class HasSeat(HasRole, Protocol):
    @property
    def removed_at(self) -> datetime | None: ...
    @property
    def waits_since(self) -> datetime | None: ...


def may(member: HasSeat | None, ability: Can) -> bool:
    """Whether this member may do it now: a removed one may do nothing, a waiting one little."""
    if member is None or member.removed_at is not None:
        return False
    return can(member, ability) and (member.waits_since is None or ability in AT_THE_DOOR)
