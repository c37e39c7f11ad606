"""Messages and broadcasts of time: countdowns, breaks, a session that is made longer."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec

from webinar.kit.zones import local_time
from webinar.live.timing.models import Countdown, Runs
from webinar.room.engine.wire import Mutation, PartChange
from webinar.room.rooms.models import Room
from webinar.room.sessions.wire import instant

Minutes = Annotated[int, msgspec.Meta(ge=1, le=120)]
Label = Literal["group_work", "discussion", "exercise", "reading", "writing"]


class StartCountdown(Mutation, frozen=True):
    """Start an activity of `minutes` minutes, which replaces what is running."""

    minutes: Minutes
    label: Label = "group_work"


class StartBreak(Mutation, frozen=True):
    """Start a break of `minutes` minutes, or one that lasts until `until`.

    `until` is `HH:MM` as a clock shows it where the session is; "" leaves `minutes` in force.
    """

    minutes: Minutes = 15
    until: Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^$")] = ""


class AddTime(Mutation, frozen=True):
    """Add `minutes` minutes to the running countdown or break."""

    minutes: Annotated[int, msgspec.Meta(ge=1, le=30)] = 1


class ExtendSession(Mutation, frozen=True):
    """Add `minutes` minutes to the planned length of the session."""

    minutes: Annotated[int, msgspec.Meta(ge=5, le=60)] = 15


class NowView(msgspec.Struct, frozen=True, kw_only=True):
    """The running countdown (`activity`) or break. `ends_at` is by the server's clock.

    `clock` is the end as clocks show it where the session is; devices with old time zone tables
    would get that wrong.
    """

    kind: Runs
    label: str
    started_at: str
    ends_at: str
    clock: str


class TimingView(msgspec.Struct, frozen=True):
    """The running countdown or break, or null."""

    now: NowView | None


class MinutesView(msgspec.Struct, frozen=True):
    """The session's planned length from now on."""

    planned_minutes: int


class TimingChanged(PartChange, frozen=True, kw_only=True):
    """A countdown or break has started, has another end, or is over."""

    name: ClassVar[str] = "timing.changed"
    part: ClassVar[str] = "timing"

    set: TimingView


class RoomExtended(PartChange, frozen=True, kw_only=True):
    """The session's planned length has grown."""

    name: ClassVar[str] = "room.extended"
    part: ClassVar[str] = "room"

    set: MinutesView


def timing_view(room: Room, running: Countdown | None) -> TimingView:
    if running is None:
        return TimingView(None)
    return TimingView(
        NowView(
            kind=running.kind,
            label=running.label,
            started_at=instant(running.started_at),
            ends_at=instant(running.ends_at),
            clock=f"{local_time(running.ends_at, room.time_zone):%H:%M}",
        )
    )
