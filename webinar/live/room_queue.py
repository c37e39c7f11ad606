"""The queue of each room: what waits is taken as one batch, committed once, then spoken of.

Batches form by themselves: while one is being committed, the next gathers.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from webinar import clock, concurrency
from webinar.db import Database
from webinar.errors import Refused
from webinar.live.batch import settle
from webinar.live.change import Change
from webinar.live.jobs import Job, NothingDone, Settled

log = logging.getLogger(__name__)

# A batch is bounded so that one busy room cannot hold SQLite's only writer for long.
BATCH = 200
# A room that falls this far behind asks its clients to come back a moment later.
WAITING_ROOM = 5000


class _Lane:
    """The jobs that wait for one room."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Job, threading.Event]] = []
        self.is_running = False


class RoomQueue:
    """`speak(room_id, settled)` is called after each commit and before the acknowledgements."""

    def __init__(self, db: Database, speak: Callable[[int, Settled], None]) -> None:
        self._db = db
        self._speak = speak
        self._lanes: dict[int, _Lane] = {}
        self._lock = concurrency.lock()

    def run(self, room_id: int, work: Callable[[Change], Any]) -> Any:
        """Run work of the server's own in the room's queue and return what it returned."""
        job = Job(work=work)
        self.submit(room_id, job)
        return job.result

    def submit(self, room_id: int, job: Job) -> None:
        """Wait for the job's turn and commit. Raises its `Refused`, or the error it ended in."""
        committed = threading.Event()
        with self._lock:
            lane = self._lanes.setdefault(room_id, _Lane())
            if len(lane.waiting) >= WAITING_ROOM:
                raise Refused("try_again", retryable=True)
            lane.waiting.append((job, committed))
            starts = not lane.is_running
            lane.is_running = True
        if starts:
            concurrency.spawn(self._drain, room_id, lane)
        committed.wait()
        if job.refusal is not None:
            raise job.refusal
        if job.error is not None:
            raise job.error

    def _drain(self, room_id: int, lane: _Lane) -> None:
        while True:
            with self._lock:
                batch, lane.waiting = lane.waiting[:BATCH], lane.waiting[BATCH:]
                if not batch:
                    lane.is_running = False
                    del self._lanes[room_id]
                    return
            self._commit(room_id, [job for job, _ in batch])
            for _, committed in batch:
                committed.set()

    def _commit(self, room_id: int, jobs: list[Job]) -> None:
        at = clock.now()
        try:
            settled = self._db.write(lambda db: settle(db, room_id, jobs, at))
        except NothingDone:
            return
        except Refused as refusal:
            for job in jobs:
                job.refuse(refusal)
        except Exception as error:
            log.exception("a batch of room %s failed", room_id)
            for job in jobs:
                job.error = error
        else:
            try:
                self._speak(room_id, settled)
            except Exception:
                # It is committed: the clients learn of it from the next tick at the latest.
                log.exception("could not speak of version %s of room %s", settled.version, room_id)
