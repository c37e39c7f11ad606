"""Messages and broadcasts of slides. A move is a number: the deck is fetched once, over HTTP."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from webinar.room.engine.wire import Broadcast, Mutation


class GoToSlide(Mutation, frozen=True):
    """Show everybody this slide, counted from 0."""

    slide: Annotated[int, msgspec.Meta(ge=0, le=9999)]


class SlideMoved(Broadcast, frozen=True):
    """The presenter is on this slide, counted from 0."""

    name: ClassVar[str] = "slide.moved"

    slide: int
