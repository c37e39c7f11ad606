"""Sessions that are kept as templates for new ones"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webinar.kit.db import Instant

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rooms", sa.Column("template_at", Instant(), nullable=True))


def downgrade() -> None:
    op.drop_column("rooms", "template_at")
