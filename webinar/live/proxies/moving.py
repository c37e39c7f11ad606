"""Moves presence and ballots between two members who turned out to be one person. No commit.

A member without a device has nothing else to move: presence, and ballots in polls with options.
"""

from __future__ import annotations

from sqlalchemy import Table, delete, insert, literal, select, update
from sqlalchemy.orm import Session

from webinar.kit.db import table_of
from webinar.live.polls.models import Ballot, Choice, Poll, PollOption
from webinar.live.proxies.models import HallVote
from webinar.room.engine.models import Interval

_BALLOTS, _CHOICES = table_of(Ballot), table_of(Choice)


def move_presence(db: Session, source: int, target: int) -> None:
    """Move the source's presence to the target.

    Time when both were there counts once, because attendance is the union of all intervals.
    """
    # `boot` is renamed, because one process may have begun to hear both at the same instant.
    values = {"member_id": target, "is_open": False, "boot": f"moved-{source}"}
    db.execute(update(Interval).where(Interval.member_id == source).values(**values))


def move_ballots(db: Session, source: int, target: int) -> list[str]:
    """Give `target` the ballots of `source` in polls where `target` has none; take back the others.

    Return the keys of the polls whose tallies changed.
    """
    of_source = set(db.scalars(select(Ballot.poll_id).where(Ballot.member_id == source)))
    of_target = set(db.scalars(select(Ballot.poll_id).where(Ballot.member_id == target)))
    for poll_id in sorted(of_source - of_target):
        _move(db, poll_id, source, target)
    of_both = sorted(of_source & of_target)
    for poll_id in of_both:
        _take_back(db, poll_id, source)
    return list(db.scalars(select(Poll.key).where(Poll.id.in_(of_both)).order_by(Poll.id)))


def _move(db: Session, poll_id: int, source: int, target: int) -> None:
    """Move one ballot: copy it before its choices move, since each choice must have a ballot."""
    _copy(db, _BALLOTS, poll_id, source, target)
    db.execute(
        update(_CHOICES)
        .where(_CHOICES.c.poll_id == poll_id, _CHOICES.c.member_id == source)
        .values(member_id=target)
    )
    _delete(db, _BALLOTS, poll_id, source)
    votes = table_of(HallVote)
    db.execute(
        update(votes)
        .where(votes.c.poll_id == poll_id, votes.c.member_id == source)
        .values(member_id=target)
    )


def _take_back(db: Session, poll_id: int, member_id: int) -> None:
    """Delete the ballot that was entered for a person who voted themselves, and uncount it."""
    option_ids = select(Choice.option_id).where(
        Choice.poll_id == poll_id, Choice.member_id == member_id
    )
    db.execute(
        update(PollOption)
        .where(PollOption.id.in_(option_ids))
        .values(votes=PollOption.votes - 1)
        .execution_options(synchronize_session=False)
    )
    db.execute(
        update(Poll)
        .where(Poll.id == poll_id)
        .values(voters=Poll.voters - 1)
        .execution_options(synchronize_session=False)
    )
    for table in (_CHOICES, _BALLOTS, table_of(HallVote)):
        _delete(db, table, poll_id, member_id)


def _copy(db: Session, table: Table, poll_id: int, source: int, target: int) -> None:
    """Copy the row with all its columns, for the other member."""
    columns = [column.name for column in table.columns]
    row = select(
        *[literal(target) if name == "member_id" else table.c[name] for name in columns]
    ).where(table.c.poll_id == poll_id, table.c.member_id == source)
    db.execute(insert(table).from_select(columns, row))


def _delete(db: Session, table: Table, poll_id: int, member_id: int) -> None:
    db.execute(delete(table).where(table.c.poll_id == poll_id, table.c.member_id == member_id))
