"""Settles a room's batch: one transaction, the room's row first, savepoints between commands.

This code may run in a worker thread, so it touches only the database and plain values: it does not
log, wait or send messages. It stores errors in the jobs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.db import UNAVAILABLE, Database
from webinar.kit.errors import Refused
from webinar.room.engine import operations, room_row
from webinar.room.engine.cache import CacheEntry, Person, people
from webinar.room.engine.change import Change
from webinar.room.engine.jobs import Job, NothingDone, Settled, VersionedBroadcast
from webinar.room.engine.permits import why_not
from webinar.room.engine.wire import Audience
from webinar.room.rooms.models import Member, Room


class RunApart(Exception):
    """Jobs that ran together without a savepoint failed: roll back, and run each in its own."""


def commit(
    database: Database,
    room_id: int,
    jobs: Sequence[Job],
    at: datetime,
    entry: CacheEntry | None = None,
) -> Settled:
    """Settle the jobs in one transaction and commit it. Raises what `settle` and `write` raise."""

    def attempt(db: Session, **options: bool) -> Settled:
        nonlocal entry
        # The database may have run this before, and rolled it back: the entry may then hold what
        # the transaction read of its own changes, and the room as the transaction left it.
        fresh_entry, entry = entry, None
        for job in jobs:
            job.refusal, job.error = None, None
        return settle(db, room_id, jobs, at, fresh_entry, **options)

    try:
        return database.write(attempt, in_haste=True)
    except RunApart:
        return database.write(partial(attempt, apart=True), in_haste=True)


def settle(
    db: Session,
    room_id: int,
    jobs: Sequence[Job],
    at: datetime,
    entry: CacheEntry | None = None,
    *,
    apart: bool = False,
) -> Settled:
    """Run the jobs in order; each is done, refused or fails. Raises `NothingDone` if none is done.

    Raises `RunApart` if jobs that run together fail and are the whole batch, unless `apart`.
    `entry` is the room's entry of the cache. The entry in `Settled` may be put into the cache only
    after the commit.
    """
    # This has to be the first statement: its row lock lets one batch at a time change the room.
    room, is_detached = room_row.raise_version(db, room_id, entry)
    if not all(_keeps_cache(job) for job in jobs):
        entry = CacheEntry()
    elif entry is None or entry.version != room.version - 1:
        entry = CacheEntry(room.version - 1)
    members = _members(db, room_id, jobs)
    fresh, twins = operations.sort_out(jobs, operations.done_before(db, jobs))
    change = Change(db, room, at, cache_entry=entry, is_detached=is_detached)
    groups = [list(group) for _, group in groupby(fresh, key=_kind)]
    # A lone job or group needs no savepoint: if it fails, the whole transaction is rolled back.
    change.is_lone = len(fresh) == 1 or (len(groups) == 1 and not apart)
    change.job_count = len(fresh)
    for group in groups:
        _run_group(change, members, group)
    done_jobs = [job for job in fresh if job.is_done]
    if done_jobs:
        settled = _result_of(change)
        for job in done_jobs:
            job.version = settled.version
    for repetition, first in twins:
        repetition.follow(first)
    if not done_jobs:
        raise NothingDone
    operations.keep(db, done_jobs, at)
    room_row.store(change)
    if entry.version is not None:
        entry.version, entry.room = settled.version, room
    return settled


def _keeps_cache(job: Job) -> bool:
    if job.command is None:
        return job.keeps_cache
    return job.command.keeps_cache or job.command.handle_many is not None


def _kind(job: Job) -> object:
    """The key of the group that the job runs in: adjacent jobs of a hot command run together."""
    return job.command.name if job.command is not None and job.command.handle_many else id(job)


def _run_group(change: Change, members: Mapping[int, Member | Person], jobs: list[Job]) -> None:
    command = jobs[0].command
    if command is not None and command.handle_many is not None:
        _run_together(change, jobs)
        return
    if command is not None and command.keeps_cache:
        members = people(change.connection, change.room.id, change.cache_entry, _ids(jobs))
    if _is_allowed(change.room, members, jobs[0]):
        _in_savepoint(change, jobs, partial(_run_one, change, members, jobs[0]))


def _ids(jobs: Sequence[Job]) -> set[int]:
    return {job.member_id for job in jobs if job.member_id is not None}


def _run_together(change: Change, jobs: Sequence[Job]) -> None:
    persons = people(change.connection, change.room.id, change.cache_entry, _ids(jobs))
    allowed = [job for job in jobs if _is_allowed(change.room, persons, job)]
    if not allowed:
        return
    is_done = _in_savepoint(change, allowed, partial(_run_many, change, persons, allowed))
    if not is_done and len(allowed) > 1:
        if change.is_lone:
            raise RunApart
        # One of the jobs violated a constraint: run each alone, so that only that one fails.
        for job in allowed:
            job.error = None
            _in_savepoint(change, [job], partial(_run_many, change, persons, [job]))


def _run_one(change: Change, members: Mapping[int, Member | Person], job: Job) -> None:
    if job.work is not None:
        job.result = job.work(change)
    elif (
        job.command is not None and job.command.handle_one is not None and job.member_id is not None
    ):
        job.command.handle_one(change, members[job.member_id], job.message)


def _run_many(change: Change, persons: Mapping[int, Person], jobs: Sequence[Job]) -> None:
    command = jobs[0].command
    assert command is not None and command.handle_many is not None  # noqa: S101  for the type checker
    pairs = [(persons[job.member_id], job.message) for job in jobs if job.member_id is not None]
    for job, refusal in zip(jobs, command.handle_many(change, pairs), strict=True):
        job.refusal = refusal


def _in_savepoint(change: Change, jobs: Sequence[Job], run: Callable[[], None]) -> bool:
    outbox_length, stirred = len(change.outbox), set(change.stirred)
    try:
        with nullcontext() if change.is_lone else change.db.begin_nested():
            run()
        return True
    except Refused as refusal:
        for job in jobs:
            job.refuse(refusal)
    except UNAVAILABLE:
        # The database itself is locked, full or unreachable: the whole batch fails.
        raise
    except Exception as error:
        for job in jobs:
            job.error = error
    del change.outbox[outbox_length:]
    change.stirred = stirred
    return False


def _is_allowed(room: Room, members: Mapping[int, Member | Person], job: Job) -> bool:
    """Whether the member may do this in the room now. The server's own work is always allowed."""
    if job.command is None:
        return True
    member = members.get(job.member_id) if job.member_id is not None else None
    refusal = why_not(room, member, job.command)
    if refusal is not None:
        job.refuse(refusal)
    return job.is_done


def _members(db: Session, room_id: int, jobs: Sequence[Job]) -> dict[int, Member]:
    """Return the senders of single commands as ORM rows, because these commands may change them."""
    ids = {
        job.member_id
        for job in jobs
        if job.member_id is not None
        and job.command is not None
        and job.command.handle_one is not None
        and not job.command.keeps_cache
    }
    if not ids:
        return {}
    rows = db.scalars(select(Member).where(Member.room_id == room_id, Member.id.in_(ids)))
    return {member.id: member for member in rows}


def _result_of(change: Change) -> Settled:
    """Give each sequenced broadcast its own version, so that clients notice a missing one."""
    room = change.room
    last_versions = {Audience.EVERYONE: room.said_everyone, Audience.HOSTS: room.said_hosts}
    places: list[tuple[int, int] | None] = []
    for addressed in change.outbox:
        if addressed.member_id is not None or not addressed.broadcast.sequenced:
            places.append(None)
            continue
        if any(places):
            room.version += 1
        places.append((room.version, last_versions[addressed.broadcast.audience]))
        last_versions[addressed.broadcast.audience] = room.version
    if any(places):
        room.said_everyone, room.said_hosts = (
            last_versions[Audience.EVERYONE],
            last_versions[Audience.HOSTS],
        )
    outbox = [
        VersionedBroadcast(addressed.broadcast, place[0], place[1])
        if place
        else VersionedBroadcast(
            addressed.broadcast,
            room.version,
            member_id=addressed.member_id,
            language=addressed.language,
        )
        for addressed, place in zip(change.outbox, places, strict=True)
    ]
    return Settled(room.version, outbox, change.stirred, change.cache_entry, change.forgets)
