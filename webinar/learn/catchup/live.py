"""The slides shown in a session and their times, and a member's missed part of it. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit import clock
from webinar.kit.intervals import Stretch, presence
from webinar.learn.catchup import missed
from webinar.live.polls.models import Poll
from webinar.live.polls.queries import polls_of
from webinar.live.slides.plan import slide_visits, with_breaks
from webinar.room.cohorts.queries import is_forgotten
from webinar.room.rooms.models import Room, RoomState

NO_SLIDE = -1


class Shown:
    """A session from its start to its end, or to now. Slides are counted from 0."""

    def __init__(self, db: Session, room: Room, begin: datetime, end: datetime) -> None:
        self.begin, self.end = begin, end
        self._stays = with_breaks(slide_visits(db, room), module_in(db, room))
        # Nobody has missed the slide that is shown now.
        self._here = room.slide if room.state is RoomState.LIVE else NO_SLIDE
        self._db, self._room = db, room

    def away(self, there: Iterable[Stretch]) -> list[Stretch]:
        """Return the absences of a participant who was there at these times.

        They may have come late, been away in between, or left early.
        """
        seen = presence(there, self.begin, self.end).stretches
        return missed.absences(seen, self.begin, self.end)

    def missed_slides(self, away: Sequence[Stretch]) -> list[int]:
        return missed.missed_slides(self._stays, away, away, self.end, self._here)

    def missed_polls(self, away: Sequence[Stretch]) -> list[Poll]:
        """Return the missed polls that were opened and are over, in their order."""
        return [
            poll
            for poll in polls_of(self._db, self._room)
            if poll.opened_at
            and poll.closed_at
            and missed.is_missed(poll.opened_at, poll.closed_at, away)
        ]

    def seconds(self) -> Mapping[int, float]:
        """Return the seconds for which each slide was shown, breaks left out."""
        found: dict[int, timedelta] = defaultdict(timedelta)
        ends = [*(later.at for later in self._stays[1:]), self.end]
        for (at, slide), end in zip(self._stays, ends, strict=True):
            if slide is not None:
                found[slide] += max(timedelta(), end - at)
        return {slide: one.total_seconds() for slide, one in found.items()}


def shown_in(db: Session, room: Room, now: datetime | None = None) -> Shown | None:
    """Return the slides shown; None before the start, if called off, or if attendance is purged."""
    if room.started_at is None or room.state is RoomState.PLANNED or is_forgotten(db, room):
        return None
    return Shown(db, room, room.started_at, room.ended_at or now or clock.now())
