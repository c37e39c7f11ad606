"""Counters of anonymous polls in courses do not say which came first, or which changed last"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

COLUMNS = ("course_id", "item", "choice", "votes", "shown")


def upgrade() -> None:
    _make_anew(sqlite_with_rowid=False)


def downgrade() -> None:
    _make_anew()


def _make_anew(**how: Any) -> None:
    op.rename_table("study_tallies", "old_tallies")
    if op.get_bind().dialect.name != "sqlite":
        # SQLite's constraints go with their table; here their names are taken.
        op.execute("ALTER TABLE old_tallies DROP CONSTRAINT pk_study_tallies")
    op.create_table(
        "study_tallies",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("choice", sa.String(length=80), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_study_tallies_course_id_courses"
        ),
        sa.PrimaryKeyConstraint("course_id", "item", "choice", name="pk_study_tallies"),
        **how,
    )
    old, new = (
        sa.table(name, *(sa.column(column) for column in COLUMNS))
        for name in ("old_tallies", "study_tallies")
    )
    in_order = sa.select(*old.c).order_by(old.c.course_id, old.c.item, old.c.choice)
    op.execute(sa.insert(new).from_select(list(COLUMNS), in_order))
    op.drop_table("old_tallies")
