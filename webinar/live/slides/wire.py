"""Messages and broadcasts of slides. A move is a number: the deck is fetched once, over HTTP."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec
from msgspec import UNSET, UnsetType

from webinar.room.engine.wire import Broadcast, Mutation, PartChange
from webinar.room.rooms.numbering import SlideNumber


class GoToSlide(Mutation, frozen=True):
    """Show everybody this slide, counted from 0.

    `revealed` is how many items to show, on a slide that reveals its lists item by item; without
    it, all are shown.
    """

    slide: SlideNumber
    revealed: Annotated[int, msgspec.Meta(ge=0, le=9999)] | UnsetType = UNSET


class NameSlides(Mutation, frozen=True):
    """The numbers of slides, counted from 0."""

    slides: Annotated[list[SlideNumber], msgspec.Meta(min_length=1, max_length=1000)]


class SlideMoved(Broadcast, frozen=True):
    """The presenter is on this slide, counted from 0.

    `revealed` is how many of its items are shown so far; it is left out if the slide shows all at
    once.
    """

    name: ClassVar[str] = "slide.moved"

    slide: int
    revealed: int | UnsetType = UNSET


class HiddenView(msgspec.Struct, frozen=True):
    """The slides that Back and Next pass over in this session, in order; they count from 0.

    Numbers and the deck stay as they are, and a host may still move to a hidden slide.
    """

    slides: list[int]


class SlidesHidden(PartChange, frozen=True, kw_only=True):
    """Hosts have hidden slides, or shown them again: all that are hidden now."""

    name: ClassVar[str] = "slide.hidden"
    part: ClassVar[str] = "slides_hidden"

    set: HiddenView
