"""Moves the session to another slide. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from webinar.content.editions.content import module_in
from webinar.kit.errors import Refused
from webinar.live.slides import wire
from webinar.live.stage import actions as stage
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.floor import actions as floor


def move(change: Change, member: Person, slide: int) -> None:
    """Put everybody on this slide. Refused: `unknown_slide`, `floor_elsewhere`."""
    floor.check(change.room, member)
    slides = module_in(change.db, change.room).slides
    if not 0 <= slide < len(slides):
        raise Refused("unknown_slide")
    change.room.slide = slide
    change.record("slide.moved", member, slide=slide, id=slides[slide].id)
    change.announce(wire.SlideMoved(slide=slide))
    stage.clear(change, member)
