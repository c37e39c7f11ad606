"""The queries with which hosts see who has not answered yet."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.limits import READING
from webinar.kit.permissions import Can
from webinar.live.awaited import queries, wire
from webinar.live.polls.models import PollState
from webinar.live.polls.queries import find_poll
from webinar.live.steps.models import StepState
from webinar.live.steps.queries import find_step
from webinar.room.engine.registry import query
from webinar.room.rooms.models import Member, Room


@query("awaited.poll", needs=Can.MODERATE, message=wire.AskPoll, limit=READING)
def awaited_in_poll(
    db: Session, room: Room, _member: Member, message: wire.AskPoll
) -> dict[str, Any]:
    """The people who have not answered this open poll, as `awaited`; refused if it is anonymous.

    `here` counts those who are here. `members` are the numbers of those known by name, here or not,
    up to 300, and `more` counts the others. `halls` are the halls that raised hands, each with its
    name (`hall`), how many `people` could and how many `hands` did: nobody knows whose.
    """
    poll = find_poll(db, room, message.poll)
    if poll is None:
        raise Refused("unknown_poll")
    if poll.is_anonymous:
        raise Refused("not_allowed")
    if poll.state is not PollState.OPEN:
        raise Refused("poll_not_open")
    return {"awaited": msgspec.to_builtins(queries.awaited_in_poll(db, room, poll))}


@query("awaited.step", needs=Can.MODERATE, message=wire.AskStep, limit=READING)
def awaited_in_step(
    db: Session, room: Room, _member: Member, message: wire.AskStep
) -> dict[str, Any]:
    """The people who have not answered the step that is put, as in `awaited.poll`."""
    step = find_step(db, room, message.step)
    if step is None:
        raise Refused("unknown_step")
    if step.state is not StepState.PUT:
        raise Refused("step_not_put")
    return {"awaited": msgspec.to_builtins(queries.awaited_in_step(db, room, step))}
