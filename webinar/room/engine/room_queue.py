"""The queue of each room: all waiting jobs run as one batch with one commit, then are announced.

Batches form by themselves: while one is being committed, the next jobs gather. Jobs that can wait
also gather for a moment when others are near (see `gathering`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from webinar.kit import clock, concurrency
from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.room.engine.batch import commit
from webinar.room.engine.cache import Cache
from webinar.room.engine.change import Change
from webinar.room.engine.gathering import Gathering, Paces
from webinar.room.engine.jobs import Job, NothingDone, Settled
from webinar.room.transport.cork import corked

log = logging.getLogger(__name__)

# A batch is bounded so that one busy room cannot hold SQLite's only writer for long.
BATCH = 500
# If this many jobs wait for a room, it asks further clients to try again a moment later.
WAITING_ROOM = 5000


class _Lane:
    """The jobs that wait for one room."""

    def __init__(self) -> None:
        self.waiting: list[Job] = []
        self.asides: list[Callable[[], None]] = []
        self.gathering = Gathering()
        self.is_running = False


class RoomQueue:
    """Runs the jobs of each room in batches.

    After each commit, `speak(room_id, settled)` is called, then the acknowledgements are sent. Both
    happen within `together()`, which may join the messages to one client.
    """

    def __init__(
        self,
        db: Database,
        speak: Callable[[int, Settled], None],
        together: Callable[[], AbstractContextManager[None]] = corked,
    ) -> None:
        self._db = db
        self._speak = speak
        self._together = together
        self._cache = Cache()
        self._lanes: dict[int, _Lane] = {}
        self._paces = Paces()
        self._lock = concurrency.lock()

    def run(
        self,
        room_id: int,
        work: Callable[[Change], Any],
        *,
        keeps_cache: bool = False,
        can_wait: bool = False,
    ) -> Any:
        """Run the server's own work in the room's queue, and return its result."""
        job = Job(work=work, keeps_cache=keeps_cache, can_wait=can_wait)
        self.submit(room_id, job)
        return job.result

    def submit(self, room_id: int, job: Job) -> None:
        """Wait until the job is committed. Raises the job's `Refused` or its error."""
        committed = threading.Event()
        job.on_done = lambda _job: committed.set()
        self.put(room_id, job)
        committed.wait()
        job.outcome()

    def put(self, room_id: int, job: Job) -> None:
        """Queue the job; its `on_done` is called once it is committed, refused or has failed.

        Raises `Refused("try_again", retryable=True)` when too many jobs wait.
        """
        with self._lock:
            lane = self._lanes.setdefault(room_id, _Lane())
            if len(lane.waiting) >= WAITING_ROOM:
                raise Refused("try_again", retryable=True)
            lane.waiting.append(job)
            may_wait_until = self._paces.note(room_id) if job.can_wait else None
            lane.gathering.add(len(lane.waiting), may_wait_until)
            starts = not lane.is_running
            lane.is_running = True
        if starts:
            concurrency.spawn(self._drain, room_id, lane)

    def aside(self, room_id: int, speak: Callable[[], None]) -> None:
        """Call `speak` once all commits until now are announced. It must not wait or fail."""
        with self._lock:
            lane = self._lanes.get(room_id)
            if lane is not None:
                lane.asides.append(speak)
                return
        speak()

    def _drain(self, room_id: int, lane: _Lane) -> None:
        while True:
            if seconds := lane.gathering.seconds():
                lane.gathering.wait(seconds)
            with self._lock:
                lane.gathering.end()
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
            with self._together() if _is_worth_joining(batch, settled) else nullcontext():
                if settled is not None:
                    self._announce(room_id, settled)
                for job in batch:
                    _answer_job(job)

    def _commit(self, room_id: int, jobs: list[Job]) -> Settled | None:
        """Run the jobs, and return what to announce, or None if nothing was done."""
        at, entry = clock.now(), self._cache.take(room_id)
        try:
            settled = commit(self._db, room_id, jobs, at, entry)
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
        self._cache.keep(room_id, settled.cache_entry)
        if settled.forgets:
            self._db.empty_log()
        return settled

    def _announce(self, room_id: int, settled: Settled) -> None:
        try:
            self._speak(room_id, settled)
        except Exception:
            # The batch is committed: clients notice it by the next tick at the latest.
            log.exception("could not speak of version %s of room %s", settled.version, room_id)


def _is_worth_joining(batch: Sequence[Job], settled: Settled | None) -> bool:
    """Whether one write can carry several messages to a client.

    If there is only a broadcast to everyone and its sender's answer, joining would hold up all.
    """
    outbox = settled.outbox if settled is not None else ()
    return len(batch) > 1 or len(outbox) > 1 or any(said.member_id is not None for said in outbox)


def _answer_job(job: Job) -> None:
    try:
        if job.on_done is not None:
            job.on_done(job)
    except Exception:
        # The other jobs of the batch are committed, too, and must still be answered.
        log.exception("could not answer a command that was done")
