"""Polls that ask whether a statement is true, and why"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

BEFORE = (
    "single",
    "several",
    "scale",
    "ranking",
    "points",
    "numeric",
    "text",
    "cloud",
    "matching",
    "sorting",
)
NEW = "reasoned"
AFTER = (*BEFORE, NEW)

KIND = sa.table("polls", sa.column("kind"))


def upgrade() -> None:
    _change(BEFORE, AFTER)


def downgrade() -> None:
    """One of two options is chosen. The reasons stay in their table, where nothing reads them."""
    op.execute(sa.update(KIND).where(KIND.c.kind == NEW).values(kind="single"))
    _change(AFTER, BEFORE)


def _change(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    # SQLite rebuilds the table and does not report its checks, so they are all listed here.
    with op.batch_alter_table("polls", copy_from=_polls(before)) as polls:
        polls.alter_column("kind", existing_type=_kind(before), type_=_kind(after))


def _kind(values: tuple[str, ...]) -> sa.Enum:
    return _enum("pollkind", values)


def _enum(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def _polls(kinds: tuple[str, ...]) -> sa.Table:
    state = _enum("pollstate", ("draft", "open", "closed", "revealed"))
    none, no = sa.text("0"), sa.false()
    return sa.Table(
        "polls",
        sa.MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"}),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", _kind(kinds), nullable=False),
        sa.Column("is_quiz", sa.Boolean(), nullable=False),
        sa.Column("on_the_spot", sa.Boolean(), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voters", sa.Integer(), server_default=none, nullable=False),
        sa.Column("abstained", sa.Integer(), server_default=none, nullable=False),
        sa.Column("is_anonymous", sa.Boolean(), server_default=no, nullable=False),
        sa.Column("may_abstain", sa.Boolean(), server_default=no, nullable=False),
        sa.Column("points", sa.Integer(), server_default=none, nullable=False),
        sa.Column("seconds", sa.Integer(), server_default=none, nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("right_value", sa.Double(), nullable=True),
        sa.Column("tolerance", sa.Double(), server_default=none, nullable=False),
        sa.Column("summary", sa.JSON(), nullable=True),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_polls_room_id_rooms"),
        sa.ForeignKeyConstraint(["first_id"], ["polls.id"], name="fk_polls_first_id_polls"),
        sa.PrimaryKeyConstraint("id", name="pk_polls"),
        sa.UniqueConstraint("room_id", "key", name="uq_polls_room_id_key"),
        sa.UniqueConstraint("first_id", name="uq_polls_first_id"),
    )
