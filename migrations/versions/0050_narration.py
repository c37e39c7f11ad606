"""Recordings narrate courses"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "course_narrations",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_course_narrations_course_id_courses"
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_course_narrations_room_id_rooms"
        ),
        sa.PrimaryKeyConstraint("course_id", name="pk_course_narrations"),
    )
    op.create_index("ix_course_narrations_room_id", "course_narrations", ["room_id"])


def downgrade() -> None:
    op.drop_table("course_narrations")
