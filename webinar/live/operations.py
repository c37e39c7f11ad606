"""Commands that come again: done once, however often a client on a bad link sends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import insert, select, tuple_
from sqlalchemy.orm import Session

from webinar.errors import Refused
from webinar.live.jobs import Job
from webinar.live.models import Operation

# By member and op_id: which command that was, and the version of the room that it made.
DoneBefore = Mapping[tuple[int, str], tuple[str, int]]


def done_before(db: Session, jobs: Sequence[Job]) -> DoneBefore:
    """Those of these jobs that were committed in an earlier batch."""
    keys = {job.operation for job in jobs if job.operation is not None}
    if not keys:
        return {}
    rows = db.execute(
        select(Operation.member_id, Operation.op_id, Operation.command, Operation.version).where(
            tuple_(Operation.member_id, Operation.op_id).in_(list(keys))
        )
    )
    return {(row.member_id, row.op_id): (row.command, row.version) for row in rows}


def sort_out(jobs: Sequence[Job], before: DoneBefore) -> tuple[list[Job], list[tuple[Job, Job]]]:
    """What is to be run, and what came twice in this batch, each with the first of its kind.

    A client whose link dropped sends a command again while the first one may still be waiting.
    What was done in an earlier batch is answered here as it was answered then.
    """
    fresh: list[Job] = []
    twins: list[tuple[Job, Job]] = []
    firsts: dict[tuple[int, str], Job] = {}
    for job in jobs:
        key = job.operation
        if key is None or job.command is None:
            fresh.append(job)
        elif key in before:
            command, job.version = before[key]
            if command != job.command.name:
                job.refuse(Refused("op_conflict"))
        elif key in firsts:
            twins.append((job, firsts[key]))
        else:
            firsts[key] = job
            fresh.append(job)
    return fresh, twins


def keep(db: Session, done: Sequence[Job], at: datetime) -> None:
    """Remember that these were done. What was chosen in them is not kept."""
    rows = [
        {
            "member_id": job.member_id,
            "op_id": job.message.op_id,
            "command": job.command.name,
            "version": job.version,
            "done_at": at,
        }
        for job in done
        if job.command is not None and job.message is not None
    ]
    if rows:
        db.execute(insert(Operation), rows)
