"""Reads of polls and ballots."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.polls.models import Ballot, Choice, Poll, PollOption, PollState
from webinar.rooms.models import Member, Room


def find_poll(db: Session, room: Room, key: str) -> Poll | None:
    """The room's poll of this key; another room's poll is not found."""
    return db.scalar(select(Poll).filter_by(room_id=room.id, key=key))


def polls_of(db: Session, room: Room, keys: Collection[str] | None = None) -> Sequence[Poll]:
    """The room's polls in their order, all or those of these keys."""
    polls = select(Poll).filter_by(room_id=room.id).order_by(Poll.position)
    return db.scalars(polls if keys is None else polls.where(Poll.key.in_(keys))).all()


def open_polls(db: Session, room: Room) -> Sequence[Poll]:
    return db.scalars(select(Poll).filter_by(room_id=room.id, state=PollState.OPEN)).all()


def tallies(db: Session, polls: Collection[Poll]) -> dict[int, dict[str, int]]:
    """Votes per option key, by poll id; every option is there, also with none."""
    counts = {poll.id: {option.key: 0 for option in poll.options} for poll in polls}
    rows = db.execute(
        select(Choice.poll_id, PollOption.key, func.count())
        .join(PollOption, PollOption.id == Choice.option_id)
        .where(Choice.poll_id.in_(counts))
        .group_by(Choice.poll_id, PollOption.key)
    )
    for poll_id, key, count in rows:
        counts[poll_id][key] = count
    return counts


def voters(db: Session, polls: Collection[Poll]) -> dict[int, int]:
    """Ballots by poll id. With several choices this is less than the sum of the tally."""
    counts = {poll.id: 0 for poll in polls}
    rows = db.execute(
        select(Ballot.poll_id, func.count())
        .where(Ballot.poll_id.in_(counts))
        .group_by(Ballot.poll_id)
    )
    for poll_id, count in rows:
        counts[poll_id] = count
    return counts


def choices_of(db: Session, polls: Collection[Poll], member: Member) -> dict[int, list[str]]:
    """The member's chosen option keys by poll id, in the order of the options."""
    chosen: dict[int, list[str]] = {}
    rows = db.execute(
        select(Choice.poll_id, PollOption.key)
        .join(PollOption, PollOption.id == Choice.option_id)
        .where(Choice.poll_id.in_([poll.id for poll in polls]), Choice.member_id == member.id)
        .order_by(PollOption.position)
    )
    for poll_id, key in rows:
        chosen.setdefault(poll_id, []).append(key)
    return chosen
