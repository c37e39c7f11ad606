"""Reads of polls and ballots."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webinar.polls.models import Choice, Poll, PollKind, PollOption, PollState
from webinar.rooms.models import Member, Room


def _of_polls(*columns: InstrumentedAttribute[Any]) -> Select[Any]:
    """A row for each option of the polls of these keys."""
    return (
        select(*columns)
        .join(PollOption, PollOption.poll_id == Poll.id)
        .where(Poll.room_id == bindparam("room_id"))
        .where(Poll.key.in_(bindparam("keys", expanding=True)))
        .order_by(Poll.position, Poll.id, PollOption.position)
    )


_PAPERS = _of_polls(Poll.id, Poll.key, Poll.state, Poll.kind, PollOption.key, PollOption.id)
_STANDINGS = _of_polls(Poll.key, Poll.voters, PollOption.key, PollOption.votes)


@dataclass(frozen=True, slots=True)
class Paper:
    """What voting in a poll needs of it. `options` are ids by key, in their order."""

    id: int
    key: str
    state: PollState
    kind: PollKind
    options: Mapping[str, int]


def find_poll(db: Session, room: Room, key: str) -> Poll | None:
    """The room's poll of this key; another room's poll is not found."""
    return db.scalar(select(Poll).filter_by(room_id=room.id, key=key))


def polls_of(db: Session, room: Room, keys: Collection[str] | None = None) -> Sequence[Poll]:
    """The room's polls in their order, all or those of these keys."""
    polls = select(Poll).filter_by(room_id=room.id).order_by(Poll.position)
    return db.scalars(polls if keys is None else polls.where(Poll.key.in_(keys))).all()


def open_polls(db: Session, room: Room) -> Sequence[Poll]:
    return db.scalars(select(Poll).filter_by(room_id=room.id, state=PollState.OPEN)).all()


def papers(db: Session, room: Room, keys: Collection[str]) -> dict[str, Paper]:
    """The room's polls of these keys as voting needs them; another room's poll is not found."""
    rows = db.execute(_PAPERS, {"room_id": room.id, "keys": list(keys)})
    return {
        key: Paper(poll_id, key, state, kind, {option: id_ for *_, option, id_ in options})
        for (poll_id, key, state, kind), options in groupby(rows, key=itemgetter(0, 1, 2, 3))
    }


def standings(
    db: Session, room: Room, keys: Collection[str]
) -> list[tuple[str, int, dict[str, int]]]:
    """Key, ballots and tally of the room's polls of these keys, as often as the pulse asks."""
    rows = db.execute(_STANDINGS, {"room_id": room.id, "keys": list(keys)})
    return [
        (key, ballots, {option: votes for *_, option, votes in options})
        for (key, ballots), options in groupby(rows, key=itemgetter(0, 1))
    ]


def tallies(db: Session, polls: Collection[Poll]) -> dict[int, dict[str, int]]:
    """Votes per option key, by poll id; every option is there, also with none.

    Read from the columns that votes keep, not from objects that may have been read before a vote.
    """
    counts = {poll.id: {option.key: 0 for option in poll.options} for poll in polls}
    rows = db.execute(
        select(PollOption.poll_id, PollOption.key, PollOption.votes).where(
            PollOption.poll_id.in_(counts)
        )
    )
    for poll_id, key, votes in rows:
        counts[poll_id][key] = votes
    return counts


def voters(db: Session, polls: Collection[Poll]) -> dict[int, int]:
    """Ballots by poll id. With several choices this is less than the sum of the tally."""
    rows = db.execute(select(Poll.id, Poll.voters).where(Poll.id.in_([poll.id for poll in polls])))
    return {poll_id: count for poll_id, count in rows}


def choices_of(db: Session, room: Room, member: Member) -> dict[str, list[str]]:
    """The member's chosen option keys by the poll's key, in the order of the options."""
    chosen: dict[str, list[str]] = {}
    rows = db.execute(_CHOICES, {"room_id": room.id, "member_id": member.id})
    for poll, option in rows:
        chosen.setdefault(poll, []).append(option)
    return chosen


_CHOICES = (
    select(Poll.key, PollOption.key)
    .join(Choice, (Choice.poll_id == Poll.id) & (Choice.member_id == bindparam("member_id")))
    .join(PollOption, PollOption.id == Choice.option_id)
    .where(Poll.room_id == bindparam("room_id"))
    .order_by(PollOption.position)
)
