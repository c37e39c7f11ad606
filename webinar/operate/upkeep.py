"""Runs the server's own jobs, and those of the features, every minute or every ten minutes."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from webinar import features
from webinar.hooks import Job
from webinar.kit import clock, concurrency
from webinar.kit.errors import Refused
from webinar.kit.noticing import give_back, take_counts
from webinar.kit.repeating import repeat
from webinar.kit.web.services import Services
from webinar.people.audit.actions import note

log = logging.getLogger(__name__)

EVERY_SECONDS = 60
SELDOM = 10


def start_upkeep(own: Services) -> None:
    """Start the loops of jobs. The server calls this once."""
    concurrency.spawn(_run, own)
    for feature in features.every():
        if feature.long_job is not None:
            start_own_loop(own, feature.long_job)


def start_own_loop(own: Services, job: Job) -> None:
    """Do this job every minute in a separate loop."""
    again = f"{job.__name__} is tried again in a minute"
    failed = f"{job.__name__} failed; it is tried again in a minute"
    repeat(partial(job, own), EVERY_SECONDS, failed, busy=again)


def forget(own: Services) -> None:
    """Delete data that features keep only for a while."""

    def work(db: Session) -> None:
        for feature in features.every():
            for forget_old in feature.forgets:
                forget_old(db)

    own.db.write(work)


def write_noticed(own: Services) -> None:
    """Write the counts since the last minute, one entry of the audit log for each."""
    found = take_counts()

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


def finish_emptying(own: Services) -> None:
    own.db.finish_emptying()


def do_each(own: Services, jobs: Sequence[Job]) -> list[Job]:
    """Do these jobs, and return those to try again.

    A job that fails does not stop the others, but a refusal by the database does.
    """
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


def jobs_of(minute: int) -> list[Job]:
    """Return the jobs due in this minute since the start."""
    every = features.every()
    jobs: list[Job] = [_watch_clock, *(job for one in every for job in one.every_minute)]
    jobs += [write_noticed, finish_emptying]
    if minute % SELDOM == 0:
        jobs += [forget, *(job for one in every for job in one.every_ten_minutes)]
    return jobs


def _run(own: Services) -> None:
    failed: list[Job] = []
    for minute in itertools.count(1):
        concurrency.sleep(EVERY_SECONDS)
        due = jobs_of(minute)
        failed = do_each(own, [*due, *(job for job in failed if job not in due)])


_noted_drift = 0.0


def _watch_clock(own: Services | None = None) -> None:
    """Log a jump of the system's clock each minute; note it once in the audit log."""
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
