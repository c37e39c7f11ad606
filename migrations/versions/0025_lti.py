"""Platforms that launch courses"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lti_nonces",
        sa.Column("nonce_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("nonce_hash", name="pk_lti_nonces"),
    )
    op.create_index("ix_lti_nonces_expires_at", "lti_nonces", ["expires_at"])
    op.create_table(
        "lti_platforms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("client_id", sa.String(length=255), nullable=False),
        sa.Column("login_url", sa.String(length=1000), nullable=False),
        sa.Column("token_url", sa.String(length=1000), nullable=False),
        sa.Column("keys_url", sa.String(length=1000), nullable=False),
        sa.Column("deployments", sa.JSON(), nullable=False),
        sa.Column("hosts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_lti_platforms"),
        sa.UniqueConstraint("issuer", "client_id", name="uq_lti_platforms_issuer_client_id"),
    )
    op.create_table(
        "lti_tickets",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("browser", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_lti_tickets"),
    )
    op.create_index("ix_lti_tickets_expires_at", "lti_tickets", ["expires_at"])
    op.create_table(
        "lti_courses",
        sa.Column("platform_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("allowed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_lti_courses_course_id_courses"
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["lti_platforms.id"],
            name="fk_lti_courses_platform_id_lti_platforms",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("platform_id", "course_id", name="pk_lti_courses"),
    )
    op.create_index("ix_lti_courses_course_id", "lti_courses", ["course_id"])
    op.create_table(
        "lti_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform_id", sa.Integer(), nullable=False),
        sa.Column("deployment", sa.String(length=255), nullable=False),
        sa.Column("resource", sa.String(length=255), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("context_title", sa.String(length=200), nullable=False),
        sa.Column("line_item", sa.String(length=1000), nullable=False),
        sa.Column("members", sa.String(length=1000), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_lti_links_course_id_courses"
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["lti_platforms.id"],
            name="fk_lti_links_platform_id_lti_platforms",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_lti_links"),
        sa.UniqueConstraint(
            "platform_id",
            "deployment",
            "resource",
            name="uq_lti_links_platform_id_deployment_resource",
        ),
    )
    op.create_index("ix_lti_links_course_id", "lti_links", ["course_id"])
    op.create_table(
        "lti_grades",
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "idle",
                "due",
                "sending",
                name="gradestate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.Column("is_finished", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=20), nullable=False),
        sa.CheckConstraint("given >= 0 AND given <= 100", name="given"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_lti_grades_learner_id_learners"
        ),
        sa.ForeignKeyConstraint(
            ["link_id"],
            ["lti_links.id"],
            name="fk_lti_grades_link_id_lti_links",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("link_id", "learner_id", name="pk_lti_grades"),
    )
    op.create_index("ix_lti_grades_learner_id", "lti_grades", ["learner_id"])
    op.create_index("ix_lti_grades_next_at", "lti_grades", ["next_at"])
    op.create_table(
        "lti_users",
        sa.Column("platform_id", sa.Integer(), nullable=False),
        sa.Column("sub", sa.String(length=255), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_lti_users_course_id_courses"
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_lti_users_learner_id_learners"
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["lti_platforms.id"],
            name="fk_lti_users_platform_id_lti_platforms",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("platform_id", "sub", "course_id", name="pk_lti_users"),
        sa.UniqueConstraint("learner_id", name="uq_lti_users_learner_id"),
    )
    op.create_index("ix_lti_users_course_id", "lti_users", ["course_id"])


def downgrade() -> None:
    op.drop_index("ix_lti_users_course_id", table_name="lti_users")
    op.drop_table("lti_users")
    op.drop_index("ix_lti_grades_next_at", table_name="lti_grades")
    op.drop_index("ix_lti_grades_learner_id", table_name="lti_grades")
    op.drop_table("lti_grades")
    op.drop_index("ix_lti_links_course_id", table_name="lti_links")
    op.drop_table("lti_links")
    op.drop_index("ix_lti_courses_course_id", table_name="lti_courses")
    op.drop_table("lti_courses")
    op.drop_index("ix_lti_tickets_expires_at", table_name="lti_tickets")
    op.drop_table("lti_tickets")
    op.drop_table("lti_platforms")
    op.drop_index("ix_lti_nonces_expires_at", table_name="lti_nonces")
    op.drop_table("lti_nonces")
