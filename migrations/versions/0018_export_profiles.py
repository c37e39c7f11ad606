"""Export profiles"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "export_profiles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name="fk_export_profiles_owner_id_users"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_export_profiles"),
        sa.UniqueConstraint("owner_id", "name", name="uq_export_profiles_owner_id_name"),
    )


def downgrade() -> None:
    op.drop_table("export_profiles")
