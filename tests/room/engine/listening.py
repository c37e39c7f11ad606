"""Record the statements sent to a database, with their parameters."""

from contextlib import contextmanager

from sqlalchemy import event


@contextmanager
def statements_of(*engines):
    """Yield a list that fills with `(statement, parameters)`, COMMIT included."""
    sent = []

    def record(_connection, _cursor, statement, parameters, _context, many):
        # Keep the first of several rows sent one by one; PostgreSQL gets them in one call.
        are_rows = many and isinstance(parameters, (tuple, list))
        is_single = are_rows and isinstance(parameters[0], (tuple, list, dict))
        sent.append((statement, parameters[0] if is_single else parameters))

    def record_commit(_connection):
        sent.append(("COMMIT", ()))

    for engine in engines:
        event.listen(engine, "before_cursor_execute", record)
        event.listen(engine, "commit", record_commit)
    try:
        yield sent
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", record)
            event.remove(engine, "commit", record_commit)
