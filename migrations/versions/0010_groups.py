"""Cohorts may work in groups"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "group_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", _enum("roundstate", "draft", "running", "closed"), nullable=False),
        sa.Column("split", _enum("split", "language", "random", "hand"), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("slide", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_group_rounds_room_id_rooms"),
        sa.PrimaryKeyConstraint("id", name="pk_group_rounds"),
        sa.UniqueConstraint("room_id", "number", name="uq_group_rounds_room_id_number"),
    )
    op.create_index(
        "uq_group_rounds_open",
        "group_rounds",
        ["room_id"],
        unique=True,
        sqlite_where=sa.text("state != 'closed'"),
        postgresql_where=sa.text("state != 'closed'"),
    )
    op.create_table(
        "round_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("help_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("helper_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["round_id"], ["group_rounds.id"], name="fk_round_groups_round_id_group_rounds"
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["members.id"], name="fk_round_groups_helper_id_members"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_round_groups"),
        sa.UniqueConstraint("round_id", "number", name="uq_round_groups_round_id_number"),
        sa.UniqueConstraint("round_id", "id", name="uq_round_groups_round_id_id"),
    )
    op.create_table(
        "group_members",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_group_members_member_id_members"
        ),
        sa.ForeignKeyConstraint(
            ["round_id", "group_id"],
            ["round_groups.round_id", "round_groups.id"],
            name="fk_group_members_group",
        ),
        sa.PrimaryKeyConstraint("round_id", "member_id", name="pk_group_members"),
    )
    op.create_index("ix_group_members_group_id", "group_members", ["group_id"])
    _create_notes()
    _create_polls()
    op.create_table(
        "group_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["round_groups.id"], name="fk_group_messages_group_id_round_groups"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_group_messages_member_id_members"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_messages"),
    )
    op.create_index("ix_group_messages_group_id", "group_messages", ["group_id"])


def downgrade() -> None:
    for table in (
        "group_messages",
        "group_ballots",
        "group_polls",
        "note_revisions",
        "note_blocks",
        "group_members",
        "round_groups",
        "group_rounds",
    ):
        op.drop_table(table)


def _create_notes() -> None:
    op.create_table(
        "note_blocks",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["round_groups.id"], name="fk_note_blocks_group_id_round_groups"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_note_blocks_member_id_members"
        ),
        sa.PrimaryKeyConstraint("group_id", "key", name="pk_note_blocks"),
    )
    op.create_table(
        "note_revisions",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id", "key"],
            ["note_blocks.group_id", "note_blocks.key"],
            name="fk_note_revisions_block",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_note_revisions_member_id_members"
        ),
        sa.PrimaryKeyConstraint("group_id", "key", "revision", name="pk_note_revisions"),
    )


def _create_polls() -> None:
    op.create_table(
        "group_polls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["round_groups.id"], name="fk_group_polls_group_id_round_groups"
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["members.id"], name="fk_group_polls_asked_by_members"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_polls"),
        sa.UniqueConstraint("group_id", "number", name="uq_group_polls_group_id_number"),
    )
    op.create_index(
        "uq_group_polls_open",
        "group_polls",
        ["group_id"],
        unique=True,
        sqlite_where=sa.text("is_open"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_table(
        "group_ballots",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("option", sa.Integer(), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["group_polls.id"], name="fk_group_ballots_poll_id_group_polls"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_group_ballots_member_id_members"
        ),
        sa.PrimaryKeyConstraint("poll_id", "member_id", name="pk_group_ballots"),
    )


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
