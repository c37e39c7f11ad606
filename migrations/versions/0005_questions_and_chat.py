"""Questions with votes and translations, and a chat"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATES = ("waiting", "open", "parked", "answered", "declined", "merged")
MODES = ("off", "hosts", "everyone")


def upgrade() -> None:
    op.create_table(
        "question_rules",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("is_moderated", sa.Boolean(), nullable=False),
        sa.Column("allows_anonymous", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_question_rules_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", name="pk_question_rules"),
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("state", _one_of("questionstate", *STATES), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("answer_language", sa.String(length=8), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(author_id IS NULL) <> (token_hash IS NULL)", name=op.f("ck_questions_asker")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name="fk_questions_author_id_members"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_questions_room_id_rooms"),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("room_id", "number", name="uq_questions_room_id_number"),
        sa.UniqueConstraint("room_id", "token_hash", name="uq_questions_room_id_token_hash"),
    )
    op.create_index("ix_questions_room_id_version", "questions", ["room_id", "version"])
    op.create_table(
        "question_votes",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_question_votes_member_id_members"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_question_votes_question_id_questions"
        ),
        sa.PrimaryKeyConstraint("question_id", "member_id", name="pk_question_votes"),
    )
    op.create_table(
        "question_translations",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_question_translations_member_id_members"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_question_translations_question_id_questions"
        ),
        sa.PrimaryKeyConstraint("question_id", "language", name="pk_question_translations"),
    )
    op.create_table(
        "chat_rules",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("mode", _one_of("chatmode", *MODES), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_chat_rules_room_id_rooms"),
        sa.PrimaryKeyConstraint("room_id", name="pk_chat_rules"),
    )
    op.create_table(
        "chat_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name="fk_chat_messages_author_id_members"
        ),
        sa.ForeignKeyConstraint(
            ["removed_by"], ["members.id"], name="fk_chat_messages_removed_by_members"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_chat_messages_room_id_rooms"),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["members.id"], name="fk_chat_messages_thread_id_members"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_chat_messages"),
        sa.UniqueConstraint("room_id", "number", name="uq_chat_messages_room_id_number"),
    )
    op.create_index("ix_chat_messages_room_id_version", "chat_messages", ["room_id", "version"])
    op.create_index("ix_chat_messages_thread", "chat_messages", ["room_id", "thread_id", "number"])
    op.create_table(
        "chat_mutes",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("muted_by", sa.Integer(), nullable=False),
        sa.Column("muted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_chat_mutes_member_id_members"
        ),
        sa.ForeignKeyConstraint(
            ["muted_by"], ["members.id"], name="fk_chat_mutes_muted_by_members"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_chat_mutes_room_id_rooms"),
        sa.PrimaryKeyConstraint("member_id", name="pk_chat_mutes"),
    )
    op.create_index("ix_chat_mutes_room_id", "chat_mutes", ["room_id"])


def downgrade() -> None:
    for table in (
        "chat_mutes",
        "chat_messages",
        "chat_rules",
        "question_translations",
        "question_votes",
        "questions",
        "question_rules",
    ):
        op.drop_table(table)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
