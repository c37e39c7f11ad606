"""Stores answers of open kinds apart until their anonymous poll is closed. No commit.

A database keeps the order in which rows came, although no query shows it. PostgreSQL keeps it in
its pages and in the transaction of each row; SQLite keeps it in the place of each cell within its
page, also in tables without rowids and in their indexes. Ballots lie in the same order, so the
first ballot would belong to the first answer. Therefore answers reach their final table all at
once, in the order of their keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cache
from operator import itemgetter

from sqlalchemy import Insert, Integer, Text, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webinar.kit.bulk import bound_columns, dialect_of, row_parameters, select_columns
from webinar.kit.db import table_of
from webinar.live.polls.anonymous_order import rewrite_rows
from webinar.live.polls.kinds import OPEN_KINDS
from webinar.live.polls.kinds.open import Sealed
from webinar.live.polls.models import Poll, SealedAnswer
from webinar.live.polls.votes import Cast

_SEALED = table_of(SealedAnswer)


def seal(db: Session, casts: Collection[Cast]) -> None:
    """Store the answers to polls of an open kind without their members."""
    counts: Counter[tuple[int, Sealed]] = Counter()
    for cast in casts:
        counts.update((cast.paper.id, answer) for answer in OPEN_KINDS[cast.paper.kind].seal(cast))
    rows = [(poll_id, *sealed_answer, count) for (poll_id, sealed_answer), count in counts.items()]
    if rows:
        db.connection().execute(_add_statement(dialect_of(db)), row_parameters(sorted(rows)))


def unseal(db: Session, poll: Poll) -> None:
    """Move a closed poll's answers to their final table, in the order of their keys."""
    is_of_poll = _SEALED.c.poll_id == poll.id
    answers = list(db.execute(select(_SEALED).where(is_of_poll).order_by(_SEALED.c.id)))
    if not answers:
        return
    kind = OPEN_KINDS[poll.kind]
    rows = [{"poll_id": poll.id, **kind.laid_row(answer)} for answer in answers]
    rows.sort(key=itemgetter(*(column.name for column in kind.laid.primary_key)))
    db.connection().execute(insert(kind.laid), rows)
    db.connection().execute(delete(_SEALED).where(is_of_poll))
    if dialect_of(db) == "sqlite":
        # Each deleted answer would leave a gap of its size among those of other open polls.
        rewrite_rows(db, _SEALED)


def seal_again(db: Session, poll: Poll) -> None:
    """Move a reopened poll's answers back, so that the next `unseal` stores them with new ones."""
    kind = OPEN_KINDS[poll.kind]
    table = kind.laid
    is_of_poll = table.c.poll_id == poll.id
    answers = db.execute(select(table).where(is_of_poll).order_by(*table.primary_key)).all()
    defaults = {"poll_id": poll.id, "language": "", "word": "", "written": "", "count": 1}
    if answers:
        db.connection().execute(delete(table).where(is_of_poll))
        rows = [{**defaults, **kind.sealed_row(answer)} for answer in answers]
        db.connection().execute(insert(_SEALED), rows)


@cache
def _add_statement(dialect: str) -> Insert:
    build = sqlite.insert if dialect == "sqlite" else postgresql.insert
    columns = ["poll_id", "id", "language", "word", "written", "count"]
    rows = select_columns(bound_columns(dialect, Integer, Text, Text, Text, Text, Integer))
    statement = build(_SEALED).from_select(columns, rows)
    total = _SEALED.c["count"] + statement.excluded["count"]
    return statement.on_conflict_do_update(index_elements=["poll_id", "id"], set_={"count": total})
