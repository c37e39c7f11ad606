"""Polls and their options keep the tally, and open intervals are found by themselves"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    none = sa.text("0")
    op.add_column("polls", sa.Column("voters", sa.Integer(), server_default=none, nullable=False))
    op.add_column(
        "poll_options", sa.Column("votes", sa.Integer(), server_default=none, nullable=False)
    )
    op.execute(
        "UPDATE polls SET voters = (SELECT count(*) FROM ballots WHERE ballots.poll_id = polls.id)"
    )
    # By the poll as well: it is what the choices' key begins with.
    op.execute(
        "UPDATE poll_options SET votes ="
        " (SELECT count(*) FROM choices WHERE choices.poll_id = poll_options.poll_id"
        " AND choices.option_id = poll_options.id)"
    )
    op.create_index(
        "ix_intervals_open",
        "intervals",
        ["room_id"],
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )


def downgrade() -> None:
    op.drop_index("ix_intervals_open", table_name="intervals")
    op.drop_column("poll_options", "votes")
    op.drop_column("polls", "voters")
