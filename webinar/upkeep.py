"""What the server does by itself every minute: renewing, closing and forgetting what is due."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webinar.accounts import browsers
from webinar.attendance.actions import close_orphans
from webinar.attendance.forgotten import end_forgotten
from webinar.audit.actions import note
from webinar.audit.models import AuditEntry
from webinar.audit.queries import last_of_kind
from webinar.cohorts.actions import forget_drafts
from webinar.completion import running as completions
from webinar.kit import clock, concurrency, kept
from webinar.kit.errors import Refused
from webinar.kit.noticing import give_back, taken
from webinar.kit.postgres_waits import in_bulk
from webinar.live.models import Operation
from webinar.lti import sending as scores
from webinar.offline.actions import forget_drafts as forget_answer_drafts
from webinar.personal.learners import purge_learners
from webinar.personal.purging import note_run, purge_due
from webinar.rooms.models import Member, Room, RoomState
from webinar.services import Services
from webinar.xapi import running as statements

log = logging.getLogger(__name__)

Job = Callable[[Services], object]

EVERY_SECONDS = 60
FORGET_EVERY = 10
# Long enough for the last phone to come back on line and repeat what it could not send.
OPERATIONS_LAST = timedelta(hours=24)


def start_upkeep(own: Services) -> None:
    """Begin; called once by the server."""
    concurrency.spawn(_run, own)
    completions.start_settling(own)
    scores.start_sending(own)
    statements.start_sending(own)


def renew(own: Services) -> None:
    """Whoever sits at a live socket is using the session; intervals nobody writes to are closed."""
    in_use = {connection.browser_id for connection in own.live.connections.everyone()}

    def work(db: Session) -> None:
        browsers.touch(db, in_use)
        close_orphans(db, clock.now())

    own.db.write(work)


def forget(own: Services) -> None:
    """Forget expired browsers, whose sockets close, old commands, and files never imported."""

    def work(db: Session) -> list[int]:
        forget_operations(db)
        forget_drafts(db)
        forget_answer_drafts(db)
        return browsers.purge_expired(db)

    for browser_id in own.db.write(work):
        own.live.close_browser(browser_id)


def purge(own: Services) -> None:
    """Remove personal data whose time is over: each day, and at once where so chosen."""
    with own.db.read() as db:
        was_done = last_of_kind(db, "purge.done")
    with in_bulk():
        _purge_due(own, was_done)


def _purge_due(own: Services, was_done: AuditEntry | None) -> None:
    is_new_day = was_done is None or was_done.at.date() < clock.now().date()
    counts = purge_due(own.db, at_once=not is_new_day)
    learners = purge_learners(own.db, at_once=not is_new_day)
    if is_new_day:
        own.db.empty_log()
        note_run(own.db, counts)
    elif learners:
        own.db.empty_log()
    if learners or any(counts.values()):
        kept.let_go()


def write_noticed(own: Services) -> None:
    """What was counted since the last minute, one entry of the audit log for each."""
    found = taken()

    def work(db: Session) -> None:
        for one in found:
            detail: dict[str, Any] = dict(one.detail)
            note(db, one.kind, one.user_id, **detail, times=one.times)

    if found:
        try:
            own.db.write(work)
        except BaseException:
            give_back(found)
            raise


def forget_operations(db: Session) -> None:
    """Forget the commands of sessions that ended long enough ago."""
    over = (
        select(Member.id)
        .join(Room, Room.id == Member.room_id)
        .where(Room.state == RoomState.ENDED, Room.ended_at < clock.now() - OPERATIONS_LAST)
    )
    db.execute(delete(Operation).where(Operation.member_id.in_(over)))


def finish_emptying(own: Services) -> None:
    own.db.finish_emptying()


def do_each(own: Services, jobs: Sequence[Job]) -> list[Job]:
    """Do these; which are to be tried again. One that fails keeps no other from its turn."""
    failed: list[Job] = []
    for place, job in enumerate(jobs):
        try:
            job(own)
        except Refused:
            # The others would be refused, too, each after a wait.
            log.warning("the database is busy, full or away: upkeep is tried again in a minute")
            return [*failed, *jobs[place:]]
        except Exception:
            log.exception("%s failed; it is tried again in a minute", job.__name__)
            failed.append(job)
    return failed


def _run(own: Services) -> None:
    failed: list[Job] = []
    for minute in itertools.count(1):
        concurrency.sleep(EVERY_SECONDS)
        due = EACH_TIME if minute % FORGET_EVERY else EACH_TIME + SELDOM
        failed = do_each(own, [*due, *(job for job in failed if job not in due)])


_noted_drift = 0.0


def _watch_clock(own: Services | None = None) -> None:
    """Say it each minute in the log, and once for each step in the audit log."""
    global _noted_drift
    drift = clock.drift()
    if abs(drift) > 2:
        log.warning(
            "the system's clock is %.0f s away from where it was at start; times go on from the "
            "start, so restart when no session is running",
            drift,
        )
    if own is not None and abs(drift - _noted_drift) > 2:
        own.db.write(lambda db: note(db, "clock.jumped", None, seconds=round(drift)))
        _noted_drift = drift


EACH_TIME: tuple[Job, ...] = (_watch_clock, renew, end_forgotten, write_noticed, finish_emptying)
SELDOM: tuple[Job, ...] = (forget, purge)
