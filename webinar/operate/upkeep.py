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
SELDOM_MINUTES = 10


def start_upkeep(services: Services) -> None:
    """Start the loops of jobs. The server calls this once."""
    concurrency.spawn(_run, services)
    for feature in features.every():
        if feature.long_job is not None:
            start_own_loop(services, feature.long_job)


def start_own_loop(services: Services, job: Job) -> None:
    """Do this job every minute in a loop of its own, so that no other job waits for it."""
    busy_text = f"{job.__name__} is tried again in a minute"
    failure_text = f"{job.__name__} failed; it is tried again in a minute"
    repeat(partial(job, services), EVERY_SECONDS, failure_text, busy=busy_text)


def forget(services: Services) -> None:
    """Delete data that features keep only for a while."""

    def work(db: Session) -> None:
        for feature in features.every():
            for forget_old in feature.forgets:
                forget_old(db)

    services.db.write(work)


def write_noticed(services: Services) -> None:
    """Write the counts since the last minute, one entry of the audit log for each."""
    counts = take_counts()

    def work(db: Session) -> None:
        for count in counts:
            detail: dict[str, Any] = dict(count.detail)
            note(db, count.kind, count.user_id, **detail, times=count.times)

    if counts:
        try:
            services.db.write(work)
        except BaseException:
            give_back(counts)
            raise


def finish_emptying(services: Services) -> None:
    """Empty the database's log if that is still to be done."""
    services.db.finish_emptying()


def do_each(services: Services, jobs: Sequence[Job]) -> list[Job]:
    """Do these jobs, and return those to try again.

    A job that fails does not stop the others, but a refusal by the database does.
    """
    failed_jobs: list[Job] = []
    for place, job in enumerate(jobs):
        try:
            job(services)
        except Refused:
            # The others would be refused, too, each after a wait.
            log.warning("the database is busy, full or away: upkeep is tried again in a minute")
            return [*failed_jobs, *jobs[place:]]
        except Exception:
            log.exception("%s failed; it is tried again in a minute", job.__name__)
            failed_jobs.append(job)
    return failed_jobs


def jobs_of(minute: int) -> list[Job]:
    """Return the jobs due in this minute since the start."""
    all_features = features.every()
    jobs: list[Job] = [
        _watch_clock,
        *(job for feature in all_features for job in feature.every_minute),
    ]
    jobs += [write_noticed, finish_emptying]
    if minute % SELDOM_MINUTES == 0:
        jobs += [forget, *(job for feature in all_features for job in feature.every_ten_minutes)]
    return jobs


def _run(services: Services) -> None:
    failed_jobs: list[Job] = []
    for minute in itertools.count(1):
        concurrency.sleep(EVERY_SECONDS)
        due = jobs_of(minute)
        failed_jobs = do_each(services, [*due, *(job for job in failed_jobs if job not in due)])


_noted_drift = 0.0


def _watch_clock(services: Services | None = None) -> None:
    """Log a jump of the system's clock each minute; note it once in the audit log."""
    global _noted_drift
    drift = clock.drift()
    if abs(drift) > 2:
        log.warning(
            "the system's clock is %.0f s away from where it was at start; times go on from the "
            "start, so restart when no session is running",
            drift,
        )
    if services is not None and abs(drift - _noted_drift) > 2:
        services.db.write(lambda db: note(db, "clock.jumped", None, seconds=round(drift)))
        _noted_drift = drift
