"""Groups may be split by the units of those who are on the roster"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SPLITS = ("language", "random", "hand")


def upgrade() -> None:
    # SQLite rebuilds the table and does not report its checks, so they are all listed here.
    with op.batch_alter_table("group_rounds", copy_from=_rounds()) as rounds:
        rounds.alter_column("split", existing_type=_split(*SPLITS), type_=_split("unit", *SPLITS))


def downgrade() -> None:
    raise NotImplementedError("groups by unit do not fit into the table before")


def _split(*values: str) -> sa.Enum:
    return _enum("split", *values)


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def _rounds() -> sa.Table:
    """The table as it was before."""
    return sa.Table(
        "group_rounds",
        sa.MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"}),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", _enum("roundstate", "draft", "running", "closed"), nullable=False),
        sa.Column("split", _split(*SPLITS), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("slide", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_group_rounds_room_id_rooms"),
        sa.PrimaryKeyConstraint("id", name="pk_group_rounds"),
        sa.UniqueConstraint("room_id", "number", name="uq_group_rounds_room_id_number"),
        sa.Index(
            "uq_group_rounds_open",
            "room_id",
            unique=True,
            sqlite_where=sa.text("state != 'closed'"),
            postgresql_where=sa.text("state != 'closed'"),
        ),
    )
