"""Open texts keep the order in which hosts were told of them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("poll_texts", sa.Column("version", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("poll_texts", "version")
