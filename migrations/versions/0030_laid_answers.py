"""Answers to anonymous polls no longer lie in the file in the order in which they came"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

KINDS = {"poll_number_counts": "numeric", "poll_texts": "text", "poll_words": "cloud"}
# What each column is in the new table.
SEALED = {
    "poll_number_counts": {"value": "id", "count": "count"},
    "poll_texts": {"id": "id", "text": "written", "language": "language"},
    "poll_words": {"id": "id", "language": "language", "word": "word", "written": "written"},
}
COLUMNS = {
    "poll_number_counts": ("poll_id", "value", "count"),
    "poll_texts": ("poll_id", "id", "member_id", "text", "language", "state"),
    "poll_words": ("poll_id", "id", "member_id", "language", "word", "written"),
}


def upgrade() -> None:
    op.create_table(
        "sealed_answers",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("written", sa.String(length=500), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name="fk_sealed_answers_poll_id_polls"),
        sa.PrimaryKeyConstraint("poll_id", "id", name="pk_sealed_answers"),
        sqlite_with_rowid=False,
    )
    _seal_what_is_open()
    # PostgreSQL has laid them when their polls were closed.
    if op.get_bind().dialect.name != "sqlite":
        return
    for table, columns in COLUMNS.items():
        names = ", ".join(columns)
        copied = sa.table(table, *(sa.column(name) for name in columns))
        op.execute(f"CREATE TEMP TABLE laid AS SELECT {names} FROM {table}")  # noqa: S608
        op.execute(sa.delete(copied))
        laid = sa.table("laid", *(sa.column(name) for name in columns))
        ordered = sa.select(*laid.c).order_by(*list(laid.c)[:2])
        op.execute(sa.insert(copied).from_select(list(columns), ordered))
        op.execute("DROP TABLE temp.laid")


def downgrade() -> None:
    for table, columns in SEALED.items():
        _move(
            "sealed_answers", columns.values(), table, columns, KINDS[table], {"state": "waiting"}
        )
    op.drop_table("sealed_answers")


def _seal_what_is_open() -> None:
    """Answers that came before to anonymous polls which are open now."""
    blank = {"language": "", "word": "", "written": "", "count": 1}
    for table, columns in SEALED.items():
        _move(table, columns, "sealed_answers", columns.values(), KINDS[table], blank)


def _move(
    source: str,
    taken: Iterable[str],
    target: str,
    given: Iterable[str],
    kind: str,
    blank: dict[str, Any],
) -> None:
    bind, names = op.get_bind(), list(given)
    old = sa.table(source, *(sa.column(name) for name in ("poll_id", *taken)))
    polls = sa.table(
        "polls", *(sa.column(name) for name in ("id", "kind", "state", "is_anonymous"))
    )
    is_open = sa.and_(polls.c.state == "open", polls.c.is_anonymous.is_(sa.true()))
    of_polls = old.c.poll_id.in_(sa.select(polls.c.id).where(is_open, polls.c.kind == kind))
    rows = bind.execute(sa.select(old).where(of_polls)).all()
    if not rows:
        return
    bind.execute(sa.delete(old).where(of_polls))
    fields = [blank | dict(zip(("poll_id", *names), row, strict=True)) for row in rows]
    if target != "sealed_answers":
        kept = {"poll_id", *names} | ({"state"} if kind == "text" else set())
        fields = [{name: row[name] for name in kept} for row in fields]
    for row in fields:
        if kind == "numeric":
            # A number is the name of its row.
            key = "id" if target == "sealed_answers" else "value"
            row[key] = repr(row[key]) if key == "id" else float(row[key])
    new = sa.table(target, *(sa.column(name) for name in fields[0]))
    bind.execute(sa.insert(new), sorted(fields, key=lambda row: str(row.get("id", ""))))
