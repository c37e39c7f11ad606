"""Commands of time, and its part of the snapshot."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.kit.permissions import Can
from webinar.live.timing import actions, queries, wire
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_due, on_ended
from webinar.room.engine.registry import Reader, command, part
from webinar.room.engine.wire import Bare
from webinar.room.floor.acts import tell_hosts_of
from webinar.room.rooms.models import Member, Room

on_ended(actions.end_in_time)
tell_hosts_of("countdown.started", "break.started")


@command("countdown.start", needs=Can.RUN_TIME, message=wire.StartCountdown)
def start_countdown(change: Change, member: Member, message: wire.StartCountdown) -> None:
    actions.start_countdown(change, member, message.label, message.minutes)


@command("break.start", needs=Can.RUN_TIME, message=wire.StartBreak)
def start_break(change: Change, member: Member, message: wire.StartBreak) -> None:
    actions.start_break(change, member, message.minutes, message.until)


@command("timing.add", needs=Can.RUN_TIME, message=wire.AddTime)
def add(change: Change, member: Member, message: wire.AddTime) -> None:
    actions.add(change, member, message.minutes)


@command("timing.end", needs=Can.RUN_TIME, message=Bare)
def end(change: Change, member: Member, _message: Bare) -> None:
    """End the running countdown or break at once."""
    actions.end(change, member)


@command("room.extend", needs=Can.RUN_TIME, message=wire.ExtendSession)
def extend_session(change: Change, member: Member, message: wire.ExtendSession) -> None:
    actions.extend_session(change, member, message.minutes)


@on_due("timing.end")
def time_is_up(change: Change, _key: str) -> None:
    actions.end_in_time(change)


@part("timing")
def timing_part(db: Session, room: Room, _reader: Reader) -> wire.TimingView:
    return wire.timing_view(room, queries.running(db, room))
