"""Hosts let participants speak"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "speaking_grants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_speaking_grants_member_id_members"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_speaking_grants_room_id_rooms"),
        sa.PrimaryKeyConstraint("id", name="pk_speaking_grants"),
        sa.UniqueConstraint("member_id", name="uq_speaking_grants_member_id"),
    )
    op.create_index("ix_speaking_grants_room_id", "speaking_grants", ["room_id"])
    op.create_index(
        "uq_speaking_grants_running",
        "speaking_grants",
        ["room_id"],
        unique=True,
        sqlite_where=sa.text("ends_at IS NOT NULL"),
        postgresql_where=sa.text("ends_at IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_table("speaking_grants")
