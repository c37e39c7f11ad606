"""Raised hands, pace signals, counts of reactions, and countdowns"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hands",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_hands_room_id_rooms"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_hands_member_id_members"),
        sa.PrimaryKeyConstraint("id", name="pk_hands"),
        sa.UniqueConstraint("member_id", name="uq_hands_member_id"),
    )
    op.create_index("ix_hands_room_id", "hands", ["room_id"])
    is_called = sa.text("called_at IS NOT NULL")
    op.create_index(
        "uq_hands_called",
        "hands",
        ["room_id"],
        unique=True,
        sqlite_where=is_called,
        postgresql_where=is_called,
    )
    op.create_table(
        "pace_signals",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", _enum("pace", "slower", "unclear"), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("tick", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_pace_signals_member_id_members"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_pace_signals_room_id_rooms"),
        sa.PrimaryKeyConstraint("member_id", "kind", name="pk_pace_signals"),
    )
    op.create_index("ix_pace_signals_room_id", "pace_signals", ["room_id"])
    kinds = _enum("reaction", "good", "thanks", "support", "new")
    op.create_table(
        "reaction_counts",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint("times > 0", name=op.f("ck_reaction_counts_times")),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_reaction_counts_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", "kind", name="pk_reaction_counts"),
    )
    op.create_table(
        "countdowns",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("kind", _enum("runs", "activity", "break"), nullable=False),
        sa.Column("label", sa.String(length=20), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > started_at", name=op.f("ck_countdowns_order")),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_countdowns_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", name="pk_countdowns"),
    )


def downgrade() -> None:
    for table in ("countdowns", "reaction_counts", "pace_signals", "hands"):
        op.drop_table(table)


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
