"""Tests taken by oneself"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exam_rules",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("pass_percent", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("cool_down", sa.Integer(), nullable=False),
        sa.Column("draws", sa.Boolean(), nullable=False),
        sa.CheckConstraint("attempts BETWEEN 0 AND 20", name="attempts"),
        sa.CheckConstraint("cool_down BETWEEN 0 AND 10080", name="cool_down"),
        sa.CheckConstraint("pass_percent BETWEEN 1 AND 100", name="pass_percent"),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_exam_rules_course_id_courses"
        ),
        sa.PrimaryKeyConstraint("course_id", "part", name="pk_exam_rules"),
    )
    op.create_table(
        "exam_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=43), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("right_count", sa.Integer(), nullable=True),
        sa.Column("scored_count", sa.Integer(), nullable=True),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint("right_count BETWEEN 0 AND scored_count", name="right_count"),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name="fk_exam_attempts_edition_id_editions"
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_exam_attempts_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_exam_attempts"),
        sa.UniqueConstraint(
            "learner_id", "part", "number", name="uq_exam_attempts_learner_id_part_number"
        ),
    )
    op.create_index("ix_exam_attempts_edition_id", "exam_attempts", ["edition_id"])
    op.create_table(
        "exam_answers",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.String(length=80), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["exam_attempts.id"], name="fk_exam_answers_attempt_id_exam_attempts"
        ),
        sa.PrimaryKeyConstraint("attempt_id", "asked", name="pk_exam_answers"),
    )


def downgrade() -> None:
    op.drop_table("exam_answers")
    op.drop_index("ix_exam_attempts_edition_id", table_name="exam_attempts")
    op.drop_table("exam_attempts")
    op.drop_table("exam_rules")
