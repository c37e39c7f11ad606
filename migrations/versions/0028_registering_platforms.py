"""Links by which platforms register themselves, and columns of ours in their grade books"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

OF_LINKS = ("line_items", "own_item")


def upgrade() -> None:
    op.create_table(
        "lti_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=1000), nullable=False),
        sa.Column("hosts", sa.JSON(), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_user_id"], ["users.id"], name="fk_lti_invitations_by_user_id_users"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_lti_invitations"),
    )
    op.create_index("ix_lti_invitations_expires_at", "lti_invitations", ["expires_at"])
    for name in OF_LINKS:
        column = sa.Column(name, sa.String(length=1000), server_default="", nullable=False)
        op.add_column("lti_links", column)
    op.add_column("lti_links", sa.Column("making_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for name in ("making_until", *OF_LINKS):
        op.drop_column("lti_links", name)
    op.drop_index("ix_lti_invitations_expires_at", table_name="lti_invitations")
    op.drop_table("lti_invitations")
