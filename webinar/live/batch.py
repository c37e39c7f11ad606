"""One batch of a room: one transaction, the room's row first, a savepoint per command.

Runs where it cannot stop the loop, so it touches only the database and plain values: it does not
log, wait or speak. What went wrong is handed back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import insert, select, tuple_, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from webinar.errors import Refused
from webinar.live.change import Change, Said
from webinar.live.models import Operation
from webinar.live.registry import Command
from webinar.live.wire import Audience, Mutation
from webinar.permissions import can
from webinar.rooms.models import Member, Room, RoomState


@dataclass(eq=False)
class Job:
    """A command that waits for its room, or work of the server's own (`work`)."""

    member_id: int | None = None
    command: Command | None = None
    message: Mutation | None = None
    work: Callable[[Change], Any] | None = None
    refusal: Refused | None = None
    error: BaseException | None = None
    version: int = 0
    result: Any = None

    def refuse(self, refusal: Refused) -> None:
        self.refusal = refusal

    @property
    def is_done(self) -> bool:
        return self.refusal is None and self.error is None


@dataclass
class Settled:
    """What a committed batch has to say. `after` is what each audience had heard before."""

    version: int = 0
    outbox: Sequence[Said] = ()
    stirred: set[tuple[str, str]] = field(default_factory=set)
    after: dict[Audience, int] = field(default_factory=dict)


class NothingDone(Exception):
    """Every command of the batch was refused: roll back, so that the version does not move."""


def settle(db: Session, room_id: int, jobs: Sequence[Job], at: datetime) -> Settled:
    """Run the jobs in order; each ends done, refused or in error. Raises `NothingDone`."""
    # First statement on purpose: the row lock makes a room change one step at a time.
    room = db.scalars(
        update(Room).where(Room.id == room_id).values(version=Room.version + 1).returning(Room)
    ).one()
    members = _members(db, room_id, jobs)
    done_before = _operations(db, jobs)
    change = Change(db, room, at)
    fresh = [job for job in jobs if not _is_repeat(job, done_before)]
    for _, group in groupby(fresh, key=_kind):
        _run_group(change, members, list(group))
    done = [job for job in fresh if job.is_done]
    if not done:
        raise NothingDone
    for job in done:
        job.version = room.version
    _keep_operations(db, done, at)
    return _settled(change)


def _kind(job: Job) -> object:
    """Neighbours of the same hot command run together; everything else runs alone."""
    return job.command.name if job.command is not None and job.command.many else id(job)


def _run_group(change: Change, members: dict[int, Member], jobs: list[Job]) -> None:
    allowed = [job for job in jobs if _is_allowed(change.room, members, job)]
    command = jobs[0].command
    if command is None or command.many is None:
        for job in allowed:
            _in_savepoint(change, members, [job], _run_one)
    elif allowed and not _in_savepoint(change, members, allowed, _run_many):
        # One of them broke a promise of the tables: find out which, harming nobody else.
        for job in allowed:
            job.error = None
            _in_savepoint(change, members, [job], _run_many)


def _run_one(change: Change, members: dict[int, Member], jobs: Sequence[Job]) -> None:
    job = jobs[0]
    if job.work is not None:
        job.result = job.work(change)
    elif job.command is not None and job.command.one is not None and job.member_id is not None:
        job.command.one(change, members[job.member_id], job.message)


def _run_many(change: Change, members: dict[int, Member], jobs: Sequence[Job]) -> None:
    command = jobs[0].command
    assert command is not None and command.many is not None  # noqa: S101  for the type checker
    pairs = [(members[job.member_id], job.message) for job in jobs if job.member_id is not None]
    for job, refusal in zip(jobs, command.many(change, pairs), strict=True):
        job.refusal = refusal


def _in_savepoint(
    change: Change,
    members: dict[int, Member],
    jobs: Sequence[Job],
    run: Callable[[Change, dict[int, Member], Sequence[Job]], None],
) -> bool:
    said, stirred = len(change.outbox), set(change.stirred)
    try:
        with change.db.begin_nested():
            run(change, members, jobs)
        return True
    except Refused as refusal:
        for job in jobs:
            job.refuse(refusal)
    except OperationalError:
        # The database itself is locked, full or away: nothing of this batch can be kept.
        raise
    except Exception as error:
        for job in jobs:
            job.error = error
    del change.outbox[said:]
    change.stirred = stirred
    return False


def _is_allowed(room: Room, members: dict[int, Member], job: Job) -> bool:
    """Permission against the room as it is now. Work of the server's own needs none."""
    if job.command is None:
        return True
    member = members.get(job.member_id) if job.member_id is not None else None
    if member is None or member.removed_at is not None or not can(member, job.command.needs):
        job.refuse(Refused("not_allowed"))
    elif room.state not in job.command.states:
        job.refuse(Refused("room_ended" if room.state is RoomState.ENDED else "room_not_live"))
    return job.is_done


def _members(db: Session, room_id: int, jobs: Sequence[Job]) -> dict[int, Member]:
    ids = {job.member_id for job in jobs if job.member_id is not None}
    if not ids:
        return {}
    found = db.scalars(select(Member).where(Member.room_id == room_id, Member.id.in_(ids)))
    return {member.id: member for member in found}


def _operations(db: Session, jobs: Sequence[Job]) -> dict[tuple[int, str], tuple[str, int]]:
    keys = [(job.member_id, job.message.op_id) for job in jobs if job.message is not None]
    if not keys:
        return {}
    rows = db.execute(
        select(Operation.member_id, Operation.op_id, Operation.command, Operation.version).where(
            tuple_(Operation.member_id, Operation.op_id).in_(keys)
        )
    )
    return {(row.member_id, row.op_id): (row.command, row.version) for row in rows}


def _is_repeat(job: Job, done_before: dict[tuple[int, str], tuple[str, int]]) -> bool:
    """Answer a command that was done before as it was answered then."""
    if job.message is None or job.command is None or job.member_id is None:
        return False
    first = done_before.get((job.member_id, job.message.op_id))
    if first is None:
        return False
    command, job.version = first
    if command != job.command.name:
        job.refuse(Refused("op_conflict"))
    return True


def _keep_operations(db: Session, done: Sequence[Job], at: datetime) -> None:
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


def _settled(change: Change) -> Settled:
    room = change.room
    after = {Audience.EVERYONE: room.said_everyone, Audience.HOSTS: room.said_hosts}
    spoken = {said.broadcast.audience for said in change.outbox if said.broadcast.sequenced}
    if Audience.EVERYONE in spoken:
        room.said_everyone = room.version
    if Audience.HOSTS in spoken:
        room.said_hosts = room.version
    return Settled(room.version, change.outbox, change.stirred, after)
