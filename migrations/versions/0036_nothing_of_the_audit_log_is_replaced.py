"""Nothing of the audit log is replaced"""

from __future__ import annotations

from alembic import op

from webinar.audit.models import GUARDS

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """PostgreSQL's triggers saw it already."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(GUARDS["sqlite"][-1])


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_adds")
