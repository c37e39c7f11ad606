"""Rewrites the choices of anonymous polls in the order of their keys. No commit.

Otherwise a copy of the database would show the order in which rows came or changed, as
`polls.sealed_answers` explains: the counter that changed last would give away the choice of the
last ballot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import ColumnElement, Table, delete, insert, select, true
from sqlalchemy.orm import Session

from webinar.kit.bulk import dialect_of
from webinar.kit.db import table_of
from webinar.live.polls.kinds import OPEN_KINDS, OPTION_KINDS
from webinar.live.polls.models import Poll, PollOption

_OPTIONS = table_of(PollOption)


def reorder_options(db: Session, poll: Poll) -> None:
    """Rewrite the poll's counters, so that none shows by its place or time when it last grew.

    No choice may refer to the poll's options, because their rows are deleted and inserted.
    """
    db.flush()
    rewrite_rows(db, _OPTIONS, _OPTIONS.c.poll_id == poll.id)


def reorder_choices(db: Session, polls: Collection[Poll]) -> None:
    """Rewrite the answers of polls whose answers no longer have members.

    On SQLite this rewrites all answers of the same kinds, because each deleted answer would leave
    a gap of its size among the answers of polls that were open at the same time. The time that this
    takes grows with the number of all these answers.
    """
    db.flush()
    ids_by_table: defaultdict[Table, list[int]] = defaultdict(list)
    for poll in polls:
        if poll.kind in OPTION_KINDS:
            ids_by_table[_OPTIONS].append(poll.id)
        if poll.kind in OPEN_KINDS:
            ids_by_table[OPEN_KINDS[poll.kind].laid].append(poll.id)
    for table, ids in ids_by_table.items():
        is_whole = dialect_of(db) == "sqlite" and table is not _OPTIONS
        rewrite_rows(db, table, true() if is_whole else table.c.poll_id.in_(ids))


def rewrite_rows(db: Session, table: Table, condition: ColumnElement[bool] | None = None) -> None:
    """Rewrite these rows of the table, or all of them, in the order of their keys.

    The database then holds them as if they came now.
    """
    is_chosen = true() if condition is None else condition
    connection = db.connection()
    ordered = select(table).where(is_chosen).order_by(*table.primary_key)
    rows = [dict(row) for row in connection.execute(ordered).mappings()]
    if rows:
        connection.execute(delete(table).where(is_chosen))
        connection.execute(insert(table), rows)
