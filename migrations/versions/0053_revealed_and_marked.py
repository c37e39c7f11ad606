"""Sessions know which items of the slide are revealed, and which blocks are marked"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rooms", sa.Column("revealed", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("rooms", sa.Column("marks", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("rooms", "marks")
    op.drop_column("rooms", "revealed")
