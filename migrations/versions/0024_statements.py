"""Statements for a record store"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statement_marks",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_statement_marks"),
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("facts", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sent",
                "failed",
                name="sending",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.CheckConstraint("tries >= 0", name="tries"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_statements_learner_id_learners"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_statements_member_id_members"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_statements_person_id_people"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_statements"),
    )
    op.create_index(
        "ix_statements_failed",
        "statements",
        ["state"],
        unique=False,
        sqlite_where=sa.text("state = 'failed'"),
        postgresql_where=sa.text("state = 'failed'"),
    )
    op.create_index("ix_statements_learner_id", "statements", ["learner_id"])
    op.create_index("ix_statements_member_id", "statements", ["member_id"])
    op.create_index("ix_statements_person_id", "statements", ["person_id"])
    op.create_index("ix_statements_topic", "statements", ["topic"])
    op.create_index(
        "ix_statements_waiting",
        "statements",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index("ix_learners_completed_at", "learners", ["completed_at"])
    op.create_index("ix_learners_seen_at", "learners", ["seen_at"])


def downgrade() -> None:
    op.drop_index("ix_learners_seen_at", table_name="learners")
    op.drop_index("ix_learners_completed_at", table_name="learners")
    op.drop_index(
        "ix_statements_waiting",
        table_name="statements",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index("ix_statements_topic", table_name="statements")
    op.drop_index("ix_statements_person_id", table_name="statements")
    op.drop_index("ix_statements_member_id", table_name="statements")
    op.drop_index("ix_statements_learner_id", table_name="statements")
    op.drop_index(
        "ix_statements_failed",
        table_name="statements",
        sqlite_where=sa.text("state = 'failed'"),
        postgresql_where=sa.text("state = 'failed'"),
    )
    op.drop_table("statements")
    op.drop_table("statement_marks")
