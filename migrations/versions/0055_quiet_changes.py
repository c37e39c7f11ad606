"""Changes of a session that alter nothing that its participants share"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rooms", sa.Column("quiet", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("rooms", "quiet")
