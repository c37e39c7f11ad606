"""Certificates by rule"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("polls", sa.Integer(), nullable=True),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("signers", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(room_id IS NULL) != (series_id IS NULL)", name="ck_certificate_rules_of"
        ),
        sa.CheckConstraint("mark BETWEEN 0 AND 100", name="ck_certificate_rules_mark"),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name="ck_certificate_rules_percent"),
        sa.CheckConstraint("polls BETWEEN 0 AND 100", name="ck_certificate_rules_polls"),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["users.id"], name="fk_certificate_rules_changed_by_users"
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_certificate_rules_room_id_rooms"
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name="fk_certificate_rules_series_id_series"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_certificate_rules"),
        sa.UniqueConstraint("room_id", name="uq_certificate_rules_room_id"),
        sa.UniqueConstraint("series_id", name="uq_certificate_rules_series_id"),
    )
    op.create_table(
        "certificates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("rank", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("signers", sa.JSON(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("credential_id", sa.String(length=36), nullable=False),
        sa.Column("credential", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.Integer(), nullable=True),
        sa.Column("revoked_because", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_because = '')", name="ck_certificates_revoked"
        ),
        sa.CheckConstraint(
            "(person_id IS NULL) != (member_id IS NULL)", name="ck_certificates_holder"
        ),
        sa.ForeignKeyConstraint(
            ["issued_by"], ["users.id"], name="fk_certificates_issued_by_users"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_certificates_member_id_members"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_certificates_person_id_people"
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["certificates.id"],
            name="fk_certificates_replaces_id_certificates",
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by"], ["users.id"], name="fk_certificates_revoked_by_users"
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["certificate_rules.id"],
            name="fk_certificates_rule_id_certificate_rules",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_certificates"),
        sa.UniqueConstraint("code", name="uq_certificates_code"),
        sa.UniqueConstraint("credential_id", name="uq_certificates_credential_id"),
    )
    op.create_index("ix_certificates_person_id", "certificates", ["person_id"])
    op.create_index("ix_certificates_member_id", "certificates", ["member_id"])
    op.create_index("ix_certificates_rule_id", "certificates", ["rule_id"])
    for holder in ("person_id", "member_id"):
        op.create_index(
            f"ix_certificates_one_each_{holder}",
            "certificates",
            ["rule_id", holder],
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )


def downgrade() -> None:
    raise NotImplementedError("there is nowhere for what was kept since to go")
