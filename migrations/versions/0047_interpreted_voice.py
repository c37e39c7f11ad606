"""Speakers ask to be relieved, and slides wait for the voice"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    offered = sa.Column("is_offered", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("voice_channels", offered)
    held = sa.Column("holds_slides", sa.Boolean(), nullable=False, server_default=sa.true())
    op.add_column("rooms", held)


def downgrade() -> None:
    op.drop_column("rooms", "holds_slides")
    op.drop_column("voice_channels", "is_offered")
