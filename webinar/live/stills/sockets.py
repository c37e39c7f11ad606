"""The command that takes a picture away, the part of the snapshot, and what happens by itself."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.kit.permissions import Can
from webinar.live.stage.kinds import stage_kind, stage_left
from webinar.live.stills import actions, queries, wire
from webinar.live.stills.wire import StillKind
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_due, on_ended
from webinar.room.engine.registry import Reader, command, part
from webinar.room.rooms.models import Member, Room, RoomState


@command("still.remove", needs=Can.RUN_STAGE, message=wire.RemoveStill)
def remove(change: Change, member: Member, message: wire.RemoveStill) -> None:
    actions.remove(change, member, message.kind)


@on_due(actions.LAPSE)
def lapse(change: Change, kind: str) -> None:
    actions.lapse(change, kind)


on_ended(actions.end)
stage_left(StillKind.SCREEN.value)(actions.leave_stage)


@part("stills")
def stills_part(db: Session, room: Room, _reader: Reader) -> dict[str, wire.StillView] | None:
    """Return the pictures that are shown now, by kind; None if there is none."""
    if room.state is not RoomState.LIVE:
        return None
    return queries.still_views(db, room) or None


@stage_kind(StillKind.SCREEN.value)
def is_shown(db: Session, room: Room, key: str) -> bool:
    return queries.is_shown(db, room, StillKind.SCREEN.value, key)
