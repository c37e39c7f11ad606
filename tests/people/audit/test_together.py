"""Many writers, some in other processes, produce one chain without gaps."""

import multiprocessing
import threading

from sqlalchemy import func, select, text

from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.people.audit.actions import note
from webinar.people.audit.models import AuditEntry
from webinar.people.audit.queries import verify

WRITERS, ENTRIES = 4, 12


def write_many(database, writer):
    """Write ENTRIES entries in separate transactions; every third fails after noting its entry."""
    for number in range(ENTRIES):
        fails = number % 3 == 2

        def work(db, number=number, fails=fails):
            note(db, "export.made", writer, rows=number)
            if fails:
                raise ValueError

        persist(database, work, fails)


def persist(database, work, fails):
    """Retry writes refused as busy, as the pages and the room's queue do."""
    while True:
        try:
            database.write(work)
        except Refused as refusal:
            assert refusal.retryable
            continue
        except ValueError:
            assert fails
        return


def run_writers(url, writer, outcome):
    database = Database(url)
    threads = in_threads(lambda number: write_many(database, writer + number), WRITERS)
    database.close()
    outcome.put(threads)


def in_threads(work, count):
    """Run `work` in `count` threads side by side; return their errors."""
    errors = []

    def run(number):
        try:
            work(number)
        except BaseException as error:
            errors.append(repr(error))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def assert_chain_is_whole(db, count):
    with db.read() as session:
        result = verify(session)
        written = session.execute(
            select(AuditEntry.user_id, func.count()).group_by(AuditEntry.user_id)
        ).all()
    assert (result.broken, result.entries) == (None, count)
    return dict(tuple(row) for row in written)


def test_threads_and_processes_write_one_chain(db, database_url):
    """Planted fault: no advisory lock on PostgreSQL; `BEGIN` instead of `BEGIN IMMEDIATE`."""
    context = multiprocessing.get_context("spawn")
    outcome = context.Queue()
    others = [
        context.Process(target=run_writers, args=(database_url, 100 * number, outcome))
        for number in (1, 2)
    ]
    for other in others:
        other.start()
    errors = in_threads(lambda number: write_many(db, number), WRITERS)
    errors += [error for _other in others for error in outcome.get(timeout=120)]
    for other in others:
        other.join()

    assert errors == []
    stored_count = ENTRIES - ENTRIES // 3
    written = assert_chain_is_whole(db, 3 * WRITERS * stored_count)
    assert set(written.values()) == {stored_count} and len(written) == 3 * WRITERS


def test_noting_first_and_noting_last_do_not_deadlock(db):
    """On PostgreSQL each may hold the lock that the other needs, and one must try again."""
    db.write(lambda s: s.execute(text("CREATE TABLE drawer (id INTEGER, n INTEGER)")))
    db.write(lambda s: s.execute(text("INSERT INTO drawer VALUES (1, 0)")))

    def first(session):
        note(session, "export.made", 1)
        session.execute(text("UPDATE drawer SET n = n + 1"))

    def last(session):
        session.execute(text("UPDATE drawer SET n = n + 1"))
        note(session, "export.made", 2)

    try:
        errors = in_threads(
            lambda number: [persist(db, (first, last)[number % 2], False) for _ in range(3)], 2
        )

        assert errors == []
        assert_chain_is_whole(db, 6)
        with db.read() as session:
            assert session.scalar(text("SELECT n FROM drawer")) == 6
    finally:
        db.write(lambda s: s.execute(text("DROP TABLE drawer")))
