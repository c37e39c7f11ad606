"""Commands of the stage, and its part of the snapshot."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.kit.permissions import Can
from webinar.live.stage import actions, wire
from webinar.room.engine.change import Change
from webinar.room.engine.registry import Reader, command, part
from webinar.room.engine.wire import Bare
from webinar.room.floor.acts import tell_hosts_of
from webinar.room.rooms.models import Member, Room

tell_hosts_of("stage.shown")


@command("stage.show", needs=Can.RUN_STAGE, message=wire.ShowOnStage)
def show(change: Change, member: Member, message: wire.ShowOnStage) -> None:
    actions.show(change, member, message.kind, message.key)


@command("stage.clear", needs=Can.RUN_STAGE, message=Bare)
def clear(change: Change, member: Member, _message: Bare) -> None:
    """Show the slide on the stage again. Does nothing if the stage shows it already."""
    actions.clear(change, member)


@part("stage")
def stage_part(_db: Session, room: Room, _reader: Reader) -> wire.StageView:
    return wire.stage_view(room)
