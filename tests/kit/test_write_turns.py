"""Writes to a database locked by another process are refused in time, and only while locked."""

import sqlite3
import threading
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from webinar.kit import engines, write_turns
from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.kit.write_turns import LOOK_SECONDS, WriteTurns

LONGEST_WAIT_S = 2.0


@pytest.fixture
def clock(monkeypatch):
    fake_clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(write_turns.time, "monotonic", lambda: fake_clock.now)
    return fake_clock


def patience(turns, **options):
    with turns.take(LONGEST_WAIT_S, in_haste=options.pop("in_haste", True)) as seconds:
        return seconds


def test_writer_waits_the_full_time_when_no_lock_is_known():
    assert patience(WriteTurns()) == patience(WriteTurns(), in_haste=False) == LONGEST_WAIT_S


def test_hasty_writer_only_looks_after_a_failed_try(clock):
    turns = WriteTurns()
    turns.note_try(locked=True)
    clock.now += 0.01

    assert patience(turns) == LOOK_SECONDS
    assert patience(turns, in_haste=False) == LONGEST_WAIT_S


def test_failed_try_is_soon_forgotten(clock):
    turns = WriteTurns()
    turns.note_try(locked=True)
    clock.now += write_turns.KNOWN_SECONDS + 1

    assert patience(turns) == LONGEST_WAIT_S


def test_successful_try_restores_the_full_wait_at_once(clock):
    turns = WriteTurns()
    turns.note_try(locked=True)
    turns.note_try(locked=False)

    assert patience(turns) == LONGEST_WAIT_S


class WatchedLock:
    """The lock of the turns; signals when a writer waits for it, having read the clock."""

    def __init__(self):
        self.lock, self.wanted = threading.Lock(), threading.Event()

    def __enter__(self):
        self.wanted.set()
        self.lock.acquire()

    def __exit__(self, *_error):
        self.lock.release()


class WaitingWriters:
    """Writers who arrive at given times while the first has its turn."""

    def __init__(self, clock):
        self.clock, self.turns, self.threads, self.outcomes = clock, WriteTurns(), [], {}
        self.turns._lock = self.lock = WatchedLock()

    def join(self, name, *, in_haste):
        def write():
            try:
                with self.turns.take(LONGEST_WAIT_S, in_haste=in_haste) as seconds:
                    self.outcomes[name] = seconds
            except Refused as refusal:
                self.outcomes[name] = refusal.code

        thread = threading.Thread(target=write)
        self.threads.append(thread)
        self.lock.wanted.clear()
        thread.start()
        assert self.lock.wanted.wait(60)

    def wait(self):
        for thread in self.threads:
            thread.join(60)


def test_hasty_writer_is_refused_if_a_try_failed_while_it_waited(clock):
    """Planted fault: each of thirty voters waited for the lock, one after the other."""
    writers = WaitingWriters(clock)
    with writers.turns.take(LONGEST_WAIT_S, in_haste=True):
        writers.join("voter", in_haste=True)
        writers.join("import", in_haste=False)
        clock.now += 0.5
        writers.turns.note_try(locked=True)
    writers.wait()

    assert writers.outcomes == {"voter": "try_again", "import": LONGEST_WAIT_S - 0.5}


def test_queueing_counts_towards_the_longest_wait(clock):
    writers = WaitingWriters(clock)
    with writers.turns.take(LONGEST_WAIT_S, in_haste=False):
        writers.join("import", in_haste=False)
        clock.now += LONGEST_WAIT_S
        writers.turns.note_try(locked=True)
    writers.wait()

    assert writers.outcomes == {"import": "try_again"}


def test_long_turn_of_this_process_does_not_refuse_later_writers(clock):
    """A slow import is not a lock held by another process."""
    writers = WaitingWriters(clock)
    with writers.turns.take(LONGEST_WAIT_S, in_haste=False):
        writers.join("voter", in_haste=True)
        clock.now += 60
        writers.turns.note_try(locked=False)
    writers.wait()

    assert writers.outcomes == {"voter": LONGEST_WAIT_S}


@pytest.fixture
def lockable(tmp_path, monkeypatch):
    """A database, and another program's connection that can lock it."""
    monkeypatch.setattr(engines, "BUSY_TIMEOUT_MS", 50)
    database = Database(f"sqlite:///{tmp_path}/a.sqlite3")
    database.write(lambda db: db.execute(text("CREATE TABLE t (a INTEGER)")))
    other = sqlite3.connect(f"{tmp_path}/a.sqlite3", isolation_level=None)
    yield database, other
    other.close()
    database.close()


def add(database, **options):
    database.write(lambda db: db.execute(text("INSERT INTO t VALUES (1)")), **options)


def busy_timeout_ms(database):
    """Return the milliseconds that SQLite itself waits for another process."""
    return database.write(lambda db: db.execute(text("PRAGMA busy_timeout")).scalar_one())


def test_write_to_a_locked_database_is_refused_with_try_again(lockable):
    database, other = lockable
    other.execute("BEGIN IMMEDIATE")

    for in_haste in (True, True, False):
        with pytest.raises(Refused) as refusal:
            add(database, in_haste=in_haste)
        assert (refusal.value.code, refusal.value.retryable) == ("try_again", True)
    other.execute("COMMIT")
    add(database, in_haste=True)

    with database.read() as db:
        assert db.execute(text("SELECT count(*) FROM t")).scalar_one() == 1


def test_full_wait_returns_once_the_lock_is_released(lockable, monkeypatch):
    database, other = lockable
    monkeypatch.setattr(write_turns, "LOOK_SECONDS", 0.01)
    other.execute("BEGIN IMMEDIATE")
    for _ in range(2):
        with pytest.raises(Refused):
            add(database, in_haste=True)
    with database.writer.connect() as connection:
        looked = connection.connection.execute("PRAGMA busy_timeout").fetchone()
    other.execute("COMMIT")
    add(database, in_haste=True)

    assert looked == (10,)
    assert busy_timeout_ms(database) == 50


def test_refusal_inside_a_write_proves_the_lock_is_released(lockable):
    """Planted fault: after a refused command, the next writer only looked instead of waiting."""
    database, other = lockable
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refused):
        add(database, in_haste=True)
    other.execute("COMMIT")

    def refuse(_db):
        raise Refused("poll_not_open")

    with pytest.raises(Refused, match="poll_not_open"):
        database.write(refuse, in_haste=True)

    assert database._turns._locked_at is None


def test_emptying_the_log_does_not_change_the_wait(lockable):
    database, _ = lockable

    database.empty_log()

    assert busy_timeout_ms(database) == 50


def test_full_disk_is_not_taken_for_a_lock(lockable):
    database, _ = lockable

    def fill(db):
        db.execute(text("PRAGMA max_page_count=2"))
        db.execute(text("CREATE TABLE u AS SELECT zeroblob(100000)"))

    with pytest.raises(Refused):
        database.write(fill)

    assert database._turns._locked_at is None
