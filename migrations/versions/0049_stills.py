"""Hosts show still pictures of themselves and of their screens"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stills",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("text", sa.String(length=300), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_stills_member_id_members"),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_stills_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", "kind", name="pk_stills"),
        sa.UniqueConstraint("key", name="uq_stills_key"),
    )


def downgrade() -> None:
    op.drop_table("stills")
