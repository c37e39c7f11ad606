"""Messages and broadcasts of the presenter's marker, and its part of the snapshot."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

import msgspec

from webinar.room.engine.wire import Mutation, PartChange
from webinar.room.rooms.models import Room
from webinar.room.rooms.numbering import SlideNumber


class Marks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Marked passages of a slide, the same in every translation and on every screen.

    `marked` has the numbers of blocks, counted as in `Spot`; the slide has `blocks` of them.
    """

    slide: SlideNumber
    blocks: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    marked: Annotated[
        list[Annotated[int, msgspec.Meta(ge=0, le=999)]],
        msgspec.Meta(min_length=1, max_length=100),
    ]


class SetMarks(Mutation, frozen=True):
    """Mark these passages of the slide, and no others; null clears all marks."""

    marks: Marks | None = None


class MarkerView(msgspec.Struct, frozen=True):
    """The passages of the slide that the presenter has marked, or null."""

    marks: Marks | None


class MarkerChanged(PartChange, frozen=True):
    """Other passages are marked, or none, because the presenter cleared them or moved on."""

    name: ClassVar[str] = "marker.changed"
    part: ClassVar[str] = "marker"

    set: MarkerView


def marker_view(room: Room) -> MarkerView:
    stored: dict[str, Any] | None = room.marks
    return MarkerView(None if stored is None else Marks(slide=room.slide, **stored))
