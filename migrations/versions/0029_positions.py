"""The position of somebody on a roster"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "people", sa.Column("position", sa.String(length=120), server_default="", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("people", "position")
