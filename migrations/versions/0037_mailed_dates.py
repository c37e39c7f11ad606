"""The dates that the last letter with a personal link had"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person_links", sa.Column("mailed_dates", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("person_links", "mailed_dates")
