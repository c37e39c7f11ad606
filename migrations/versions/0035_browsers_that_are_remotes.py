"""Browsers that are the remote of one session alone, and links by which a password may be set"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

browsers = sa.table(
    "browsers", sa.column("id", sa.Integer), sa.column("user_id"), sa.column("data", sa.JSON)
)
users = sa.table("users", sa.column("id"), sa.column("password_hash"))
seats = sa.table("seats", sa.column("browser_id"))
learner_seats = sa.table("learner_seats", sa.column("browser_id"))
links = sa.table(
    "sign_in_links", sa.column("goes_to"), sa.column("used_at"), sa.column("resets_password")
)


def upgrade() -> None:
    for table in ("browsers", "sign_in_links"):
        remote_of = sa.Column("remote_of", sa.String(length=8), server_default="", nullable=False)
        op.add_column(table, remote_of)
    resets = sa.Column("resets_password", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("sign_in_links", resets)
    op.execute(links.update().where(links.c.goes_to == "/desk").values(resets_password=sa.true()))
    # A remote of before was the whole account of whoever showed its link. Those end here.
    op.execute(
        links.delete().where(links.c.goes_to.like("/rooms/%/remote"), links.c.used_at.is_(None))
    )
    ended = _remotes()
    for table in (seats, learner_seats):
        op.execute(table.delete().where(table.c.browser_id.in_(ended)))
    op.execute(browsers.delete().where(browsers.c.id.in_(ended)))


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM sign_in_links WHERE remote_of != ''"))
    remotes = "SELECT id FROM browsers WHERE remote_of != ''"
    op.execute(sa.text(f"DELETE FROM seats WHERE browser_id IN ({remotes})"))  # noqa: S608
    op.execute(sa.text("DELETE FROM browsers WHERE remote_of != ''"))
    op.drop_column("sign_in_links", "resets_password")
    op.drop_column("sign_in_links", "remote_of")
    op.drop_column("browsers", "remote_of")


def _remotes() -> list[int]:
    """Those who came by a link that changes no password, as the data of their session says.

    Helpers came so, too, but have no password yet: they could not sign in again, and stay.
    """
    found = (
        sa.select(browsers.c.id, browsers.c.data)
        .join(users, users.c.id == browsers.c.user_id)
        .where(users.c.password_hash != "")
    )
    return [row.id for row in op.get_bind().execute(found) if row.data.get("by_link") is False]
