"""Finds a member's missed slides by comparing attendance with the timeline. Reads only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in, slides_in
from webinar.kit.intervals import Stretch, presence
from webinar.learn.catchup import absences, wire
from webinar.live.polls.drafting import slide_of
from webinar.live.polls.queries import polls_of
from webinar.live.slides.plan import slide_visits, with_breaks
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Member, Room, RoomState, TimelineEntry

# The timeline entries of members who accepted or declined an offer to catch up.
KINDS = ("catchup.done", "catchup.skipped")


def missed_by(db: Session, room: Room, member: Member, now: datetime) -> wire.MissedView | None:
    """Return the member's missed slides; None if there is nothing to catch up with."""
    if room.state is not RoomState.LIVE or room.started_at is None:
        return None
    presences = presence(_presences(db, member), room.started_at, now).stretches
    away = absences.absences(presences, room.started_at, now)
    new = absences.absences(presences, room.started_at, now, _settled_at(db, room, member))
    if not new:
        return None
    stays = with_breaks(slide_visits(db, room), module_in(db, room))
    slides = absences.missed_slides(stays, away, new, now, room.slide)
    polls = [
        poll
        for poll in polls_of(db, room)
        if poll.opened_at
        and poll.closed_at
        and absences.is_missed(poll.opened_at, poll.closed_at, new)
    ]
    if not slides and not polls:
        return None
    deck = slides_in(room.edition, member.language)
    return wire.MissedView(
        slides=slides,
        polls=[wire.MissedPoll(poll.key, slide_of(poll)) for poll in polls],
        minutes=absences.minutes((deck[slide].html for slide in slides), len(polls)),
    )


def _presences(db: Session, member: Member) -> list[Stretch]:
    rows = db.execute(
        select(Interval.began_at, Interval.last_heard_at).where(Interval.member_id == member.id)
    )
    return [Stretch(began, heard) for began, heard in rows]


def _settled_at(db: Session, room: Room, member: Member) -> datetime | None:
    """Return when this member last caught up or skipped; None for never."""
    return db.scalar(
        select(func.max(TimelineEntry.at)).where(
            TimelineEntry.room_id == room.id,
            TimelineEntry.member_id == member.id,
            TimelineEntry.kind.in_(KINDS),
        )
    )
