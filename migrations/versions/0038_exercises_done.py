"""Exercises that were written and saved are done, however short they were looked at"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

PROGRESS = sa.table(
    "slide_progress", sa.column("learner_id"), sa.column("slide"), sa.column("done_at")
)
ANSWERS = sa.table(
    "study_answers", sa.column("learner_id"), sa.column("item"), sa.column("answered_at")
)


def upgrade() -> None:
    # Whatever else was answered is done already.
    first = (
        sa.select(sa.func.min(ANSWERS.c.answered_at))
        .where(ANSWERS.c.learner_id == PROGRESS.c.learner_id, ANSWERS.c.item == PROGRESS.c.slide)
        .scalar_subquery()
    )
    op.execute(sa.update(PROGRESS).where(PROGRESS.c.done_at.is_(None)).values(done_at=first))


def downgrade() -> None:
    """What was done stays done."""
