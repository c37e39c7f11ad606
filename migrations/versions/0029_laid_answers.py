"""Answers to anonymous polls no longer lie in the file in the order in which they came"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

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
    op.drop_table("sealed_answers")
