"""Sessions that their organisers have put away"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webinar.kit.db import Instant

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rooms", sa.Column("archived_at", Instant(), nullable=True))


def downgrade() -> None:
    op.drop_column("rooms", "archived_at")
