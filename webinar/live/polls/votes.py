"""A vote before it is stored, with its voter and the fields of its poll that voting needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from webinar.content.lessons.poll_kinds import PollKind
from webinar.live.polls import wire
from webinar.live.polls.models import PollState
from webinar.room.engine.cache import Person


@dataclass(frozen=True, slots=True)
class Paper:
    """The fields of a poll that voting needs. `options` are ids by key, in their order."""

    options: Mapping[str, int]
    id: int
    key: str
    state: PollState
    kind: PollKind
    is_anonymous: bool
    may_abstain: bool
    points: int
    opened_at: datetime | None


class Cast(NamedTuple):
    """A vote that passed the checks of its poll."""

    paper: Paper
    person: Person
    vote: wire.Vote
