"""Keeping editions and moving slides. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.floor import actions as floor
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.lessons.model import Module, content_hash, to_json
from webinar.live.cache import Person
from webinar.live.change import Change
from webinar.slides import wire
from webinar.slides.editions import module_in
from webinar.slides.models import Edition
from webinar.stage import actions as stage


def keep_edition(db: Session, module: Module) -> Edition:
    """The edition with this module's content, made if it is new."""
    digest = content_hash(module)
    edition = db.scalar(select(Edition).filter_by(hash=digest))
    if edition is None:
        edition = Edition(
            module=module.name, hash=digest, content=to_json(module), created_at=clock.now()
        )
        db.add(edition)
        db.flush()
    return edition


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
