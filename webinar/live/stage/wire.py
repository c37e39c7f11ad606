"""Messages and broadcasts of the stage, and its content."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from webinar.room.engine.wire import Mutation, PartChange
from webinar.room.rooms.models import Room


class ShowOnStage(Mutation, frozen=True):
    """Bring this to the stage: a kind of thing, and which one of it."""

    kind: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
    key: Annotated[str, msgspec.Meta(max_length=80)] = ""


class StageView(msgspec.Struct, frozen=True):
    """What is on the stage instead of the slide; both are null where it is the slide."""

    kind: str | None
    key: str | None


class StageChanged(PartChange, frozen=True):
    """Something was brought to the stage, or taken down."""

    name: ClassVar[str] = "stage.changed"
    part: ClassVar[str] = "stage"

    set: StageView


def stage_view(room: Room) -> StageView:
    return StageView(room.stage_kind, room.stage_key)
