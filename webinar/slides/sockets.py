"""Commands of slides."""

from __future__ import annotations

from webinar.live.change import Change
from webinar.live.limits import SLIDES
from webinar.live.registry import BEFORE_END, command
from webinar.permissions import Can
from webinar.rooms.models import Member
from webinar.slides import actions, wire


@command("slide.go", needs=Can.MOVE_SLIDES, message=wire.GoToSlide, limit=SLIDES, states=BEFORE_END)
def go(change: Change, member: Member, message: wire.GoToSlide) -> None:
    actions.move(change, member, message.slide)
