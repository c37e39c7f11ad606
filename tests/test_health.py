"""`/healthz` is 200 only if people's answers would be stored."""

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from webinar.operate.web import health


@pytest.fixture
def now(monkeypatch):
    """The monotonic clock as a list of one item; time passes only by changing it."""
    at = [1000.0]
    monkeypatch.setattr(health.time, "monotonic", lambda: at[0])
    return at


@pytest.fixture
def writer(app):
    """The engine that the application itself uses for writing."""
    return app.extensions["webinar"].db.writer


@pytest.fixture
def set_disk_full(writer):
    """`set_disk_full(True)` fills the disk, as SQLite and PostgreSQL report it at a commit."""

    def fail(_connection):
        raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

    def set_full(is_full):
        (event.listen if is_full else event.remove)(writer, "commit", fail)

    return set_full


def test_server_that_cannot_write_is_unhealthy(client, set_disk_full, now):
    """Planted fault: the answer was 200, because the database could be read."""
    before = client.get("/healthz").status_code
    set_disk_full(True)
    now[0] += health.TRUST_SECONDS
    during = [client.get("/healthz").status_code for _ in range(2)]
    set_disk_full(False)

    assert (before, during, client.get("/healthz").status_code) == (200, [503, 503], 200)


def test_frequent_health_checks_make_no_extra_commits(client, writer, now):
    commits = []

    @event.listens_for(writer, "commit")
    def count(_connection):
        commits.append(now[0])

    for _ in range(20):
        assert client.get("/healthz").text == "ok\n"

    assert len(commits) == 1
