"""Rewriting the choices of anonymous polls in the order of their keys. No commit.

Otherwise the order in which rows came or changed could be read off a copy of the database, as
`polls.sealed` explains: the last counter that changed would be the last ballot's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import ColumnElement, Table, delete, insert, select, true
from sqlalchemy.orm import Session

from webinar.kit.bulk import dialect_of
from webinar.kit.db import table_of
from webinar.live.polls.kinds import OPEN_KINDS
from webinar.live.polls.models import Poll, PollOption

_OPTIONS = table_of(PollOption)


def lay_options(db: Session, poll: Poll) -> None:
    """Let no counter of the poll be where, or of when, it last grew. No choice may refer to one."""
    db.flush()
    write_again(db, _OPTIONS, _OPTIONS.c.poll_id == poll.id)


def lay_all(db: Session, polls: Collection[Poll]) -> None:
    """Rewrite polls whose answers have become nobody's, in time that grows with all answers.

    On SQLite rewrite all answers of their kind: among those of polls that were open at the same
    time, each would leave a gap of its size.
    """
    db.flush()
    of_table: defaultdict[Table, list[int]] = defaultdict(list)
    for poll in polls:
        kind = OPEN_KINDS.get(poll.kind)
        of_table[kind.laid if kind else _OPTIONS].append(poll.id)
    for table, ids in of_table.items():
        is_whole = dialect_of(db) == "sqlite" and table is not _OPTIONS
        write_again(db, table, true() if is_whole else table.c.poll_id.in_(ids))


def write_again(db: Session, table: Table, rows: ColumnElement[bool] | None = None) -> None:
    """Write these rows of the table, or all, as if they came now and in the order of their keys."""
    chosen = true() if rows is None else rows
    connection = db.connection()
    in_order = select(table).where(chosen).order_by(*table.primary_key)
    kept = [dict(row) for row in connection.execute(in_order).mappings()]
    if kept:
        connection.execute(delete(table).where(chosen))
        connection.execute(insert(table), kept)
