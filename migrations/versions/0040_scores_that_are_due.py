"""A score is to be sent if it has a time for that: no state beside it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

GRADES = sa.table("lti_grades", sa.column("state"), sa.column("next_at"))
STATE = sa.Enum(
    "idle",
    "due",
    "sending",
    name="gradestate",
    native_enum=False,
    create_constraint=True,
    length=20,
)


def upgrade() -> None:
    with op.batch_alter_table("lti_grades", copy_from=_grades(_state())) as grades:
        grades.drop_column("state")


def downgrade() -> None:
    """A score that was being sent becomes due when its claim ends."""
    with op.batch_alter_table("lti_grades", copy_from=_grades()) as grades:
        grades.add_column(_state(server_default="idle"))
    op.execute(sa.update(GRADES).where(GRADES.c.next_at.is_not(None)).values(state="due"))
    with op.batch_alter_table("lti_grades", copy_from=_grades(_state("idle"))) as grades:
        grades.alter_column("state", existing_type=STATE, server_default=None)


def _state(server_default: str | None = None) -> sa.Column[str]:
    return sa.Column("state", STATE, server_default=server_default, nullable=False)


def _grades(*state: sa.Column[str]) -> sa.Table:
    # SQLite rebuilds the table and does not report its checks, so they are all listed here.
    return sa.Table(
        "lti_grades",
        sa.MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"}),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        *state,
        sa.Column("given", sa.Integer(), nullable=False),
        sa.Column("is_finished", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=20), nullable=False),
        sa.CheckConstraint("given >= 0 AND given <= 100", name="given"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_lti_grades_learner_id_learners"
        ),
        sa.ForeignKeyConstraint(
            ["link_id"],
            ["lti_links.id"],
            name="fk_lti_grades_link_id_lti_links",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("link_id", "learner_id", name="pk_lti_grades"),
        sa.Index("ix_lti_grades_learner_id", "learner_id"),
        sa.Index("ix_lti_grades_next_at", "next_at"),
    )
