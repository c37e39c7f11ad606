"""Running numbers of certificates"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate_numbers",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_certificate_numbers")),
    )
    op.add_column("certificates", sa.Column("number", sa.String(16), nullable=True))
    op.create_index(op.f("ix_certificates_number"), "certificates", ["number"], unique=True)


def downgrade() -> None:
    op.drop_index(op.f("ix_certificates_number"), table_name="certificates")
    op.drop_column("certificates", "number")
    op.drop_table("certificate_numbers")
