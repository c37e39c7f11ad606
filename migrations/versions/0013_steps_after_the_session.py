"""Owners of steps report by personal links and are reminded; sessions follow up others"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KINDS = ("started", "done", "moved", "blocked", "reopened", "note")
REMINDERS = ("overdue", "today", "soon", "check_back")


def upgrade() -> None:
    op.create_table(
        "follow_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("seed", sa.String(length=43), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("email", sa.String(length=254), server_default="", nullable=False),
        sa.CheckConstraint("(member_id IS NULL) = (role != '')", name="ck_follow_links_owner"),
        _of("follow_links", "room_id", "rooms"),
        _of("follow_links", "member_id", "members"),
        _of("follow_links", "created_by", "members"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_links"),
        sa.UniqueConstraint("token_hash", name="uq_follow_links_token_hash"),
    )
    op.create_index("ix_follow_links_room_id", "follow_links", ["room_id"])
    op.create_table(
        "step_reports",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.Integer(), nullable=False),
        sa.Column("kind", _enum("reportkind", *KINDS), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("was_due", sa.Date(), nullable=True),
        sa.Column("new_due", sa.Date(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(link_id IS NULL) != (member_id IS NULL)", name="ck_step_reports_by"),
        sa.CheckConstraint(
            "(kind = 'moved') = (new_due IS NOT NULL)", name="ck_step_reports_new_due"
        ),
        _of("step_reports", "step_id", "steps"),
        _of("step_reports", "link_id", "follow_links"),
        _of("step_reports", "member_id", "members"),
        sa.PrimaryKeyConstraint("step_id", "number", name="pk_step_reports"),
        sa.UniqueConstraint("step_id", "key", name="uq_step_reports_step_id_key"),
    )
    op.create_table(
        "step_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kept", sa.String(length=32), nullable=False),
        sa.CheckConstraint("size > 0", name="ck_step_files_size"),
        _of("step_files", "step_id", "steps"),
        sa.ForeignKeyConstraint(
            ["step_id", "report"],
            ["step_reports.step_id", "step_reports.number"],
            name="fk_step_files_step_id_step_reports",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_step_files"),
        sa.UniqueConstraint("step_id", "number", name="uq_step_files_step_id_number"),
        sa.UniqueConstraint("kept", name="uq_step_files_kept"),
    )
    op.create_table(
        "step_reminders",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Integer(), nullable=False),
        sa.Column("kind", _enum("reminderkind", *REMINDERS), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("state", _enum("reminderstate", "sending", "sent", "failed"), nullable=False),
        sa.Column("error", sa.String(length=40), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        _of("step_reminders", "step_id", "steps"),
        _of("step_reminders", "link_id", "follow_links"),
        _of("step_reminders", "member_id", "members"),
        sa.PrimaryKeyConstraint("step_id", "owner", "kind", "day", name="pk_step_reminders"),
    )
    op.create_table(
        "follow_ups",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("follows_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("room_id != follows_id", name="ck_follow_ups_other"),
        _of("follow_ups", "room_id", "rooms"),
        _of("follow_ups", "follows_id", "rooms"),
        sa.PrimaryKeyConstraint("room_id", name="pk_follow_ups"),
    )
    op.create_index("ix_follow_ups_follows_id", "follow_ups", ["follows_id"])


def downgrade() -> None:
    for table in ("follow_ups", "step_reminders", "step_files", "step_reports", "follow_links"):
        op.drop_table(table)


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
