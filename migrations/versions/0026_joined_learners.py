"""Guests of courses who turned out to be people of the roster"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "joined_learners",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_user_id"], ["users.id"], name="fk_joined_learners_by_user_id_users"
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["learners.id"], name="fk_joined_learners_into_id_learners"
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_joined_learners_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("learner_id", name="pk_joined_learners"),
    )
    op.create_index("ix_joined_learners_into_id", "joined_learners", ["into_id"])


def downgrade() -> None:
    """Only while nobody was joined: their rows would count as their own again, and as nothing."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM joined_learners")):
        raise RuntimeError("joined_learners has rows; take them back first")
    op.drop_table("joined_learners")
