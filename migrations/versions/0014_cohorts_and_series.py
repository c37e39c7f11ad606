"""Rosters of cohorts, personal links, series of sessions; interpreters and viewers"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ROLES = ("admin", "organiser", "presenter")
NEW_ROLES = (*ROLES, "interpreter", "viewer")


def upgrade() -> None:
    with op.batch_alter_table("users", copy_from=_users()) as users:
        users.alter_column("role", existing_type=_role(*ROLES), type_=_role(*NEW_ROLES))
        users.add_column(
            sa.Column("time_zone", sa.String(length=64), nullable=False, server_default="")
        )
        users.add_column(sa.Column("invited_by", sa.Integer(), nullable=True))
        users.create_foreign_key("fk_users_invited_by_users", "users", ["invited_by"], ["id"])
    op.add_column("rooms", sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "cohorts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_cohorts_owner_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_cohorts"),
    )
    op.create_index("ix_cohorts_owner_id", "cohorts", ["owner_id"])
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("rank", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("external_id", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_people_cohort_id_cohorts"),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("cohort_id", "number", name="uq_people_cohort_id_number"),
    )
    op.create_table(
        "roster_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_user_id"], ["users.id"], name="fk_roster_imports_by_user_id_users"
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name="fk_roster_imports_cohort_id_cohorts"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_roster_imports"),
    )
    op.create_index("ix_roster_imports_cohort_id", "roster_imports", ["cohort_id"])
    op.create_table(
        "roster_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_user_id"], ["users.id"], name="fk_roster_drafts_by_user_id_users"
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name="fk_roster_drafts_cohort_id_cohorts"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_roster_drafts"),
    )
    op.create_index("ix_roster_drafts_cohort_id", "roster_drafts", ["cohort_id"])
    op.create_table(
        "name_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("was", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_user_id"], ["users.id"], name="fk_name_changes_by_user_id_users"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_name_changes_person_id_people"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_name_changes"),
    )
    op.create_index("ix_name_changes_person_id", "name_changes", ["person_id"])
    op.create_table(
        "person_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=43), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mail_failed", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_person_links_person_id_people"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_person_links"),
        sa.UniqueConstraint("token_hash", name="uq_person_links_token_hash"),
    )
    op.create_index("ix_person_links_person_id", "person_links", ["person_id"])
    op.create_table(
        "invited",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("takes_guests", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_invited_cohort_id_cohorts"),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_invited_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", name="pk_invited"),
    )
    op.create_index("ix_invited_cohort_id", "invited", ["cohort_id"])
    op.create_table(
        "matches",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("matched_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("by_user_id IS NULL OR reason != ''", name="ck_matches_reason"),
        sa.ForeignKeyConstraint(["by_user_id"], ["users.id"], name="fk_matches_by_user_id_users"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_matches_member_id_members"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_matches_person_id_people"),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_matches_room_id_rooms"),
        sa.PrimaryKeyConstraint("member_id", name="pk_matches"),
    )
    op.create_index("ix_matches_person_id", "matches", ["person_id"])
    op.create_index(
        "ix_matches_room_id_person_id", "matches", ["room_id", "person_id"], unique=False
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_series_cohort_id_cohorts"),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_series_owner_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
    )
    op.create_index("ix_series_cohort_id", "series", ["cohort_id"])
    op.create_index("ix_series_owner_id", "series", ["owner_id"])
    op.create_table(
        "series_sessions",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_series_sessions_room_id_rooms"),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name="fk_series_sessions_series_id_series"
        ),
        sa.PrimaryKeyConstraint("room_id", name="pk_series_sessions"),
        sa.UniqueConstraint("series_id", "position", name="uq_series_sessions_series_id_position"),
    )
    op.create_table(
        "calendar_links",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=43), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_calendar_links_user_id_users"),
        sa.PrimaryKeyConstraint("user_id", name="pk_calendar_links"),
        sa.UniqueConstraint("token_hash", name="uq_calendar_links_token_hash"),
    )
    op.create_table(
        "viewers",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("named_by", sa.Integer(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_viewers_cohort_id_cohorts"),
        sa.ForeignKeyConstraint(["named_by"], ["users.id"], name="fk_viewers_named_by_users"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_viewers_user_id_users"),
        sa.PrimaryKeyConstraint("cohort_id", "user_id", name="pk_viewers"),
    )
    op.create_index("ix_viewers_user_id", "viewers", ["user_id"])


def downgrade() -> None:
    raise NotImplementedError("there is nowhere for what was kept since to go")


def _role(*roles: str) -> sa.Enum:
    return sa.Enum(*roles, name="userrole", native_enum=False, create_constraint=True, length=20)


def _users() -> sa.Table:
    """The table as it was before."""
    return sa.Table(
        "users",
        sa.MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"}),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", _role(*ROLES), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
    )
