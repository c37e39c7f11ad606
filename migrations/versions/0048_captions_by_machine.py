"""Programs beside the server write captions"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "caption_sources",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("is_running", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_to", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_caption_sources_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", "language", name="pk_caption_sources"),
        sa.UniqueConstraint("token_hash", name="uq_caption_sources_token_hash"),
    )
    op.add_column("lanes", sa.Column("typed_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("captions", copy_from=_captions()) as captions:
        captions.alter_column("member_id", existing_type=sa.Integer(), nullable=True)
        captions.add_column(sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
        captions.add_column(sa.Column("confidence", sa.Double(), nullable=True))


def downgrade() -> None:
    # Lines by machine do not fit into the table before.
    op.execute("DELETE FROM captions WHERE member_id IS NULL")
    with op.batch_alter_table("captions", copy_from=_captions(is_new=True)) as captions:
        captions.drop_column("confidence")
        captions.drop_column("ends_at")
        captions.alter_column("member_id", existing_type=sa.Integer(), nullable=False)
    op.drop_column("lanes", "typed_at")
    op.drop_table("caption_sources")


def _captions(*, is_new: bool = False) -> sa.Table:
    """The table as it was before, or as it is now."""
    added = [
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=True),
    ]
    return sa.Table(
        "captions",
        sa.MetaData(),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=is_new),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True),
        *(added if is_new else []),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_captions_room_id_rooms"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_captions_member_id_members"
        ),
        sa.PrimaryKeyConstraint("room_id", "language", "number", name="pk_captions"),
    )
