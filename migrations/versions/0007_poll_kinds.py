"""Polls of every kind: rankings, points, numbers, texts, clouds; anonymous, timed, in two rounds"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BEFORE = ("single", "several", "scale")
AFTER = (*BEFORE, "ranking", "points", "numeric", "text", "cloud")
REPLY_STATES = ("waiting", "shown", "hidden")
NO_ROWID: Any = {"sqlite_with_rowid": False}


def upgrade() -> None:
    none, no = sa.text("0"), sa.false()
    # SQLite rebuilds the table and does not report its checks, so they are all listed here.
    with op.batch_alter_table("polls", copy_from=_polls(BEFORE)) as polls:
        polls.alter_column("kind", existing_type=_kind(*BEFORE), type_=_kind(*AFTER))
        for column in _new_columns():
            polls.add_column(column)
        polls.create_foreign_key("fk_polls_first_id_polls", "polls", ["first_id"], ["id"])
        polls.create_unique_constraint("uq_polls_first_id", ["first_id"])
    op.add_column(
        "poll_options", sa.Column("score", sa.Integer(), server_default=none, nullable=False)
    )
    op.add_column(
        "ballots", sa.Column("has_abstained", sa.Boolean(), server_default=no, nullable=False)
    )
    op.add_column(
        "ballots", sa.Column("language", sa.String(length=8), server_default="", nullable=False)
    )
    op.execute(
        "UPDATE ballots SET language ="
        " (SELECT language FROM members WHERE members.id = ballots.member_id)"
    )
    op.add_column("choices", sa.Column("value", sa.Integer(), nullable=True))
    _create_tables()


def _create_tables() -> None:
    op.create_table(
        "poll_numbers",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        _of_ballot("poll_numbers"),
        sa.PrimaryKeyConstraint("poll_id", "member_id", name="pk_poll_numbers"),
    )
    op.create_table(
        "poll_number_counts",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        _of_poll("poll_number_counts"),
        sa.PrimaryKeyConstraint("poll_id", "value", name="pk_poll_number_counts"),
        **NO_ROWID,
    )
    op.create_table(
        "poll_texts",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("state", _enum("replystate", *REPLY_STATES), nullable=False),
        _of_poll("poll_texts"),
        _of_ballot("poll_texts"),
        sa.PrimaryKeyConstraint("poll_id", "id", name="pk_poll_texts"),
        sa.UniqueConstraint("poll_id", "member_id", name="uq_poll_texts_poll_id_member_id"),
        **NO_ROWID,
    )
    op.create_table(
        "poll_words",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("written", sa.String(length=40), nullable=False),
        _of_poll("poll_words"),
        _of_ballot("poll_words"),
        sa.PrimaryKeyConstraint("poll_id", "id", name="pk_poll_words"),
        sa.UniqueConstraint(
            "poll_id", "member_id", "word", name="uq_poll_words_poll_id_member_id_word"
        ),
        **NO_ROWID,
    )
    op.create_table(
        "poll_hidden_words",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        _of_poll("poll_hidden_words"),
        sa.PrimaryKeyConstraint("poll_id", "language", "word", name="pk_poll_hidden_words"),
    )


def downgrade() -> None:
    for table in (
        "poll_hidden_words",
        "poll_words",
        "poll_texts",
        "poll_number_counts",
        "poll_numbers",
    ):
        op.drop_table(table)
    op.drop_column("choices", "value")
    op.drop_column("ballots", "language")
    op.drop_column("ballots", "has_abstained")
    op.drop_column("poll_options", "score")
    with op.batch_alter_table("polls", copy_from=_polls(AFTER, is_new=True)) as polls:
        polls.drop_constraint("uq_polls_first_id", type_="unique")
        polls.drop_constraint("fk_polls_first_id_polls", type_="foreignkey")
        for column in _new_columns():
            polls.drop_column(column.name)
        polls.alter_column("kind", existing_type=_kind(*AFTER), type_=_kind(*BEFORE))


def _kind(*values: str) -> sa.Enum:
    return _enum("pollkind", *values)


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def _of_poll(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=f"fk_{table}_poll_id_polls")


def _of_ballot(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["poll_id", "member_id"],
        ["ballots.poll_id", "ballots.member_id"],
        name=f"fk_{table}_ballot",
    )


def _polls(kinds: tuple[str, ...], *, is_new: bool = False) -> sa.Table:
    state = _enum("pollstate", "draft", "open", "closed", "revealed")
    none = sa.text("0")
    table = sa.Table(
        "polls",
        sa.MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"}),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", _kind(*kinds), nullable=False),
        sa.Column("is_quiz", sa.Boolean(), nullable=False),
        sa.Column("on_the_spot", sa.Boolean(), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voters", sa.Integer(), server_default=none, nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_polls_room_id_rooms"),
        sa.PrimaryKeyConstraint("id", name="pk_polls"),
        sa.UniqueConstraint("room_id", "key", name="uq_polls_room_id_key"),
    )
    for column in _new_columns() if is_new else []:
        table.append_column(column)
    if is_new:
        table.append_constraint(
            sa.ForeignKeyConstraint(["first_id"], ["polls.id"], name="fk_polls_first_id_polls")
        )
        table.append_constraint(sa.UniqueConstraint("first_id", name="uq_polls_first_id"))
    return table


def _new_columns() -> list[sa.Column[Any]]:
    none, no = sa.text("0"), sa.false()
    return [
        sa.Column("abstained", sa.Integer(), server_default=none, nullable=False),
        sa.Column("is_anonymous", sa.Boolean(), server_default=no, nullable=False),
        sa.Column("may_abstain", sa.Boolean(), server_default=no, nullable=False),
        sa.Column("points", sa.Integer(), server_default=none, nullable=False),
        sa.Column("seconds", sa.Integer(), server_default=none, nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("right_value", sa.Double(), nullable=True),
        sa.Column("tolerance", sa.Double(), server_default=none, nullable=False),
        sa.Column("summary", sa.JSON(), nullable=True),
        sa.Column("first_id", sa.Integer(), nullable=True),
    ]
