"""The session of a report: its times, in its own time zone, and when its figures become final."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from webinar.kit.files.tables import Cell, clean
from webinar.live.presence.finality import final_at, is_final
from webinar.room.rooms.models import Room, RoomState

# Part of the name of a file whose figures may still change: not every layout has room for a note.
NOT_FINAL = "not-final"


@dataclass(frozen=True)
class ReportedSession:
    """The session. `as_of` is its end, or now if it has not ended.

    `final_at` is the time at which the figures of an ended session become final; `seconds_left` is
    the time until then, 0 once they are final.
    """

    code: str
    title: str
    state: RoomState
    zone: ZoneInfo
    planned_minutes: int
    planned_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    as_of: datetime
    final_at: datetime | None = None
    seconds_left: int = 0

    @property
    def is_final(self) -> bool:
        """Whether the same questions will always get the same figures; see `finality.is_final`."""
        return self.final_at is not None and not self.seconds_left

    def head(self) -> Mapping[str, Cell]:
        """Return the description of the session that a download contains."""
        return {
            "code": self.code,
            "title": clean(self.title),
            "state": self.state.value,
            "time_zone": self.zone.key,
            "planned_at": self.planned_at,
            "planned_minutes": self.planned_minutes,
            "started_at": self.started_at,
            "ended_at": self.ended_at,
            "as_of": self.as_of,
            "is_final": self.is_final,
        }


def reported_session(room: Room, now: datetime) -> ReportedSession:
    return ReportedSession(
        code=room.code,
        title=room.title,
        state=room.state,
        zone=zone_named(room.time_zone),
        planned_minutes=room.planned_minutes,
        planned_at=room.planned_at,
        started_at=room.started_at,
        ended_at=room.ended_at,
        as_of=room.ended_at or now,
        final_at=(final := final_at(room)),
        seconds_left=0 if final is None or is_final(room, now) else _seconds_until(final, now),
    )


def _seconds_until(at: datetime, now: datetime) -> int:
    """Return whole seconds, rounded up and never 0: after them, the instant has passed."""
    return math.floor((at - now).total_seconds()) + 1


def zone_named(name: str) -> ZoneInfo:
    """Return the zone, or UTC if it no longer exists: the report must still be readable."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
