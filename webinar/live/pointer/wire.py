"""Messages of the presenter's pointer."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec
from msgspec import UNSET, UnsetType

from webinar.room.engine.wire import Message, PartState
from webinar.room.rooms.numbering import SlideNumber

# A part of a picture's width or height, from 0 to 1.
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Spot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place on a slide, the same in every translation and on every screen.

    `block` is the title (0), a paragraph, a list item, a row or a picture, in the order of the
    page; the slide has `blocks` of them. `x` and `y` are a place within a picture, as shares of its
    width from the left and its height from the top; without them, the whole block is marked.
    """

    slide: SlideNumber
    block: Annotated[int, msgspec.Meta(ge=0, le=999)]
    blocks: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    x: Share | UnsetType = UNSET
    y: Share | UnsetType = UNSET


class Point(Message, frozen=True):
    """Point at this place; null takes the pointer away."""

    spot: Spot | None = None


class PointerView(msgspec.Struct, frozen=True):
    """The place that the presenter points at, or null."""

    spot: Spot | None


class PointerMoved(PartState, frozen=True, kw_only=True):
    """The presenter points at another place, or at none. Screens drop it after 20 seconds."""

    name: ClassVar[str] = "pointer.moved"
    part: ClassVar[str] = "pointer"

    set: PointerView
