"""The fair choice of who answers"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "picks",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.CheckConstraint("times > 0", name=op.f("ck_picks_times")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_picks_member_id_members"),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_picks_room_id_rooms"),
        sa.PrimaryKeyConstraint("member_id", name="pk_picks"),
    )
    op.create_index("ix_picks_room_id", "picks", ["room_id"])
    op.create_index(
        "uq_picks_shown",
        "picks",
        ["room_id"],
        unique=True,
        sqlite_where=sa.text("is_shown"),
        postgresql_where=sa.text("is_shown"),
    )


def downgrade() -> None:
    op.drop_table("picks")
