"""Seals of browsers, and ids that are never given a second time"""

from __future__ import annotations

import re
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

# SQLite gives the id of a deleted row to the next one, unless a table says otherwise. PostgreSQL
# never does.
TABLES = ("browsers", "members", "learners")
_ID = re.compile(r"\bid INTEGER NOT NULL\b")
_KEYED = re.compile(r"\bid INTEGER NOT NULL CONSTRAINT pk_\w+ PRIMARY KEY AUTOINCREMENT")


def upgrade() -> None:
    seal = sa.Column("seal", sa.String(length=16), server_default="", nullable=False)
    op.add_column("browsers", seal)
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            _remake(table, _counting)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            _remake(table, _reusing)
    op.drop_column("browsers", "seal")


def _remake(table: str, reworded: Callable[[str, str], str]) -> None:
    """The same table with other words for its key, its rows and its indexes.

    By the words that SQLite keeps of the table: alembic's batches know nothing of its checks.
    """
    bind = op.get_bind()
    kept = "SELECT sql FROM sqlite_master WHERE tbl_name = :name AND type = :type AND sql <> ''"
    (made,) = bind.execute(sa.text(kept), {"name": table, "type": "table"}).scalars()
    indexes = bind.execute(sa.text(kept), {"name": table, "type": "index"}).scalars().all()
    _, _, rest = made.partition("(")
    columns = ", ".join(f'"{one["name"]}"' for one in sa.inspect(bind).get_columns(table))
    for statement in (
        f"CREATE TABLE remade ({reworded(rest, table)}",
        f"INSERT INTO remade ({columns}) SELECT {columns} FROM {table} ORDER BY id",  # noqa: S608  our own names
        f"DROP TABLE {table}",
        f"ALTER TABLE remade RENAME TO {table}",
        *indexes,
    ):
        bind.exec_driver_sql(statement)


def _counting(columns: str, table: str) -> str:
    key = f"id INTEGER NOT NULL CONSTRAINT pk_{table} PRIMARY KEY AUTOINCREMENT"
    return _once(_ID, key, _once(_apart(table), "", columns))


def _reusing(columns: str, table: str) -> str:
    keyed = _once(_KEYED, "id INTEGER NOT NULL", columns)
    return _once(re.compile(r"\)\s*$"), f", CONSTRAINT pk_{table} PRIMARY KEY (id))", keyed)


def _apart(table: str) -> re.Pattern[str]:
    return re.compile(rf",\s*CONSTRAINT pk_{table} PRIMARY KEY \(id\)")


def _once(pattern: re.Pattern[str], by: str, text: str) -> str:
    changed, count = pattern.subn(by, text)
    if count != 1:
        raise RuntimeError(f"a table is not as it was made: {text}")
    return changed
