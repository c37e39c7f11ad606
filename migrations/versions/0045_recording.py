"""The voice of a session is recorded"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recording_rules",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_recording_rules_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", name="pk_recording_rules"),
    )
    op.create_table(
        "recording_spans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "ending",
            sa.Enum(
                *("open", "paused", "ended", "full", "failed"),
                name="spanending",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_recording_spans_room_id_rooms"),
        sa.PrimaryKeyConstraint("id", name="pk_recording_spans"),
    )
    op.create_index("ix_recording_spans_room_id", "recording_spans", ["room_id"])
    op.create_table(
        "recorded_sounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("begins_ms", sa.BigInteger(), nullable=False),
        sa.Column("ends_ms", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_recorded_sounds_room_id_rooms"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_recorded_sounds_member_id_members"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recorded_sounds"),
    )
    op.create_index(
        "ix_recorded_sounds_room_id_channel_begins_ms",
        "recorded_sounds",
        ["room_id", "channel", "begins_ms"],
    )
    op.create_index("ix_recorded_sounds_member_id", "recorded_sounds", ["member_id"])


def downgrade() -> None:
    op.drop_table("recorded_sounds")
    op.drop_table("recording_spans")
    op.drop_table("recording_rules")
