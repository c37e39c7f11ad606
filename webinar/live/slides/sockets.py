"""Commands of slides, and the plan of the session as part of the snapshot."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.kit.limits import SLIDES
from webinar.kit.permissions import Can, can
from webinar.live.slides import actions, wire
from webinar.live.slides.plan import PlanView, plan_of
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.engine.registry import BEFORE_END, Reader, command, part
from webinar.room.rooms.models import Room


@command(
    "slide.go",
    needs=Can.MOVE_SLIDES,
    message=wire.GoToSlide,
    limit=SLIDES,
    states=BEFORE_END,
    keeps_cache=True,
)
def go(change: Change, member: Person, message: wire.GoToSlide) -> None:
    actions.move(change, member, message.slide)


@part("plan", stamp=None)
def plan_part(db: Session, room: Room, reader: Reader) -> PlanView | None:
    """Return the plan to presenters and interpreters. Never kept: `spent` grows by the second."""
    if not can(reader, Can.SEE_NOTES):
        return None
    return plan_of(db, room, module_of(room.edition), reader.language)
