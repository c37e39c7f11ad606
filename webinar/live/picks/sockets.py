"""Commands of the fair choice of who answers, and its part of the snapshot."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.kit.permissions import Can, can
from webinar.live.picks import actions, queries, wire
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_ended
from webinar.room.engine.registry import Reader, command, part
from webinar.room.engine.wire import Bare
from webinar.room.rooms.models import Member, Room

on_ended(actions.forget)


@command("pick.draw", needs=Can.MODERATE, message=wire.DrawPick)
def draw(change: Change, _member: Member, message: wire.DrawPick) -> None:
    actions.draw(change, message.language)


@command("pick.call", needs=Can.MODERATE, message=wire.NamePick)
def call_on(change: Change, member: Member, message: wire.NamePick) -> None:
    actions.call_on(change, member, message.member)


@command("pick.clear", needs=Can.MODERATE, message=Bare)
def clear(change: Change, _member: Member, _message: Bare) -> None:
    """Take the name away. It does not count as a turn."""
    actions.clear(change)


@part("picks")
def picks_part(db: Session, room: Room, reader: Reader) -> wire.PicksView | None:
    """Return the choice to those who hear of it: nobody else learns who was passed over."""
    return queries.picks_view(db, room) if can(reader, Can.SEE_PEOPLE) else None
