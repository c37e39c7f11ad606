"""Commands of the stage, and its part of the snapshot."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.live.change import Change
from webinar.live.registry import Reader, command, part
from webinar.live.wire import Bare
from webinar.permissions import Can
from webinar.rooms.models import Member, Room
from webinar.stage import actions, wire


@command("stage.show", needs=Can.RUN_STAGE, message=wire.ShowOnStage)
def show(change: Change, member: Member, message: wire.ShowOnStage) -> None:
    actions.show(change, member, message.kind, message.key)


@command("stage.clear", needs=Can.RUN_STAGE, message=Bare)
def clear(change: Change, member: Member, _message: Bare) -> None:
    actions.clear(change, member)


@part("stage")
def stage_part(_db: Session, room: Room, _reader: Reader) -> wire.StageView:
    return wire.stage_view(room)
