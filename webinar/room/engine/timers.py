"""Runs the deadlines of rooms: countdowns, breaks, and others.

Deadlines are rows, so they survive a restart. The change that handles a deadline also deletes its
row, so only one of several processes handles it. `Change.schedule` and `Change.unschedule` write
the rows.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from sqlalchemy import delete, select

from webinar.kit import clock
from webinar.kit.db import Database, table_of
from webinar.kit.errors import Refused
from webinar.kit.repeating import repeat
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import DUE, on_ended
from webinar.room.engine.models import Deadline
from webinar.room.engine.room_queue import RoomQueue

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5

_DEADLINES = table_of(Deadline)
Due = tuple[int, str, str]


class _NotDue(Exception):
    """Another process was faster, or the deadline was postponed: nothing is changed."""


class Timers:
    """Looks for due deadlines twice a second, and handles each in its room's queue."""

    def __init__(self, db: Database, queue: RoomQueue) -> None:
        self._db = db
        self._queue = queue

    def start(self) -> None:
        repeat(self.look, LOOK_SECONDS, "deadlines could not be looked for")

    def look(self) -> None:
        """Handle the due deadlines, the earliest first."""
        with self._db.read() as db:
            due = db.execute(
                select(Deadline.room_id, Deadline.kind, Deadline.key)
                .where(Deadline.at <= clock.now())
                .order_by(Deadline.at)
            )
            due_deadlines: list[Due] = [(room_id, kind, key) for room_id, kind, key in due]
        for deadline in due_deadlines:
            self._handle(deadline)

    def _handle(self, due: Due) -> None:
        room_id, kind, key = due
        try:
            self._queue.run(room_id, lambda change: _handle_due(change, kind, key, DUE[kind]))
        except _NotDue:
            return
        except Refused as refusal:
            if refusal.retryable:
                return  # the database is busy: try again at the next look
            self._give_up(due, f"refused with {refusal.code}")
        except Exception as error:
            self._give_up(due, "failed", error)

    def _give_up(self, due: Due, reason: str, error: Exception | None = None) -> None:
        """Log and delete a deadline that cannot be handled."""
        room_id, kind, key = due
        log.error("%s %s of room %s %s", kind, key, room_id, reason, exc_info=error)
        self._queue.run(room_id, lambda change: change.unschedule(kind, key))


def _handle_due(
    change: Change, kind: str, key: str, handler: Callable[[Change, str], None]
) -> None:
    result = change.db.execute(
        delete(_DEADLINES).where(
            _DEADLINES.c.room_id == change.room.id,
            _DEADLINES.c.kind == kind,
            _DEADLINES.c.key == key,
            # It may have been postponed since it was found.
            _DEADLINES.c.at <= change.at,
        )
    )
    if not getattr(result, "rowcount", 0):
        raise _NotDue
    handler(change, key)


@on_ended
def forget_all(change: Change) -> None:
    """Delete the deadlines of a session that has ended: they no longer apply."""
    change.db.execute(delete(_DEADLINES).where(_DEADLINES.c.room_id == change.room.id))
