"""Reads what our server has stored about votes and slides, straight from the tables."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Rows

from bench.audit.joins import StoredMember
from bench.audit.slides import Slide, StoredSlides
from bench.audit.votes import Row, StoredVotes
from bench.peers.session import Session
from webinar.live.polls.models import Choice, Poll, PollOption
from webinar.room.engine.models import Operation
from webinar.room.rooms.models import Member, Room, Seat, TimelineEntry


def stored_votes(rows: Rows, session: Session) -> StoredVotes:
    """Return the votes in the session's first poll. The first member is client 0."""
    room = rows.scalars(select(Room.id).filter_by(code=session.code)).one()
    done = rows.execute(
        select(Operation.op_id, Operation.version)
        .join(Member, Member.id == Operation.member_id)
        .where(Member.room_id == room, Operation.command == "poll.vote")
    )
    poll = select(Poll.id).filter_by(room_id=room, key=session.poll).scalar_subquery()
    ballots = rows.execute(
        select(Member.number, PollOption.key)
        .join(Choice, Choice.member_id == Member.id)
        .join(PollOption, PollOption.id == Choice.option_id)
        .where(Choice.poll_id == poll)
    )
    tally = rows.execute(select(PollOption.key, PollOption.votes).where(PollOption.poll_id == poll))
    return StoredVotes(
        [Row(op_id, version=version) for op_id, version in done],
        {number - 1: option for number, option in ballots},
        {option: votes for option, votes in tally},
    )


def stored_slides(rows: Rows, session: Session) -> StoredSlides:
    """Return all moves of the session."""
    room = rows.scalars(select(Room.id).filter_by(code=session.code)).one()
    moves = rows.execute(
        select(TimelineEntry.version, TimelineEntry.detail)
        .filter_by(room_id=room, kind="slide.moved")
        .order_by(TimelineEntry.id)
    )
    return StoredSlides(
        [Slide(version, detail["slide"]) for version, detail in moves], is_whole=True
    )


def stored_members(rows: Rows, session: Session) -> list[StoredMember]:
    """Return all who are members of the session besides those who were seated beforehand."""
    room = rows.scalars(select(Room.id).filter_by(code=session.code)).one()
    seated = len(session.hosts) + len(session.seats)
    found = rows.execute(
        select(Member.number, Member.name, Member.language, func.count(Seat.member_id))
        .outerjoin(Seat, Seat.member_id == Member.id)
        .where(Member.room_id == room, Member.number > seated)
        .group_by(Member.id)
        .order_by(Member.number)
    )
    return [StoredMember(*row) for row in found]
