"""Messages of catching up, and what a member missed."""

from __future__ import annotations

from typing import Annotated

import msgspec

from webinar.room.engine.wire import Mutation


class CaughtUp(Mutation, frozen=True):
    """Note that the member has looked through what they missed, or has skipped it."""

    slides: Annotated[int, msgspec.Meta(ge=0, le=5000)]
    skipped: bool = False


class MissedPoll(msgspec.Struct, frozen=True):
    """A poll that opened and closed meanwhile, and its slide; null for one made on the spot."""

    poll: str
    slide: int | None


class MissedView(msgspec.Struct, frozen=True, kw_only=True):
    """Slides counted from 0, polls, and about how many minutes it takes to catch up with them."""

    slides: list[int]
    polls: list[MissedPoll]
    minutes: int
