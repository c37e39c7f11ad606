"""Record the statements that a piece of work sends to its database."""

from contextlib import contextmanager

from sqlalchemy import event


@contextmanager
def statements(db):
    """Yield a list that collects the statements executed within the block."""
    executed = []

    def record(_connection, _cursor, statement, _parameters, _context, _many):
        executed.append(statement)

    engines = (db._reader, db._writer)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", record)
    try:
        yield executed
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", record)
