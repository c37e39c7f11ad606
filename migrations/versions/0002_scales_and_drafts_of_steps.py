"""Polls may be scales, and a programme may bring drafts of next steps"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _kind(*values: str) -> sa.Enum:
    return sa.Enum(*values, name="pollkind", native_enum=False, create_constraint=True, length=20)


BEFORE, AFTER = ("single", "several"), ("single", "several", "scale")


def upgrade() -> None:
    _change_kinds(BEFORE, AFTER)
    op.create_table(
        "step_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name=op.f("fk_step_drafts_room_id_rooms")
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["steps.id"], name=op.f("fk_step_drafts_step_id_steps")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_drafts")),
        sa.UniqueConstraint("room_id", "key", name=op.f("uq_step_drafts_room_id_key")),
        sa.UniqueConstraint("step_id", name=op.f("uq_step_drafts_step_id")),
    )


def downgrade() -> None:
    op.drop_table("step_drafts")
    _change_kinds(AFTER, BEFORE)


def _change_kinds(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    # SQLite rebuilds the table and does not report its checks, so they are all listed here.
    with op.batch_alter_table("polls", copy_from=_polls(before)) as batch_op:
        batch_op.alter_column("kind", existing_type=_kind(*before), type_=_kind(*after))


def _polls(kinds: tuple[str, ...]) -> sa.Table:
    state = sa.Enum(
        "draft",
        "open",
        "closed",
        "revealed",
        name="pollstate",
        native_enum=False,
        create_constraint=True,
        length=20,
    )
    convention = {"ck": "ck_%(table_name)s_%(constraint_name)s"}
    return sa.Table(
        "polls",
        sa.MetaData(naming_convention=convention),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", _kind(*kinds), nullable=False),
        sa.Column("is_quiz", sa.Boolean(), nullable=False),
        sa.Column("on_the_spot", sa.Boolean(), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_polls_room_id_rooms"),
        sa.PrimaryKeyConstraint("id", name="pk_polls"),
        sa.UniqueConstraint("room_id", "key", name="uq_polls_room_id_key"),
    )
