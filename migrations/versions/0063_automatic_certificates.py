"""Certificates that the server issues by itself"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webinar.kit.db import Instant

revision = "0063"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "automatic_certificates",
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["certificate_rules.id"],
            name="fk_automatic_certificates_rule_id_certificate_rules",
        ),
        sa.ForeignKeyConstraint(
            ["by_user_id"], ["users.id"], name="fk_automatic_certificates_by_user_id_users"
        ),
        sa.PrimaryKeyConstraint("rule_id", name="pk_automatic_certificates"),
    )


def downgrade() -> None:
    op.drop_table("automatic_certificates")
