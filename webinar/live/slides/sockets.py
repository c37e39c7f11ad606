"""Commands of slides, and their parts of the snapshot: the plan, and which slides are hidden."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.kit.limits import SLIDES
from webinar.kit.permissions import Can, can
from webinar.live.slides import actions, queries, wire
from webinar.live.slides.plan import PlanView, plan_of
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_started
from webinar.room.engine.registry import BEFORE_END, Reader, command, part
from webinar.room.floor.acts import tell_hosts_of
from webinar.room.rooms.models import Room

on_started(actions.begin)
tell_hosts_of("slide.moved")


@command(
    "slide.go",
    needs=Can.MOVE_SLIDES,
    message=wire.GoToSlide,
    limit=SLIDES,
    states=BEFORE_END,
    keeps_cache=True,
)
def go(change: Change, member: Person, message: wire.GoToSlide) -> None:
    actions.move(change, member, message.slide, message.revealed)


@command(
    "slide.hide",
    needs=Can.MOVE_SLIDES,
    message=wire.NameSlides,
    states=BEFORE_END,
    keeps_cache=True,
)
def hide(change: Change, member: Person, message: wire.NameSlides) -> None:
    """Hide slides for this session: Back and Next pass over them."""
    actions.hide(change, member, message.slides)


@command(
    "slide.unhide",
    needs=Can.MOVE_SLIDES,
    message=wire.NameSlides,
    states=BEFORE_END,
    keeps_cache=True,
)
def unhide(change: Change, member: Person, message: wire.NameSlides) -> None:
    """Show slides again that were hidden."""
    actions.unhide(change, member, message.slides)


def _everyone_stamp(room: Room, _reader: Reader) -> int:
    """Return the version of the last broadcast to everyone: each change of the part makes one."""
    return room.said_everyone


@part("slides_hidden", stamp=_everyone_stamp)
def hidden_part(db: Session, room: Room, _reader: Reader) -> wire.HiddenView:
    return wire.HiddenView(slides=sorted(queries.hidden_slides(db, room)))


@part("plan", stamp=None)
def plan_part(db: Session, room: Room, reader: Reader) -> PlanView | None:
    """Return the plan to presenters and interpreters. Never kept: `spent` grows by the second."""
    if not can(reader, Can.SEE_NOTES):
        return None
    return plan_of(db, room, module_of(room.edition), reader.language)
