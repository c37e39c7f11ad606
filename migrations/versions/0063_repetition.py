"""Answers to questions of a course that are asked again after some days"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webinar.kit.db import Instant

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "repeat_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("item", sa.String(80), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_repeat_answers_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_repeat_answers"),
        sa.UniqueConstraint("learner_id", "key", name="uq_repeat_answers_learner_id_key"),
    )


def downgrade() -> None:
    op.drop_table("repeat_answers")
