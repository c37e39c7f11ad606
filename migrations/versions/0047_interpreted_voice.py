"""Speakers ask to be relieved, and slides wait for the voice"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("voice_channels") as voice_channels:
        voice_channels.add_column(
            sa.Column("is_offered", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("rooms") as rooms:
        rooms.add_column(
            sa.Column("holds_slides", sa.Boolean(), nullable=False, server_default=sa.true())
        )


def downgrade() -> None:
    with op.batch_alter_table("rooms") as rooms:
        rooms.drop_column("holds_slides")
    with op.batch_alter_table("voice_channels") as voice_channels:
        voice_channels.drop_column("is_offered")
