"""A database that another process holds is refused before clients stop listening, and no longer."""

import sqlite3
import threading
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from webinar.kit import engines, write_turns
from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.kit.write_turns import LOOK_SECONDS, WriteTurns

LONGEST = 2.0


@pytest.fixture
def clock(monkeypatch):
    made = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(write_turns.time, "monotonic", lambda: made.now)
    return made


def patience(turns, **options):
    with turns.take(LONGEST, in_haste=options.pop("in_haste", True)) as seconds:
        return seconds


def test_whoever_finds_nobody_else_waits_the_full_time():
    assert patience(WriteTurns()) == patience(WriteTurns(), in_haste=False) == LONGEST


def test_who_comes_after_a_try_that_failed_only_looks(clock):
    turns = WriteTurns()
    turns.found(locked=True)
    clock.now += 0.01

    assert patience(turns) == LOOK_SECONDS
    assert patience(turns, in_haste=False) == LONGEST


def test_what_was_found_is_soon_no_longer_believed(clock):
    turns = WriteTurns()
    turns.found(locked=True)
    clock.now += write_turns.KNOWN_SECONDS + 1

    assert patience(turns) == LONGEST


def test_a_try_that_succeeds_is_believed_at_once(clock):
    turns = WriteTurns()
    turns.found(locked=True)
    turns.found(locked=False)

    assert patience(turns) == LONGEST


class Door:
    """The lock of the turns; tells when somebody stands before it, having looked at the clock."""

    def __init__(self):
        self.lock, self.knocked = threading.Lock(), threading.Event()

    def __enter__(self):
        self.knocked.set()
        self.lock.acquire()

    def __exit__(self, *_error):
        self.lock.release()


class Line:
    """Writers who come at times of the clock, while the first has its turn."""

    def __init__(self, clock):
        self.clock, self.turns, self.threads, self.outcomes = clock, WriteTurns(), [], {}
        self.turns._lock = self.door = Door()

    def join(self, name, *, in_haste):
        def write():
            try:
                with self.turns.take(LONGEST, in_haste=in_haste) as seconds:
                    self.outcomes[name] = seconds
            except Refused as refusal:
                self.outcomes[name] = refusal.code

        thread = threading.Thread(target=write)
        self.threads.append(thread)
        self.door.knocked.clear()
        thread.start()
        assert self.door.knocked.wait(60)

    def wait(self):
        for thread in self.threads:
            thread.join(60)


def test_who_waited_while_a_try_failed_is_refused_at_once(clock):
    """Planted fault: each of thirty voters waited for the lock, one after the other."""
    line = Line(clock)
    with line.turns.take(LONGEST, in_haste=True):
        line.join("voter", in_haste=True)
        line.join("import", in_haste=False)
        clock.now += 0.5
        line.turns.found(locked=True)
    line.wait()

    assert line.outcomes == {"voter": "try_again", "import": LONGEST - 0.5}


def test_nobody_waits_longer_than_a_try_takes_in_all(clock):
    line = Line(clock)
    with line.turns.take(LONGEST, in_haste=False):
        line.join("import", in_haste=False)
        clock.now += LONGEST
        line.turns.found(locked=True)
    line.wait()

    assert line.outcomes == {"import": "try_again"}


def test_a_long_turn_of_our_own_refuses_nobody(clock):
    """An import that takes its time is no lock of another process."""
    line = Line(clock)
    with line.turns.take(LONGEST, in_haste=False):
        line.join("voter", in_haste=True)
        clock.now += 60
        line.turns.found(locked=False)
    line.wait()

    assert line.outcomes == {"voter": LONGEST}


@pytest.fixture
def held(tmp_path, monkeypatch):
    """A database, and another program's connection to it that holds it."""
    monkeypatch.setattr(engines, "BUSY_TIMEOUT_MS", 50)
    database = Database(f"sqlite:///{tmp_path}/a.sqlite3")
    database.write(lambda db: db.execute(text("CREATE TABLE t (a INTEGER)")))
    other = sqlite3.connect(f"{tmp_path}/a.sqlite3", isolation_level=None)
    yield database, other
    other.close()
    database.close()


def add(database, **options):
    database.write(lambda db: db.execute(text("INSERT INTO t VALUES (1)")), **options)


def waits(database):
    """For how many milliseconds SQLite itself waits for another process."""
    return database.write(lambda db: db.execute(text("PRAGMA busy_timeout")).scalar_one())


def test_a_database_that_another_process_holds_asks_to_be_tried_again(held):
    database, other = held
    other.execute("BEGIN IMMEDIATE")

    for in_haste in (True, True, False):
        with pytest.raises(Refused) as refusal:
            add(database, in_haste=in_haste)
        assert (refusal.value.code, refusal.value.retryable) == ("try_again", True)
    other.execute("COMMIT")
    add(database, in_haste=True)

    with database.read() as db:
        assert db.execute(text("SELECT count(*) FROM t")).scalar_one() == 1


def test_after_the_other_process_let_go_waiting_is_as_before(held, monkeypatch):
    database, other = held
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
    assert waits(database) == 50


def test_whatever_is_refused_within_shows_that_the_other_process_let_go(held):
    """Planted fault: after a command that did nothing the next ones looked instead of waiting."""
    database, other = held
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refused):
        add(database, in_haste=True)
    other.execute("COMMIT")

    def refuse(_db):
        raise Refused("poll_not_open")

    with pytest.raises(Refused, match="poll_not_open"):
        database.write(refuse, in_haste=True)

    assert database._turns._locked_at is None


def test_emptying_the_log_leaves_waiting_as_it_is(held):
    database, _ = held

    database.empty_log()

    assert waits(database) == 50


def test_a_full_disk_is_no_lock(held):
    database, _ = held

    def fill(db):
        db.execute(text("PRAGMA max_page_count=2"))
        db.execute(text("CREATE TABLE u AS SELECT zeroblob(100000)"))

    with pytest.raises(Refused):
        database.write(fill)

    assert database._turns._locked_at is None
