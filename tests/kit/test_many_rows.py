"""Many rows cost few messages to PostgreSQL, because a room waits while its commit does."""

import os
from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from webinar.connect.xapi.models import StatementMark
from webinar.kit import concurrency
from webinar.kit.db import upsert

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif("TEST_DATABASE_URL" not in os.environ, reason="needs TEST_DATABASE_URL"),
]


def store(db, entry):
    rows = [{"name": f"mark {number}", "at": NOON, "entry": entry} for number in range(300)]
    db.write(lambda session: upsert(session, StatementMark, rows, update=["entry"]))


def test_three_hundred_rows_are_few_waits(db, monkeypatch):
    """Planted fault: the driver sent each row by itself and waited for its answer."""
    waits = []
    wait_for = concurrency.wait_for

    def count(fileno, **options):
        waits.append(fileno)
        wait_for(fileno, **options)

    store(db, entry=1)
    monkeypatch.setattr(concurrency, "wait_for", count)

    store(db, entry=2)

    assert len(waits) < 30
    with db.read() as session:
        assert Counter(session.scalars(select(StatementMark.entry))) == {2: 300}
