"""The queue of each room: what waits is taken as one batch, committed once, then spoken of.

Batches form by themselves: while one is being committed, the next gathers.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from webinar.kit import clock, concurrency
from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.room.engine.batch import settle
from webinar.room.engine.cache import Cache
from webinar.room.engine.change import Change
from webinar.room.engine.jobs import Job, NothingDone, Settled

log = logging.getLogger(__name__)

# A batch is bounded so that one busy room cannot hold SQLite's only writer for long.
BATCH = 500
# A room that falls this far behind asks its clients to come back a moment later.
WAITING_ROOM = 5000


class _Lane:
    """The jobs that wait for one room."""

    def __init__(self) -> None:
        self.waiting: list[Job] = []
        self.asides: list[Callable[[], None]] = []
        self.is_running = False


class RoomQueue:
    """`speak(room_id, settled)` is called after each commit and before the acknowledgements.

    Both within `together()`, which may put what is said to one client into one piece.
    """

    def __init__(
        self,
        db: Database,
        speak: Callable[[int, Settled], None],
        together: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._db = db
        self._speak = speak
        self._together = together
        self._cache = Cache()
        self._lanes: dict[int, _Lane] = {}
        self._lock = concurrency.lock()

    def run(self, room_id: int, work: Callable[[Change], Any], *, keeps_cache: bool = False) -> Any:
        """Run work of the server's own in the room's queue and return what it returned."""
        job = Job(work=work, keeps_cache=keeps_cache)
        self.submit(room_id, job)
        return job.result

    def submit(self, room_id: int, job: Job) -> None:
        """Wait for the job's turn and commit. Raises its `Refused`, or the error it ended in."""
        committed = threading.Event()
        job.done = lambda _job: committed.set()
        self.put(room_id, job)
        committed.wait()
        job.outcome()

    def put(self, room_id: int, job: Job) -> None:
        """Let the job wait for its turn; its `done` is called once it is committed.

        Raises `Refused("try_again", retryable=True)` when too many wait.
        """
        with self._lock:
            lane = self._lanes.setdefault(room_id, _Lane())
            if len(lane.waiting) >= WAITING_ROOM:
                raise Refused("try_again", retryable=True)
            lane.waiting.append(job)
            starts = not lane.is_running
            lane.is_running = True
        if starts:
            concurrency.spawn(self._drain, room_id, lane)

    def aside(self, room_id: int, speak: Callable[[], None]) -> None:
        """Call `speak` once everything was said that is committed now; it must not wait or fail."""
        with self._lock:
            lane = self._lanes.get(room_id)
            if lane is not None:
                lane.asides.append(speak)
                return
        speak()

    def _drain(self, room_id: int, lane: _Lane) -> None:
        while True:
            with self._lock:
                asides, lane.asides = lane.asides, []
                batch, lane.waiting = lane.waiting[:BATCH], lane.waiting[BATCH:]
                if not batch and not asides:
                    lane.is_running = False
                    del self._lanes[room_id]
                    return
            for speak in asides:
                speak()
            if not batch:
                continue
            settled = self._commit(room_id, batch)
            # One thing for everybody and one answer are not worth putting together.
            is_much = settled is not None and len(settled.outbox) > 1
            with self._together() if is_much else nullcontext():
                if settled is not None:
                    self._say(room_id, settled)
                for job in batch:
                    _tell(job)

    def _commit(self, room_id: int, jobs: list[Job]) -> Settled | None:
        """Do the jobs; what there is to say of it, or None if nothing was done."""
        at, known = clock.now(), self._cache.take(room_id)
        try:
            settled = self._db.write(lambda db: settle(db, room_id, jobs, at, known), in_haste=True)
        except NothingDone:
            return None
        except Refused as refusal:
            for job in jobs:
                job.refuse(refusal)
            return None
        except Exception as error:
            log.exception("a batch of room %s failed", room_id)
            for job in jobs:
                job.error = error
            return None
        self._cache.keep(room_id, settled.known)
        if settled.forgets:
            self._db.empty_log()
        return settled

    def _say(self, room_id: int, settled: Settled) -> None:
        try:
            self._speak(room_id, settled)
        except Exception:
            # It is committed: the clients learn of it from the next tick at the latest.
            log.exception("could not speak of version %s of room %s", settled.version, room_id)


def _tell(job: Job) -> None:
    try:
        if job.done is not None:
            job.done(job)
    except Exception:
        # The others of the batch are committed, too, and want to know it.
        log.exception("could not answer a command that was done")
