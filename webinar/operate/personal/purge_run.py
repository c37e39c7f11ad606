"""The job that removes overdue personal data: daily, or at once if the organiser chose that."""

from __future__ import annotations

from webinar.kit import clock, kept
from webinar.kit.postgres_waits import in_bulk
from webinar.kit.web.services import Services
from webinar.operate.personal.learners import purge_learners
from webinar.operate.personal.purging import note_run, purge_due
from webinar.people.audit.models import AuditEntry
from webinar.people.audit.queries import last_of_kind


def purge(own: Services) -> None:
    """Remove overdue data: all of it in the first run of a day, else only what must go at once."""
    with own.db.read() as db:
        last_run = last_of_kind(db, "purge.done")
    with in_bulk():
        _purge_due(own, last_run)


def _purge_due(own: Services, last_run: AuditEntry | None) -> None:
    is_new_day = last_run is None or last_run.at.date() < clock.now().date()
    counts = purge_due(own.db, at_once=not is_new_day)
    learners = purge_learners(own.db, at_once=not is_new_day)
    if is_new_day:
        own.db.empty_log()
        note_run(own.db, counts)
    elif learners:
        own.db.empty_log()
    if learners or any(counts.values()):
        kept.let_go()
