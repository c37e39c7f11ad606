"""Sessions may have moderators, deadlines, and something on the stage"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BEFORE = ("host", "presenter", "interpreter", "participant")
AFTER = ("host", "presenter", "moderator", "interpreter", "participant")


def upgrade() -> None:
    _change_roles(BEFORE, AFTER)
    op.add_column("rooms", sa.Column("stage_kind", sa.String(length=20), nullable=True))
    op.add_column("rooms", sa.Column("stage_key", sa.String(length=80), nullable=True))
    op.create_table(
        "deadlines",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_deadlines_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", "kind", "key", name="pk_deadlines"),
    )
    op.create_index("ix_deadlines_at", "deadlines", ["at"])


def downgrade() -> None:
    op.drop_table("deadlines")
    op.drop_column("rooms", "stage_key")
    op.drop_column("rooms", "stage_kind")
    _change_roles(AFTER, BEFORE)


def _change_roles(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    # SQLite rebuilds the table and does not report its checks, so they are all listed here.
    with op.batch_alter_table("members", copy_from=_members(before)) as batch_op:
        batch_op.alter_column("role", existing_type=_role(*before), type_=_role(*after))


def _role(*values: str) -> sa.Enum:
    return sa.Enum(*values, name="role", native_enum=False, create_constraint=True, length=20)


def _members(roles: tuple[str, ...]) -> sa.Table:
    convention = {"ck": "ck_%(table_name)s_%(constraint_name)s"}
    return sa.Table(
        "members",
        sa.MetaData(naming_convention=convention),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("role", _role(*roles), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_members_room_id_rooms"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_members_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sa.UniqueConstraint("room_id", "number", name="uq_members_room_id_number"),
        sa.UniqueConstraint("room_id", "user_id", name="uq_members_room_id_user_id"),
    )
