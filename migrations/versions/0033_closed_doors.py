"""A session may let nobody new in"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    no = sa.false()
    op.add_column("rooms", sa.Column("is_closed", sa.Boolean(), server_default=no, nullable=False))


def downgrade() -> None:
    op.drop_column("rooms", "is_closed")
