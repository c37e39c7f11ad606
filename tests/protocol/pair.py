"""Marks and helpers of the tests of two server processes on one database and one queue."""

import os

import pytest

MARKS = [
    pytest.mark.postgres,
    pytest.mark.skipif(
        not (os.environ.get("TEST_REDIS_URL") and os.environ.get("TEST_DATABASE_URL")),
        reason="needs TEST_DATABASE_URL and TEST_REDIS_URL",
    ),
]
