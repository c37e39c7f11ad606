"""Nothing of the audit log is replaced"""

from __future__ import annotations

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """PostgreSQL's triggers saw it already."""
    if op.get_bind().dialect.name == "sqlite":
        # A database whose first migration ran since then has it already.
        op.execute(
            "CREATE TRIGGER IF NOT EXISTS audit_adds BEFORE INSERT ON audit"
            " WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id OR hash = NEW.hash)"
            " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_adds")
