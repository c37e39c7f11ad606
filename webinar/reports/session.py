"""The session that a report is of: its times, in its own time zone, and until when it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from webinar.reports.tables import Cell, clean
from webinar.rooms.models import Room, RoomState


@dataclass(frozen=True)
class ReportedSession:
    """`as_of` is the end of the session, or now while there is none."""

    code: str
    title: str
    state: RoomState
    zone: ZoneInfo
    planned_minutes: int
    planned_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    as_of: datetime

    def head(self) -> Mapping[str, Cell]:
        """What a download says of its session."""
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
    )


def zone_named(name: str) -> ZoneInfo:
    """Zones are abolished now and then; a report must not fail for that."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
