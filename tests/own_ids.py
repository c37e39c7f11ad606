"""Give rows ids that differ from the numbers sent to clients, as in a server's later sessions.

In a new database both begin at 1, and no test could see which of them was sent.
"""

import itertools
from collections import defaultdict

from sqlalchemy import event

from webinar.kit.db import Base

# People, learners and attempts have numbers, too, which only their organisers see.
_NUMBERED = [
    "members",
    "chat_messages",
    "questions",
    "steps",
    "step_files",
    "halls",
    "group_rounds",
    "round_groups",
    "group_polls",
]
# Counts by database and table, as a test may also write to a server's database.
_counts = defaultdict(lambda: itertools.count(1))


def restart(database_url):
    """Restart the ids of this database where they first began."""
    for key in [key for key in _counts if key[0] == database_url]:
        del _counts[key]


@event.listens_for(Base, "before_insert", propagate=True)
def give_id(_mapper, connection, target):
    """Give a row its id: SQLite counts on from the first id, but PostgreSQL would count from 1."""
    name = target.__tablename__
    if name not in _NUMBERED or target.id is not None:
        return
    count = next(_counts[address_of(connection.engine), name])
    if count == 1 or connection.dialect.name != "sqlite":
        target.id = 10_000 * (1 + _NUMBERED.index(name)) + count


def address_of(engine):
    return engine.url.render_as_string(hide_password=False)
