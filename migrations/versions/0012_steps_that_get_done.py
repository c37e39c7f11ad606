"""Next steps are worded in versions, answered in ballots, decided by a rule and owned"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STATES = ("proposed", "put", "agreed", "dropped")
NEW_STATES = (
    "proposed",
    "put",
    "closed",
    "agreed",
    "owned",
    "in_progress",
    "done",
    "blocked",
    "dropped",
)
ANSWERS = ("agree", "disagree", "abstain")
NEW_ANSWERS = ("agree", "reserve", "disagree", "abstain", "must_ask")
RULES = ("consent", "majority", "two_thirds", "owners")
VERDICTS = ("agreed", "not_agreed", "no_quorum")


def upgrade() -> None:
    none = sa.text("0")
    # SQLite rebuilds the table and does not report its checks, so they are all listed here.
    with op.batch_alter_table("steps", copy_from=_steps()) as steps:
        steps.alter_column("state", existing_type=_state(*STATES), type_=_state(*NEW_STATES))
        for name in ("ballot", "put_version", "details"):
            steps.add_column(sa.Column(name, sa.Integer(), server_default=none, nullable=False))
        steps.add_column(
            sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False)
        )
        for name in ("indicator", "evidence"):
            column = sa.Column(name, sa.String(length=300), server_default="", nullable=False)
            steps.add_column(column)
        steps.add_column(sa.Column("check_back", sa.Date(), nullable=True))
        steps.add_column(sa.Column("merged_id", sa.Integer(), nullable=True))
        steps.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        steps.create_foreign_key("fk_steps_merged_id_steps", "steps", ["merged_id"], ["id"])
    op.execute("UPDATE steps SET ballot = 1, put_version = 1 WHERE put_at IS NOT NULL")
    _create_tables()
    _fill_tables()
    op.drop_column("steps", "owner")
    _remake_answers()


def _create_tables() -> None:
    op.create_table(
        "step_terms",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("rule", _enum("rule", *RULES), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("shares_reasons", sa.Boolean(), nullable=False),
        sa.CheckConstraint("quorum BETWEEN 0 AND 100", name="ck_step_terms_quorum"),
        _of("step_terms", "room_id", "rooms"),
        sa.PrimaryKeyConstraint("room_id", name="pk_step_terms"),
    )
    op.create_table(
        "step_wordings",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("is_original", sa.Boolean(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("worded_at", sa.DateTime(timezone=True), nullable=False),
        _of("step_wordings", "step_id", "steps"),
        _of("step_wordings", "member_id", "members"),
        sa.PrimaryKeyConstraint("step_id", "revision", name="pk_step_wordings"),
    )
    op.create_table(
        "step_owners",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("state", _enum("ownerstate", "asked", "accepted", "declined"), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("paper_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        _of("step_owners", "step_id", "steps"),
        _of("step_owners", "member_id", "members"),
        _of("step_owners", "proposed_by", "members"),
        _of("step_owners", "paper_by", "members"),
        sa.PrimaryKeyConstraint("step_id", "number", name="pk_step_owners"),
        sa.UniqueConstraint("step_id", "member_id", name="uq_step_owners_step_id_member_id"),
    )
    op.create_table(
        "step_outcomes",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("ballot", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rule", _enum("rule", *RULES), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("owners", sa.Integer(), nullable=False),
        sa.Column("owners_accepted", sa.Integer(), nullable=False),
        sa.Column("computed", _enum("computed", *VERDICTS), nullable=False),
        sa.Column("recorded", _enum("recorded", *VERDICTS), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("overruled_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("recorded = computed OR reason != ''", name="ck_step_outcomes_reason"),
        _of("step_outcomes", "step_id", "steps"),
        _of("step_outcomes", "overruled_by", "members"),
        sa.PrimaryKeyConstraint("step_id", "ballot", name="pk_step_outcomes"),
    )


def _fill_tables() -> None:
    """What was typed is the first wording; who was named as owner was asked, in words."""
    # A step that was typed is its own original; the condition is how both databases spell "true".
    op.execute(
        "INSERT INTO step_wordings (step_id, revision, version, language, text, is_original,"
        " member_id, worded_at)"
        " SELECT id, 1, 1, language, text, 1 = 1, proposed_by, proposed_at FROM steps"
    )
    op.execute(
        "INSERT INTO step_owners (step_id, number, role, state, reason, proposed_by, asked_at)"
        " SELECT id, 1, owner, 'asked', '', proposed_by, COALESCE(decided_at, proposed_at)"
        " FROM steps WHERE owner != ''"
    )


def _remake_answers() -> None:
    """The ballot becomes a part of the key, for which SQLite needs another table."""
    op.execute("CREATE TABLE answers_before AS SELECT * FROM step_answers")
    op.drop_table("step_answers")
    op.create_table(
        "step_answers",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("ballot", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("answer", _enum("answer", *NEW_ANSWERS), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("is_late", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        _of("step_answers", "step_id", "steps"),
        _of("step_answers", "member_id", "members"),
        sa.PrimaryKeyConstraint("step_id", "ballot", "member_id", name="pk_step_answers"),
    )
    op.execute(
        "INSERT INTO step_answers (step_id, ballot, member_id, answer, reason, language,"
        " answered_at)"
        " SELECT step_id, 1, member_id, answer, reason, members.language, answered_at"
        " FROM answers_before JOIN members ON members.id = member_id"
    )
    op.drop_table("answers_before")


def downgrade() -> None:
    raise NotImplementedError("answers of several ballots do not fit into the tables before")


def _steps() -> sa.Table:
    """The table as it was before."""
    return sa.Table(
        "steps",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("state", _state(*STATES), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["members.id"], name="fk_steps_proposed_by_members"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_steps_room_id_rooms"),
        sa.PrimaryKeyConstraint("id", name="pk_steps"),
        sa.UniqueConstraint("room_id", "number", name="uq_steps_room_id_number"),
        sa.Index(
            "uq_steps_put",
            "room_id",
            unique=True,
            sqlite_where=sa.text("state = 'put'"),
            postgresql_where=sa.text("state = 'put'"),
        ),
    )


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _state(*values: str) -> sa.Enum:
    return _enum("stepstate", *values)


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
