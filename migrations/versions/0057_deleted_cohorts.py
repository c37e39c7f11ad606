"""Cohorts that their organisers have deleted"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webinar.kit.db import Instant

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cohorts", sa.Column("deleted_at", Instant(), nullable=True))


def downgrade() -> None:
    op.drop_column("cohorts", "deleted_at")
