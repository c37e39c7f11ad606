"""Messages and broadcasts of the stage, and its content."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from webinar.room.engine.wire import Mutation, PartChange
from webinar.room.rooms.models import Room


class ShowOnStage(Mutation, frozen=True):
    """Show something on the stage: its kind, and the key of the thing itself."""

    kind: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
    key: Annotated[str, msgspec.Meta(max_length=80)] = ""


class StageView(msgspec.Struct, frozen=True):
    """What the stage shows instead of the slide; both are null while it shows the slide."""

    kind: str | None
    key: str | None


class StageChanged(PartChange, frozen=True):
    """The stage shows something else."""

    name: ClassVar[str] = "stage.changed"
    part: ClassVar[str] = "stage"

    set: StageView


def stage_view(room: Room) -> StageView:
    return StageView(room.stage_kind, room.stage_key)
