"""The audit log of what users did with accounts, personal data and records. Entries are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Connection, Index, String, Table, event
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, table_of


class AuditEntry(Base):
    """An entry, chained to the one before by its hash; the database refuses to change it.

    It names people by their ids alone, because text in the log cannot be erased with a person.
    `user_id` is the user who acted, None for the server itself. Ids are not foreign keys, since the
    rows that they name may be erased.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_kind_id", "kind", "id"),
        Index("ix_audit_room_id_id", "room_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[str] = mapped_column(String(40))
    user_id: Mapped[int | None]
    room_id: Mapped[int | None]
    cohort_id: Mapped[int | None]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    before_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


# The database itself keeps the log append-only, for this program and for anybody with a shell.
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit"
        " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
        "CREATE TRIGGER audit_stays BEFORE DELETE ON audit"
        " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
        # INSERT OR REPLACE removes a row without running the triggers of DELETE.
        "CREATE TRIGGER IF NOT EXISTS audit_adds BEFORE INSERT ON audit"
        " WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id OR hash = NEW.hash)"
        " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$",
        "CREATE TRIGGER audit_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()",
    ),
}

_table = table_of(AuditEntry)


@event.listens_for(_table, "after_create")
def _guard(_target: Table, connection: Connection, **_options: Any) -> None:
    """Guard tables that are made without migrations."""
    for statement in GUARDS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
