"""Answers that came back as files"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("by_user_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_user_id"], ["users.id"], name="fk_answer_drafts_by_user_id_users"
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name="fk_answer_drafts_cohort_id_cohorts"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_answer_drafts_course_id_courses"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answer_drafts"),
    )
    op.create_index("ix_answer_drafts_cohort_id", "answer_drafts", ["cohort_id"])
    op.create_index("ix_answer_drafts_course_id", "answer_drafts", ["course_id"])
    op.create_table(
        "answer_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("person_key", sa.String(length=40), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_user_id"], ["users.id"], name="fk_answer_files_by_user_id_users"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_answer_files_course_id_courses"
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_answer_files_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answer_files"),
        sa.UniqueConstraint("course_id", "hash", name="uq_answer_files_course_id_hash"),
    )
    op.create_index(
        "ix_answer_files_course_id_person_key", "answer_files", ["course_id", "person_key"]
    )
    op.create_index("ix_answer_files_learner_id", "answer_files", ["learner_id"])


def downgrade() -> None:
    op.drop_index("ix_answer_files_learner_id", table_name="answer_files")
    op.drop_index("ix_answer_files_course_id_person_key", table_name="answer_files")
    op.drop_table("answer_files")
    op.drop_index("ix_answer_drafts_course_id", table_name="answer_drafts")
    op.drop_index("ix_answer_drafts_cohort_id", table_name="answer_drafts")
    op.drop_table("answer_drafts")
