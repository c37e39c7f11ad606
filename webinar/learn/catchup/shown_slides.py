"""The slides shown in a session, their times, and those that a member missed. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit import clock
from webinar.kit.intervals import Stretch, presence
from webinar.learn.catchup import absences
from webinar.live.polls.models import Poll
from webinar.live.polls.queries import polls_of
from webinar.live.slides.plan import slide_visits, with_breaks
from webinar.room.cohorts.queries import is_forgotten
from webinar.room.rooms.models import Room, RoomState

NO_SLIDE = -1


class ShownSlides:
    """The slides shown in a session from its start to its end, or to now. They count from 0."""

    def __init__(self, db: Session, room: Room, begin: datetime, end: datetime) -> None:
        self.begin, self.end = begin, end
        self._stays = with_breaks(slide_visits(db, room), module_in(db, room))
        # Nobody has missed the slide that is shown now.
        self._current = room.slide if room.state is RoomState.LIVE else NO_SLIDE
        self._db, self._room = db, room

    def away(self, presences: Iterable[Stretch]) -> list[Stretch]:
        """Return the absences of a participant who was present in these stretches, in order.

        They may have come late, been away in between, or left early.
        """
        stretches = presence(presences, self.begin, self.end).stretches
        return absences.absences(stretches, self.begin, self.end)

    def missed_slides(self, away: Sequence[Stretch]) -> list[int]:
        """Return the slides that a participant with these absences missed."""
        return absences.missed_slides(self._stays, away, away, self.end, self._current)

    def missed_polls(self, away: Sequence[Stretch]) -> list[Poll]:
        """Return the polls that opened and closed during these absences, in their order."""
        return [
            poll
            for poll in polls_of(self._db, self._room)
            if poll.opened_at
            and poll.closed_at
            and absences.is_missed(poll.opened_at, poll.closed_at, away)
        ]

    def seconds(self) -> Mapping[int, float]:
        """Return the seconds for which each slide was shown, breaks left out."""
        times: dict[int, timedelta] = defaultdict(timedelta)
        ends = [*(stay.at for stay in self._stays[1:]), self.end]
        for (at, slide), end in zip(self._stays, ends, strict=True):
            if slide is not None:
                times[slide] += max(timedelta(), end - at)
        return {slide: time.total_seconds() for slide, time in times.items()}


def shown_slides_of(db: Session, room: Room, now: datetime | None = None) -> ShownSlides | None:
    """Return the slides shown; None before the start, if called off, or if attendance is purged."""
    if room.started_at is None or room.state is RoomState.PLANNED or is_forgotten(db, room):
        return None
    return ShownSlides(db, room, room.started_at, room.ended_at or now or clock.now())
