"""Commands of slides, and the plan of the session as part of the snapshot."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.live.change import Change
from webinar.live.limits import SLIDES
from webinar.live.registry import BEFORE_END, command, part
from webinar.permissions import Can, can
from webinar.rooms.models import Member, Room
from webinar.slides import actions, wire
from webinar.slides.editions import module_of
from webinar.slides.plan import PlanView, plan_of


@command("slide.go", needs=Can.MOVE_SLIDES, message=wire.GoToSlide, limit=SLIDES, states=BEFORE_END)
def go(change: Change, member: Member, message: wire.GoToSlide) -> None:
    actions.move(change, member, message.slide)


@part("plan")
def plan_part(db: Session, room: Room, member: Member) -> PlanView | None:
    """For those who present and interpret."""
    if not can(member, Can.SEE_NOTES):
        return None
    return plan_of(db, room, module_of(room.edition), member.language)
