"""Tests at one's own pace, and officers behind one screen"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tests",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("days", sa.Integer(), server_default="7", nullable=False),
        sa.CheckConstraint("days BETWEEN 0 AND 60", name=op.f("ck_tests_days")),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_tests_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", "part", name="pk_tests"),
    )
    op.create_table(
        "test_papers",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_test_papers_member_id_members"
        ),
        sa.PrimaryKeyConstraint("member_id", "part", name="pk_test_papers"),
    )
    op.create_table(
        "test_answers",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_test_answers_member_id_members"
        ),
        sa.PrimaryKeyConstraint("member_id", "item", name="pk_test_answers"),
    )
    _create_halls()


def _create_halls() -> None:
    op.create_table(
        "halls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("facilitator_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_halls_room_id_rooms"),
        sa.ForeignKeyConstraint(
            ["facilitator_id"], ["members.id"], name="fk_halls_facilitator_id_members"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_halls"),
        sa.UniqueConstraint("room_id", "number", name="uq_halls_room_id_number"),
        sa.UniqueConstraint("room_id", "facilitator_id", name="uq_halls_room_id_facilitator_id"),
    )
    op.create_table(
        "hall_people",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("has_device", sa.Boolean(), nullable=False),
        sa.Column("pin", sa.String(length=120), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_hall_people_tries")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_hall_people_member_id_members"
        ),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_hall_people_hall_id_halls"),
        sa.PrimaryKeyConstraint("member_id", name="pk_hall_people"),
    )
    op.create_index("ix_hall_people_hall_id", "hall_people", ["hall_id"])
    op.create_table(
        "hall_votes",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name="fk_hall_votes_poll_id_polls"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_hall_votes_member_id_members"
        ),
        sa.PrimaryKeyConstraint("poll_id", "member_id", name="pk_hall_votes"),
    )
    op.create_table(
        "hand_counts",
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("hands", sa.JSON(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("people > 0", name=op.f("ck_hand_counts_people")),
        sa.ForeignKeyConstraint(["hall_id"], ["halls.id"], name="fk_hand_counts_hall_id_halls"),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name="fk_hand_counts_poll_id_polls"),
        sa.PrimaryKeyConstraint("hall_id", "poll_id", name="pk_hand_counts"),
    )
    op.create_index("ix_hand_counts_poll_id", "hand_counts", ["poll_id"])
    op.create_table(
        "same_people",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("same_as_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_same_people_member_id_members"
        ),
        sa.ForeignKeyConstraint(
            ["same_as_id"], ["members.id"], name="fk_same_people_same_as_id_members"
        ),
        sa.PrimaryKeyConstraint("member_id", name="pk_same_people"),
    )


def downgrade() -> None:
    for table in ("same_people", "hand_counts", "hall_votes", "hall_people", "halls"):
        op.drop_table(table)
    op.drop_table("test_answers")
    op.drop_table("test_papers")
    op.drop_table("tests")
