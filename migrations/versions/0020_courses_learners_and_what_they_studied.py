"""Courses, learners, and what they studied"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "courses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("takes_guests", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_courses_cohort_id_cohorts"),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name="fk_courses_edition_id_editions"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_courses_owner_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_courses"),
        sa.UniqueConstraint("code", name="uq_courses_code"),
    )
    op.create_index("ix_courses_cohort_id", "courses", ["cohort_id"])
    op.create_index("ix_courses_owner_id", "courses", ["owner_id"])
    op.create_table(
        "course_sessions",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_course_sessions_course_id_courses"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_course_sessions_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", name="pk_course_sessions"),
    )
    op.create_index("ix_course_sessions_course_id", "course_sessions", ["course_id"])
    op.create_table(
        "learners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("seed", sa.String(length=43), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("person_id IS NULL OR member_id IS NULL", name="who"),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_learners_course_id_courses"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_learners_member_id_members"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_learners_person_id_people"),
        sa.PrimaryKeyConstraint("id", name="pk_learners"),
        sa.UniqueConstraint("course_id", "member_id", name="uq_learners_course_id_member_id"),
        sa.UniqueConstraint("course_id", "number", name="uq_learners_course_id_number"),
        sa.UniqueConstraint("course_id", "person_id", name="uq_learners_course_id_person_id"),
        sa.UniqueConstraint("token_hash", name="uq_learners_token_hash"),
    )
    op.create_index("ix_learners_member_id", "learners", ["member_id"])
    op.create_index("ix_learners_person_id", "learners", ["person_id"])
    op.create_table(
        "learner_seats",
        sa.Column("browser_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["browser_id"],
            ["browsers.id"],
            name="fk_learner_seats_browser_id_browsers",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_learner_seats_course_id_courses"
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_learner_seats_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("browser_id", "course_id", name="pk_learner_seats"),
    )
    op.create_index("ix_learner_seats_learner_id", "learner_seats", ["learner_id"])
    op.create_table(
        "slide_progress",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("slide", sa.String(length=80), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_slide_progress_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("learner_id", "slide", name="pk_slide_progress"),
    )
    op.create_table(
        "study_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "online",
                "plain",
                "offline",
                "file",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_study_answers_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_study_answers"),
        sa.UniqueConstraint("learner_id", "key", name="uq_study_answers_learner_id_key"),
    )
    op.create_index("ix_study_answers_item", "study_answers", ["item"])
    op.create_index("ix_study_answers_learner_id_item", "study_answers", ["learner_id", "item"])
    op.create_table(
        "study_stretches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("slide", sa.String(length=80), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "online",
                "plain",
                "offline",
                "file",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ended_at >= began_at", name="order"),
        sa.CheckConstraint("seconds >= 0", name="seconds"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_study_stretches_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_study_stretches"),
        sa.UniqueConstraint("learner_id", "key", name="uq_study_stretches_learner_id_key"),
    )
    op.create_index(
        "ix_study_stretches_learner_id_slide", "study_stretches", ["learner_id", "slide"]
    )
    op.create_table(
        "study_tallies",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("choice", sa.String(length=80), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_study_tallies_course_id_courses"
        ),
        sa.PrimaryKeyConstraint("course_id", "item", "choice", name="pk_study_tallies"),
    )


def downgrade() -> None:
    op.drop_table("study_tallies")
    op.drop_index("ix_study_stretches_learner_id_slide", table_name="study_stretches")
    op.drop_table("study_stretches")
    op.drop_index("ix_study_answers_learner_id_item", table_name="study_answers")
    op.drop_index("ix_study_answers_item", table_name="study_answers")
    op.drop_table("study_answers")
    op.drop_table("slide_progress")
    op.drop_index("ix_learner_seats_learner_id", table_name="learner_seats")
    op.drop_table("learner_seats")
    op.drop_index("ix_learners_person_id", table_name="learners")
    op.drop_index("ix_learners_member_id", table_name="learners")
    op.drop_table("learners")
    op.drop_index("ix_course_sessions_course_id", table_name="course_sessions")
    op.drop_table("course_sessions")
    op.drop_index("ix_courses_owner_id", table_name="courses")
    op.drop_index("ix_courses_cohort_id", table_name="courses")
    op.drop_table("courses")
