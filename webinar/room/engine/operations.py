"""Repeated commands: a command runs once, however often a client on a bad link sends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Insert, Integer, Select, Text, bindparam, delete, insert, select, tuple_
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.bulk import bound_columns, row_parameters, select_columns
from webinar.kit.db import table_of
from webinar.kit.errors import Refused
from webinar.kit.ready_statements import ReadyStatement, connection_of
from webinar.room.engine.jobs import Job
from webinar.room.engine.models import Operation
from webinar.room.rooms.models import Member, Room, RoomState

# Long enough for the last phone to come back online and repeat its unanswered commands.
OPERATIONS_LAST = timedelta(hours=24)

# {(member id, op_id): (name of the command, version of the room that it made)}
DoneBefore = Mapping[tuple[int, str], tuple[str, int]]


def done_before(db: Session, jobs: Sequence[Job]) -> DoneBefore:
    """Return the operations of these jobs that an earlier batch committed."""
    keys = {job.operation for job in jobs if job.operation is not None}
    if not keys:
        return {}
    rows = _FIND.run(connection_of(db), **row_parameters(list(keys)))
    return {(member_id, op_id): (command, version) for member_id, op_id, command, version in rows}


def sort_out(
    jobs: Sequence[Job], done_operations: DoneBefore
) -> tuple[list[Job], list[tuple[Job, Job]]]:
    """Return the jobs to run, and the repetitions in this batch, each with the job it repeats.

    A client whose link dropped sends a command again, maybe while the first one still waits. A
    command that an earlier batch did gets the same answer again.
    """
    fresh: list[Job] = []
    twins: list[tuple[Job, Job]] = []
    firsts: dict[tuple[int, str], Job] = {}
    for job in jobs:
        key = job.operation
        if key is None or job.command is None:
            fresh.append(job)
        elif key in done_operations:
            command, job.version = done_operations[key]
            if command != job.command.name:
                job.refuse(Refused("op_conflict"))
        elif key in firsts:
            twins.append((job, firsts[key]))
        else:
            firsts[key] = job
            fresh.append(job)
    return fresh, twins


def forget_old(db: Session) -> None:
    """Delete the operations of sessions that ended more than `OPERATIONS_LAST` ago."""
    member_ids = (
        select(Member.id)
        .join(Room, Room.id == Member.room_id)
        .where(Room.state == RoomState.ENDED, Room.ended_at < clock.now() - OPERATIONS_LAST)
    )
    db.execute(delete(Operation).where(Operation.member_id.in_(member_ids)))


def keep(db: Session, done_jobs: Sequence[Job], at: datetime) -> None:
    """Store that these commands were done, but not their content."""
    rows = [
        (*job.operation, job.command.name, job.version)
        for job in done_jobs
        if job.command is not None and job.operation is not None
    ]
    if rows:
        _KEEP.run(connection_of(db), **row_parameters(rows), at=at)


def _find(dialect: str) -> Select[int, str, str, int]:
    key = tuple_(Operation.member_id, Operation.op_id)
    return select(Operation.member_id, Operation.op_id, Operation.command, Operation.version).where(
        key.in_(select_columns(bound_columns(dialect, Integer, Text)))
    )


def _insert(dialect: str) -> Insert:
    columns = bound_columns(dialect, Integer, Text, Text, Integer)
    at = bindparam("at", type_=Operation.done_at.type)
    return insert(table_of(Operation)).from_select(
        ["member_id", "op_id", "command", "version", "done_at"], select_columns([*columns, at])
    )


_FIND = ReadyStatement(_find)
_KEEP = ReadyStatement(_insert)
