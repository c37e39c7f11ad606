"""Commands of the recording, what happens at its start and end, and its part of the snapshot."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.kit.permissions import Can
from webinar.live.recording import actions, queries, wire
from webinar.live.recording.models import SpanEnding
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_due, on_ended, on_started
from webinar.room.engine.registry import Reader, command, part
from webinar.room.rooms.models import Member, Room

on_ended(actions.end)


@on_started
def begin(change: Change, _host: Member) -> None:
    actions.begin(change)


@command("recording.pause", needs=Can.RUN_ROOM, message=wire.PauseRecording)
def pause(change: Change, member: Member, _message: wire.PauseRecording) -> None:
    actions.pause(change, member)


@command("recording.resume", needs=Can.RUN_ROOM, message=wire.ResumeRecording)
def resume(change: Change, member: Member, _message: wire.ResumeRecording) -> None:
    actions.resume(change, member)


@on_due(actions.STOPPED)
def stop(change: Change, ending: str) -> None:
    actions.stop(change, SpanEnding(ending))


@part("recording")
def recording_part(db: Session, room: Room, _reader: Reader) -> wire.RecordingView | None:
    """Return whether the voice is recorded; None if it is not, and is not going to be."""
    state = queries.state_of(db, room)
    return None if state == "off" else wire.RecordingView(state)
