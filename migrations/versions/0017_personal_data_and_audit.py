"""An audit log that only grows; how long data is kept; what people agreed to"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webinar.people.audit.models import GUARDS

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("before_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.UniqueConstraint("hash", name="uq_audit_hash"),
    )
    op.create_index("ix_audit_kind_id", "audit", ["kind", "id"])
    op.create_index("ix_audit_room_id_id", "audit", ["room_id", "id"])
    op.create_table(
        "retention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("attendance_days", sa.Integer(), nullable=False),
        sa.Column("answers_days", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(room_id IS NULL) != (cohort_id IS NULL)", name="ck_retention_of"),
        sa.CheckConstraint("answers_days BETWEEN 0 AND 1095", name="ck_retention_answers"),
        sa.CheckConstraint("attendance_days BETWEEN 0 AND 1095", name="ck_retention_attendance"),
        sa.ForeignKeyConstraint(["changed_by"], ["users.id"], name="fk_retention_changed_by_users"),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name="fk_retention_cohort_id_cohorts"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_retention_room_id_rooms"),
        sa.PrimaryKeyConstraint("id", name="pk_retention"),
        sa.UniqueConstraint("cohort_id", name="uq_retention_cohort_id"),
        sa.UniqueConstraint("room_id", name="uq_retention_room_id"),
    )
    op.create_table(
        "purged",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("attendance_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answers_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_purged_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", name="pk_purged"),
    )
    op.create_table(
        "consent_texts",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_consent_texts_room_id_rooms"),
        sa.ForeignKeyConstraint(
            ["written_by"], ["users.id"], name="fk_consent_texts_written_by_users"
        ),
        sa.PrimaryKeyConstraint("room_id", "version", "language", name="pk_consent_texts"),
    )
    op.create_table(
        "consents",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_consents_member_id_members"
        ),
        sa.PrimaryKeyConstraint("member_id", "version", name="pk_consents"),
    )
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("there is nowhere for what was kept since to go")
