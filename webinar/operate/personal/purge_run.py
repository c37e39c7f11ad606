"""The job that removes overdue personal data: daily, or at once if the organiser chose that."""

from __future__ import annotations

from webinar.kit import clock, value_cache
from webinar.kit.postgres_waits import in_bulk
from webinar.kit.web.services import Services
from webinar.live.recording.files import delete_outdated
from webinar.operate.personal.learners import purge_learners
from webinar.operate.personal.purging import note_run, purge_due
from webinar.people.audit.models import AuditEntry
from webinar.people.audit.queries import last_of_kind


def purge(services: Services) -> None:
    """Remove overdue data: all of it in the first run of a day, else only what must go at once."""
    with services.db.read() as db:
        last_run = last_of_kind(db, "purge.done")
    with in_bulk():
        _purge_due(services, last_run)


def _purge_due(services: Services, last_run: AuditEntry | None) -> None:
    is_new_day = last_run is None or last_run.at.date() < clock.now().date()
    counts = purge_due(services.db, at_once=not is_new_day)
    learners = purge_learners(services.db, at_once=not is_new_day)
    if is_new_day:
        services.db.empty_log()
        note_run(services.db, counts)
    elif learners:
        services.db.empty_log()
    if counts["answers"]:
        delete_outdated(services)
    if learners or any(counts.values()):
        value_cache.forget_values()
