"""Letters with new dates, and reminders of sessions, that the server sends by itself"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webinar.kit.db import Instant

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "automatic_letters",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("dates", sa.JSON(), nullable=False),
        sa.Column("dates_at", Instant(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", Instant(), nullable=False),
        sa.Column("error", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_user_id"], ["users.id"], name="fk_automatic_letters_by_user_id_users"
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name="fk_automatic_letters_cohort_id_cohorts"
        ),
        sa.PrimaryKeyConstraint("cohort_id", name="pk_automatic_letters"),
    )
    op.create_table(
        "session_reminders",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("said_at", Instant(), nullable=False),
        sa.Column("error", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_session_reminders_person_id_people"
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_session_reminders_room_id_rooms"
        ),
        sa.PrimaryKeyConstraint("room_id", "person_id", "starts_at", name="pk_session_reminders"),
    )
    op.create_index("ix_session_reminders_person_id", "session_reminders", ["person_id"])


def downgrade() -> None:
    op.drop_table("session_reminders")
    op.drop_table("automatic_letters")
