"""Sessions may let people in one by one, and know whom they expect"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "rooms", sa.Column("is_guarded", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("members", sa.Column("waits_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("members", sa.Column("turned_away", sa.String(length=20), nullable=True))
    op.add_column("members", sa.Column("link", sa.String(length=10), nullable=True))
    op.create_table(
        "expected_names",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_expected_names_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", "key", name="pk_expected_names"),
    )


def downgrade() -> None:
    op.drop_table("expected_names")
    for column in ("link", "turned_away", "waits_since"):
        op.drop_column("members", column)
    op.drop_column("rooms", "is_guarded")
