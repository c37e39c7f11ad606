"""A hanging PostgreSQL does not block people for ever; they are asked to try again."""

import os
import socket
import threading

import pytest
from sqlalchemy import text

from webinar.kit import concurrency, postgres_waits
from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.kit.postgres_waits import AGAIN_SECONDS, ANSWER_SECONDS, BULK_SECONDS, HASTE_SECONDS


@pytest.fixture(autouse=True)
def forget_silence(monkeypatch):
    monkeypatch.setattr(postgres_waits, "_silent_at", float("-inf"))


@pytest.fixture
def hanging():
    """A server that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield Database(f"postgresql+psycopg2://a@127.0.0.1:{listening.getsockname()[1]}/a")


def refusal(work):
    """Return the refusal raised by `work`, run in a thread that may be left behind."""
    refusals = []

    def run():
        try:
            work()
        except Refused as refused:
            refusals.append(refused)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(60)
    assert not thread.is_alive(), "the work still waits"
    return refusals[0]


def test_write_to_a_hanging_server_is_refused_with_try_again(hanging, monkeypatch):
    """Planted fault: the driver waited until the server answered."""
    monkeypatch.setattr(postgres_waits, "HASTE_SECONDS", 0.05)

    refused = refusal(lambda: hanging.write(lambda db: db.connection(), in_haste=True))

    assert (refused.code, refused.retryable) == ("try_again", True)


def test_read_from_a_hanging_server_is_refused_as_retryable(hanging, monkeypatch):
    monkeypatch.setattr(postgres_waits, "ANSWER_SECONDS", 0.05)

    def read():
        with hanging.read() as db:
            db.connection()

    assert refusal(read).retryable


def test_patience_follows_the_innermost_kind_of_work():
    with postgres_waits.in_haste():
        hasty = postgres_waits._patience()
        with postgres_waits.in_bulk():
            inner = postgres_waits._patience()
        outer = postgres_waits._patience()

    assert [hasty, inner, outer] == [HASTE_SECONDS, BULK_SECONDS, HASTE_SECONDS]
    assert postgres_waits._patience() == ANSWER_SECONDS


def test_wait_after_a_silence_is_short_except_in_bulk():
    """A client waits five seconds for an answer: a dead connection and then a new one fit in."""
    postgres_waits._note_silence()

    with postgres_waits.in_haste():
        assert postgres_waits._patience() == AGAIN_SECONDS
    with postgres_waits.in_bulk():
        assert postgres_waits._patience() == BULK_SECONDS
    assert HASTE_SECONDS + AGAIN_SECONDS < 5


def test_wait_under_way_ends_early_once_another_finds_the_silence(monkeypatch):
    """Planted fault: a joining person waited ten seconds for what others knew after three."""
    now, waited = 1000.0, []

    def wait(_fileno, *, writing, seconds):
        nonlocal now
        now += seconds + 0.01  # a wait is never shorter than asked
        waited.append(seconds)
        postgres_waits._note_silence()
        raise TimeoutError

    monkeypatch.setattr(postgres_waits.time, "monotonic", lambda: now)
    monkeypatch.setattr(concurrency, "wait_for", wait)

    assert not postgres_waits._is_heard(0, writing=False)
    assert waited == [AGAIN_SECONDS]


@pytest.mark.postgres
@pytest.mark.skipif("TEST_DATABASE_URL" not in os.environ, reason="needs TEST_DATABASE_URL")
def test_server_ends_an_idle_transaction(db):
    """A stalled process must not keep a room locked for the others."""
    timeout = text("SHOW idle_in_transaction_session_timeout")

    assert db.write(lambda session: session.scalar(timeout)) == "10s"
    with db.read() as session:
        session.rollback()
        assert session.scalar(timeout) == "10s"
