"""Learners' notes and marks on the slides of a course"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webinar.kit.db import Instant

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "slide_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("slide", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_slide_notes_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_slide_notes"),
        sa.UniqueConstraint(
            "learner_id", "slide", "number", name="uq_slide_notes_learner_id_slide_number"
        ),
    )
    op.create_table(
        "slide_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("slide", sa.String(80), nullable=False),
        sa.Column("marked_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_slide_marks_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_slide_marks"),
        sa.UniqueConstraint("learner_id", "slide", name="uq_slide_marks_learner_id_slide"),
    )


def downgrade() -> None:
    op.drop_table("slide_marks")
    op.drop_table("slide_notes")
