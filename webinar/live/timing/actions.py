"""Everything that changes the time of a session. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from webinar.kit.errors import Refused
from webinar.kit.zones import local_time
from webinar.live.timing import queries, wire
from webinar.live.timing.models import Countdown, Runs
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member
from webinar.room.rooms.planning import LONGEST_MINUTES

# Screens say that an activity's time is up for this long after its end.
TIME_UP_SHOWN = timedelta(seconds=30)
LONGEST_BREAK = timedelta(hours=4)

_DUE = "timing.end"


def start_countdown(change: Change, member: Member, label: str, minutes: int) -> None:
    """Begin an activity, in place of a running countdown or break."""
    ends_at = change.at + timedelta(minutes=minutes)
    _begin(change, member, Runs.ACTIVITY, label, ends_at)
    change.record("countdown.started", member, label=label, minutes=minutes)


def start_break(change: Change, member: Member, minutes: int, until: str) -> None:
    """Begin a break, in place of a running countdown or break. Refused: `break_too_long`."""
    ends_at = change.at + timedelta(minutes=minutes)
    if until:
        ends_at = _next_moment(change.at, until, change.room.time_zone)
    if ends_at - change.at > LONGEST_BREAK:
        raise Refused("break_too_long")
    _begin(change, member, Runs.BREAK, "", ends_at)
    change.record("break.started", member, until=ends_at.isoformat(timespec="seconds"))


def add(change: Change, member: Member, minutes: int) -> None:
    """Let the countdown or break end later; if its time is up, the minutes count from now.

    Refused: `nothing_runs`, `break_too_long`.
    """
    running = _find_running(change)
    running.ends_at = max(running.ends_at, change.at) + timedelta(minutes=minutes)
    if running.ends_at - running.started_at > LONGEST_BREAK:
        raise Refused("break_too_long")
    change.record(f"{_noun(running)}.extended", member, minutes=minutes)
    _announce(change, running)


def end(change: Change, member: Member) -> None:
    """End the running countdown or break at once. Refused: `nothing_runs`."""
    _finish(change, _find_running(change), member)


def end_in_time(change: Change) -> None:
    """End a countdown or break whose time is up, or whose session has ended."""
    running = queries.running(change.db, change.room)
    if running is not None:
        _finish(change, running, None)


def extend_session(change: Change, member: Member, minutes: int) -> None:
    """Plan more time for the session. Refused: `session_too_long`."""
    room = change.room
    if room.planned_minutes + minutes > LONGEST_MINUTES:
        raise Refused("session_too_long")
    room.planned_minutes += minutes
    change.record("room.extended", member, minutes=minutes)
    change.announce(wire.RoomExtended(set=wire.MinutesView(room.planned_minutes)))


def _begin(change: Change, member: Member, kind: Runs, label: str, ends_at: datetime) -> None:
    running = queries.running(change.db, change.room)
    if running is None:
        running = Countdown(room_id=change.room.id)
        change.db.add(running)
    else:
        change.record(f"{_noun(running)}.ended", member)
    running.kind, running.label = kind, label
    running.started_at, running.ends_at = change.at, ends_at
    _announce(change, running)


def _announce(change: Change, running: Countdown) -> None:
    change.db.flush()
    shown_after_end = TIME_UP_SHOWN if running.kind is Runs.ACTIVITY else timedelta(0)
    change.schedule(running.ends_at + shown_after_end, _DUE)
    change.announce(wire.TimingChanged(set=wire.timing_view(change.room, running)))


def _finish(change: Change, running: Countdown, member: Member | None) -> None:
    change.unschedule(_DUE)
    change.record(f"{_noun(running)}.ended", member)
    change.db.delete(running)
    change.db.flush()
    change.announce(wire.TimingChanged(set=wire.timing_view(change.room, None)))


def _find_running(change: Change) -> Countdown:
    running = queries.running(change.db, change.room)
    if running is None:
        raise Refused("nothing_runs")
    return running


def _noun(running: Countdown) -> str:
    return "break" if running.kind is Runs.BREAK else "countdown"


def _next_moment(now: datetime, clock: str, zone: str) -> datetime:
    """Return the next moment at which a clock in that time zone shows this time."""
    local_now = local_time(now, zone)
    local_end = datetime.combine(local_now.date(), time.fromisoformat(clock), local_now.tzinfo)
    if local_end <= local_now:
        local_end += timedelta(days=1)
    return local_end.astimezone(UTC)
