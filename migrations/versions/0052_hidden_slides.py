"""Hosts hide slides in a session"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hidden_slides",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("slide", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("slide >= 0", name="ck_hidden_slides_slide"),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_hidden_slides_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", "slide", name="pk_hidden_slides"),
    )


def downgrade() -> None:
    op.drop_table("hidden_slides")
