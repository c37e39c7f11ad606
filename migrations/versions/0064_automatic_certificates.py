"""Certificates that the server issues and mails by itself; designs and emblems"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webinar.kit.db import Instant

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "automatic_certificates",
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("mails_since", Instant(), nullable=True),
        sa.Column("error", sa.String(20), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", Instant(), nullable=True),
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
    for table in ("certificate_rules", "certificates"):
        op.add_column(
            table, sa.Column("design", sa.String(12), nullable=False, server_default="classic")
        )
    op.add_column("certificates", sa.Column("institution", sa.String(300), nullable=True))
    op.add_column("certificates", sa.Column("emblem", sa.String(64), nullable=True))
    op.create_table(
        "emblems",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("suffix", sa.String(4), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_emblems"),
    )
    op.add_column("certificates", sa.Column("mailed_at", Instant(), nullable=True))
    op.add_column(
        "certificates", sa.Column("mail_failed", sa.String(20), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_table("emblems")
    for name in ("emblem", "institution", "design"):
        op.drop_column("certificates", name)
    op.drop_column("certificate_rules", "design")
    op.drop_column("certificates", "mail_failed")
    op.drop_column("certificates", "mailed_at")
    op.drop_table("automatic_certificates")
