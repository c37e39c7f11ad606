"""Messages about the people whose answer is awaited."""

from __future__ import annotations

import msgspec

from webinar.live.polls.wire import Key
from webinar.live.steps.messages import Number
from webinar.room.engine.wire import Message
from webinar.room.rooms.models import MemberNumber


class AskPoll(Message, frozen=True):
    """Name an open poll that is not anonymous."""

    poll: Key


class AskStep(Message, frozen=True):
    """Name the step that is put to everyone."""

    step: Number


class HallHandsView(msgspec.Struct, frozen=True, kw_only=True):
    """A show of hands in a hall: `hands` of `people` answered, and nobody knows which."""

    hall: str
    people: int
    hands: int


class AwaitedView(msgspec.Struct, frozen=True, kw_only=True):
    """The people who have not answered.

    `here` counts those who are here. `members` are the numbers of those known by name, here or
    not, up to 300, and `more` counts the others. People in a hall that raised hands are in `halls`.
    """

    here: int
    members: list[MemberNumber]
    more: int
    halls: list[HallHandsView]
