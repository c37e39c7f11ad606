"""Attendance is judged by a rule, corrected with a reason, and frozen"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "ALTER TABLE intervals ADD COLUMN ending VARCHAR(20)"
        " CONSTRAINT ck_intervals_ending CHECK (ending IN ('left', 'lost'))"
    )
    op.create_table(
        "attendance_rules",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("polls", sa.Integer(), nullable=False),
        sa.Column("late_minutes", sa.Integer(), nullable=False),
        sa.Column("early_minutes", sa.Integer(), nullable=False),
        sa.Column("counts_later", sa.Boolean(), nullable=False),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name="ck_attendance_rules_percent"),
        sa.CheckConstraint("polls >= 0", name="ck_attendance_rules_polls"),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_attendance_rules_room_id_rooms"
        ),
        sa.PrimaryKeyConstraint("room_id", name="pk_attendance_rules"),
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "present",
                "partly",
                "absent",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason != ''", name="ck_corrections_reason"),
        sa.CheckConstraint("(person_id IS NULL) != (member_id IS NULL)", name="ck_corrections_of"),
        sa.ForeignKeyConstraint(
            ["by_user_id"], ["users.id"], name="fk_corrections_by_user_id_users"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_corrections_member_id_members"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_corrections_person_id_people"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_corrections_room_id_rooms"),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
    )
    op.create_index("ix_corrections_room_id_id", "corrections", ["room_id", "id"])
    op.create_table(
        "frozen_reports",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("before_hash", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_user_id"], ["users.id"], name="fk_frozen_reports_by_user_id_users"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_frozen_reports_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", "version", name="pk_frozen_reports"),
        sa.UniqueConstraint("hash", name="uq_frozen_reports_hash"),
    )


def downgrade() -> None:
    raise NotImplementedError("there is nowhere for what was kept since to go")
