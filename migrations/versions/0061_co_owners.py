"""Co-owners of sessions, series, cohorts and courses"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webinar.kit.db import Instant

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

THINGS = {"room": "rooms", "series": "series", "cohort": "cohorts", "course": "courses"}


def upgrade() -> None:
    ids = [f"{thing}_id" for thing in THINGS]
    op.create_table(
        "co_owners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ids),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.CheckConstraint(
            " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in ids) + " = 1",
            name="ck_co_owners_one_thing",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_co_owners_user_id_users"),
        sa.ForeignKeyConstraint(["added_by"], ["users.id"], name="fk_co_owners_added_by_users"),
        *(
            sa.ForeignKeyConstraint(
                [f"{thing}_id"], [f"{table}.id"], name=f"fk_co_owners_{thing}_id_{table}"
            )
            for thing, table in THINGS.items()
        ),
        sa.PrimaryKeyConstraint("id", name="pk_co_owners"),
        *(
            sa.UniqueConstraint(name, "user_id", name=f"uq_co_owners_{name}_user_id")
            for name in ids
        ),
    )
    op.create_index("ix_co_owners_user_id", "co_owners", ["user_id"])


def downgrade() -> None:
    op.drop_table("co_owners")
