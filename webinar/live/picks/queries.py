"""Reads of the fair choice: the name that is shown, and the turns that people have had."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.live.picks.models import Pick
from webinar.live.picks.wire import PicksView, PickView
from webinar.room.rooms.models import Member, Room, TimelineEntry

# Somebody who has the floor may also be let speak through the browser: that is one turn.
_CALLED, _LET_SPEAK = "hand.called", "talk.granted"


def shown_pick(db: Session, room: Room) -> tuple[Pick, Member] | None:
    """Return the pick that hosts see now, with its member."""
    row = db.execute(
        select(Pick, Member)
        .join(Member, Member.id == Pick.member_id)
        .where(Pick.room_id == room.id, Pick.is_shown)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def picks_view(db: Session, room: Room) -> PicksView:
    shown = shown_pick(db, room)
    if shown is None:
        return PicksView(None)
    _pick, member = shown
    return PicksView(PickView(member=member.number, name=member.name))


def turns_had(db: Session, room: Room) -> Counter[int]:
    """Return the number of turns by member number: times of having the floor or being chosen."""
    floors: dict[str, Counter[int]] = {_CALLED: Counter(), _LET_SPEAK: Counter()}
    entries = select(TimelineEntry.kind, TimelineEntry.detail).where(
        TimelineEntry.room_id == room.id, TimelineEntry.kind.in_(floors)
    )
    for kind, detail in db.execute(entries):
        floors[kind][detail["number"]] += 1
    chosen: Counter[int] = Counter()
    picks = select(Member.number, Pick.times).join(Pick, Pick.member_id == Member.id)
    for number, times in db.execute(picks.where(Pick.room_id == room.id)):
        chosen[number] = times
    return (floors[_CALLED] | floors[_LET_SPEAK]) + chosen
