"""Members speak in channels"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "voice_channels",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_voice_channels_member_id_members"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_voice_channels_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", "channel", name="pk_voice_channels"),
    )


def downgrade() -> None:
    op.drop_table("voice_channels")
