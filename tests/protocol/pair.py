"""Marks and helpers of the tests of two server processes on one database and one queue."""

import os
from contextlib import contextmanager

import pytest

from tests.protocol.server import PATIENT_ENTRY, Server

MARKS = [
    pytest.mark.postgres,
    pytest.mark.skipif(
        not (os.environ.get("TEST_REDIS_URL") and os.environ.get("TEST_DATABASE_URL")),
        reason="needs TEST_DATABASE_URL and TEST_REDIS_URL",
    ),
]


@contextmanager
def two_servers(folder, entry=PATIENT_ENTRY, **settings):
    """Two processes with these settings on one database."""
    with Server(folder / "first", entry, **settings) as first:
        database = {"database_url": first.database_url}
        with Server(folder / "second", entry, **database, **settings) as second:
            yield first, second
