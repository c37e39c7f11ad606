"""Tests at one's own pace, and officers behind one screen"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0004"
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
        sa.CheckConstraint("days BETWEEN 0 AND 60", name="ck_tests_days"),
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


def downgrade() -> None:
    op.drop_table("test_answers")
    op.drop_table("test_papers")
    op.drop_table("tests")
