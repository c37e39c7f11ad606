"""Run two transactions that overlap, as in two processes."""

import threading

from sqlalchemy import text

WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def overlapping(db, first, second):
    """Return the result of `second`, which begins when `first` has worked but not committed.

    The first commits once the second waits for it or is done. SQLite has one writer, so there they
    run one after the other.
    """
    if db.is_sqlite:
        db.write(first)
        return db.write(second)
    outcome = []

    def run_second():
        try:
            outcome.append((db.write(second), None))
        except Exception as error:
            outcome.append((None, error))

    thread = threading.Thread(target=run_second)

    def run_first(session):
        first(session)
        session.flush()
        thread.start()
        while thread.is_alive() and not _waits(db):
            thread.join(0.01)

    db.write(run_first)
    thread.join()
    [(answer, error)] = outcome
    if error is not None:
        raise error
    return answer


def _waits(db):
    with db.read() as session:
        return session.scalar(WAITING)
