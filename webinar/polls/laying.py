"""Rewriting what was chosen in anonymous polls in the order of its keys. No commit.

A database keeps, hidden from every query, the order in which rows came or were changed: PostgreSQL
in its pages and by the transaction that wrote each; SQLite by the place of each cell within its
page, also in tables without rowids and in their indexes. Ballots lie in that order as well, so the
first ballot would be the first answer's, and the last one that of the counter that changed last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import cache

from sqlalchemy import (
    Connection,
    Insert,
    Table,
    bindparam,
    column,
    delete,
    insert,
    select,
    table,
    text,
    true,
)
from sqlalchemy.orm import Session

from webinar.bulk import dialect_of
from webinar.db import table_of
from webinar.polls.models import CloudEntry, NumberCount, OpenText, Poll, PollKind, PollOption

_OPTIONS = table_of(PollOption)
_ANSWERS = {
    PollKind.NUMERIC: table_of(NumberCount),
    PollKind.TEXT: table_of(OpenText),
    PollKind.CLOUD: table_of(CloudEntry),
}


def lay_by_name(db: Session, polls: Collection[Poll]) -> None:
    """Write what was chosen in these polls again, all at one time and in the order of its keys.

    No choice of a member may refer to it.
    """
    db.flush()
    chosen: defaultdict[Table, list[int]] = defaultdict(list)
    for poll in polls:
        chosen[_ANSWERS.get(poll.kind, _OPTIONS)].append(poll.id)
    for of, ids in chosen.items():
        if dialect_of(db) == "sqlite":
            _lay_in_pages(db.connection(), of, ids)
        else:
            db.connection().execute(_lay(of), {"polls": ids})


def _lay_in_pages(connection: Connection, of: Table, ids: Collection[int]) -> None:
    """Answers with all others of their table: among those of polls that were open meanwhile each
    would leave a gap of its size. Options with those of their poll: tables grow, polls do not.
    """
    names = of.columns.keys()
    laid = table("laid", *(column(name) for name in names))
    own = of.c.poll_id.in_(ids) if of is _OPTIONS else true()
    connection.execute(text(f"CREATE TEMP TABLE laid ({', '.join(names)})"))
    connection.execute(insert(laid).from_select(names, select(of).where(own)))
    connection.execute(delete(of).where(own))
    in_order = select(laid).order_by(*(laid.c[one.name] for one in of.primary_key))
    connection.execute(insert(of).from_select(names, in_order))
    connection.execute(text("DROP TABLE temp.laid"))


@cache
def _lay(of: Table) -> Insert:
    of_polls = of.c.poll_id.in_(bindparam("polls", expanding=True))
    taken = delete(of).where(of_polls).returning(of).cte("taken")
    in_order = select(taken).order_by(*(taken.c[one.name] for one in of.primary_key))
    return insert(of).from_select(of.columns.keys(), in_order)
