"""Sessions have somebody who presents now, interpreters their language, and captions"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rooms", sa.Column("floor_id", sa.Integer(), nullable=True))
    op.add_column("rooms", sa.Column("floor_offered_id", sa.Integer(), nullable=True))
    op.add_column("members", sa.Column("interprets", sa.String(length=8), nullable=True))
    op.create_table(
        "lanes",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_lanes_room_id_rooms"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_lanes_member_id_members"),
        sa.PrimaryKeyConstraint("room_id", "language", name="pk_lanes"),
    )
    op.create_table(
        "captions",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_captions_room_id_rooms"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_captions_member_id_members"
        ),
        sa.PrimaryKeyConstraint("room_id", "language", "number", name="pk_captions"),
    )


def downgrade() -> None:
    op.drop_table("captions")
    op.drop_table("lanes")
    op.drop_column("members", "interprets")
    op.drop_column("rooms", "floor_offered_id")
    op.drop_column("rooms", "floor_id")
