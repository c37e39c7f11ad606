"""The audit log is a hash chain that the database itself keeps append-only."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from webinar.people.audit.actions import BEGINNING, entry_hash, note
from webinar.people.audit.models import AuditEntry


def rehash(entry, **fields):
    names = ("before_hash", "id", "at", "kind", "user_id", "room_id", "cohort_id", "detail")
    values = {name: getattr(entry, name) for name in names} | fields
    return entry_hash(*(values[name] for name in names))


def test_each_entry_is_chained_to_the_previous_entry(db):
    first = db.write(lambda session: note(session, "export", 7, room_id=3, rows=30))
    second = db.write(lambda session: note(session, "export", None))

    assert (first.before_hash, second.before_hash) == (BEGINNING, first.hash)
    with db.read() as session:
        stored = session.get_one(AuditEntry, 1)
    assert rehash(stored) == stored.hash


@pytest.mark.parametrize(
    "changed",
    [{"kind": "other"}, {"user_id": 8}, {"detail": {"rows": 31}}, {"room_id": None}, {"id": 2}],
)
def test_a_changed_entry_has_another_hash(db, changed):
    entry = db.write(lambda session: note(session, "export", 7, room_id=3, rows=30))

    assert rehash(entry, **changed) != entry.hash


@pytest.mark.parametrize("statement", ["UPDATE audit SET kind = 'x'", "DELETE FROM audit"])
def test_database_refuses_to_change_or_delete_an_entry(db, statement):
    db.write(lambda session: note(session, "export", 7))

    with pytest.raises(DBAPIError, match="append-only"):
        db.write(lambda session: session.execute(text(statement)))


def test_insert_or_replace_cannot_overwrite_an_entry(db):
    """SQLite's REPLACE would delete the conflicting row without firing the delete trigger."""
    if not db.is_sqlite:
        pytest.skip("PostgreSQL has no such statement")
    db.write(lambda session: note(session, "export", 7))
    with db.read() as session:
        entry = session.get(AuditEntry, 1)
    columns = "id, at, kind, user_id, room_id, cohort_id, detail, before_hash, hash"

    for number, digest in ((1, "'x'"), (2, "hash")):
        replace = (
            f"INSERT OR REPLACE INTO audit ({columns}) SELECT {number}, at, 'other', user_id,"
            f" room_id, cohort_id, detail, before_hash, {digest} FROM audit"
        )
        with pytest.raises(DBAPIError, match="append-only"):
            db.write(lambda session, sql=replace: session.execute(text(sql)))

    with db.read() as session:
        assert [(entry.id, entry.kind) for entry in session.scalars(select(AuditEntry))] == [
            (1, entry.kind)
        ]


def test_failed_work_leaves_no_entry(db):
    def fail(session):
        note(session, "export", 7)
        raise ValueError

    with pytest.raises(ValueError):
        db.write(fail)

    assert db.write(lambda session: note(session, "export", 7)).id == 1
