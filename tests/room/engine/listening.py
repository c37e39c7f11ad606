"""The statements that a database is sent meanwhile, with what was bound to them."""

from contextlib import contextmanager

from sqlalchemy import event


@contextmanager
def statements_of(*engines):
    """A list that fills: `(statement, parameters)`; COMMIT is one of them."""
    sent = []

    def note(_connection, _cursor, statement, parameters, _context, many):
        # Of several rows that are sent one by one, the first; PostgreSQL is sent them in one.
        are_rows = many and isinstance(parameters, (tuple, list))
        one = are_rows and isinstance(parameters[0], (tuple, list, dict))
        sent.append((statement, parameters[0] if one else parameters))

    def note_commit(_connection):
        sent.append(("COMMIT", ()))

    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
        event.listen(engine, "commit", note_commit)
    try:
        yield sent
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
            event.remove(engine, "commit", note_commit)
