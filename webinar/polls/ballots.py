"""Writing ballots and keeping the tally: one statement per table for however many votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import (
    Connection,
    Insert,
    Integer,
    Update,
    bindparam,
    delete,
    insert,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningDelete, ReturningInsert

from webinar.bulk import bound, dialect_of, from_given, given
from webinar.db import table_of
from webinar.polls.models import Ballot, Choice, Poll, PollOption

# By poll id and member id: the ids of the chosen options.
Chosen = Mapping[tuple[int, int], Sequence[int]]

_BALLOTS, _CHOICES = table_of(Ballot), table_of(Choice)


def write(db: Session, chosen: Chosen, at: datetime) -> None:
    """Store these ballots in place of what their members chose before, and count them.

    The row of the polls' room must be locked: who has voted already is asked and then relied on.
    """
    dialect, connection = dialect_of(db), db.connection()
    keys, when = list(chosen), {"at": at}
    made = connection.execute(_insert_ballots(dialect), bound(keys) | when)
    new = {(poll_id, member_id) for poll_id, member_id in made}
    again = [key for key in keys if key not in new]
    votes: Counter[int] = Counter()
    if again:
        connection.execute(_date_ballots(dialect), bound(again) | when)
        votes.subtract(connection.execute(_delete_choices(dialect), bound(again)).scalars())
    rows = [(*key, option_id) for key, option_ids in chosen.items() for option_id in option_ids]
    connection.execute(_insert_choices(dialect), bound(rows))
    votes.update(option_id for _, _, option_id in rows)
    _add(connection, _ADD_VOTES, votes)
    _add(connection, _ADD_VOTERS, Counter(poll_id for poll_id, _ in new))


def _add(connection: Connection, statement: Update, counts: Counter[int]) -> None:
    changed = [{"of": one, "more": more} for one, more in counts.items() if more]
    if changed:
        connection.execute(statement, changed)


_ADD_VOTES = (
    update(table_of(PollOption))
    .where(PollOption.id == bindparam("of"))
    .values(votes=PollOption.votes + bindparam("more"))
)
_ADD_VOTERS = (
    update(table_of(Poll))
    .where(Poll.id == bindparam("of"))
    .values(voters=Poll.voters + bindparam("more"))
)


@cache
def _insert_ballots(dialect: str) -> ReturningInsert[int, int]:
    """Those that are new, and which these are."""
    at = bindparam("at", type_=Ballot.cast_at.type)
    build = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return (
        build(_BALLOTS)
        .from_select(
            ["poll_id", "member_id", "cast_at"],
            from_given([*given(dialect, Integer, Integer), at]),
        )
        .on_conflict_do_nothing(index_elements=["poll_id", "member_id"])
        .returning(_BALLOTS.c.poll_id, _BALLOTS.c.member_id)
    )


@cache
def _date_ballots(dialect: str) -> Update:
    key = tuple_(_BALLOTS.c.poll_id, _BALLOTS.c.member_id)
    return (
        update(_BALLOTS)
        .where(key.in_(from_given(given(dialect, Integer, Integer))))
        .values(cast_at=bindparam("at", type_=Ballot.cast_at.type))
    )


@cache
def _delete_choices(dialect: str) -> ReturningDelete[int]:
    key = tuple_(_CHOICES.c.poll_id, _CHOICES.c.member_id)
    chosen = key.in_(from_given(given(dialect, Integer, Integer)))
    return delete(_CHOICES).where(chosen).returning(_CHOICES.c.option_id)


@cache
def _insert_choices(dialect: str) -> Insert:
    return insert(_CHOICES).from_select(
        ["poll_id", "member_id", "option_id"],
        from_given(given(dialect, Integer, Integer, Integer)),
    )
