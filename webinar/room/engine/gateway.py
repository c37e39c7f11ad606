"""The one door of the live path: checks limit and shape, then uses the room's queue.

All commands and questions from sockets and forms come through here. Each gets an answer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.kit.limits import ANYTHING, Limits
from webinar.kit.noticing import notice
from webinar.kit.permissions import OF_REMOTES
from webinar.room.engine.change import AddressedBroadcast
from webinar.room.engine.jobs import Job
from webinar.room.engine.permits import why_not
from webinar.room.engine.refusals import note_refusal
from webinar.room.engine.registry import COMMANDS, QUERIES, Command, Query
from webinar.room.engine.room_queue import RoomQueue
from webinar.room.rooms.models import Member, Room
from webinar.room.transport.packets import is_clean

log = logging.getLogger(__name__)

Answer = dict[str, Any]


class Gateway:
    def __init__(
        self,
        db: Database,
        queue: RoomQueue,
        limits: Limits,
        say: Callable[[int, AddressedBroadcast, int], None],
    ) -> None:
        """`say(room_id, addressed, version)` sends a fleeting broadcast at once."""
        self._db = db
        self._queue = queue
        self._limits = limits
        self._say = say

    def answer(
        self, room_id: int, member_id: int, name: str, fields: object, *, is_remote: bool = False
    ) -> Answer:
        """Return the answer: `{"ok": true, …}` or `{"ok": false, "code": …, "retry": …}`."""
        try:
            return _success(self.run(room_id, member_id, name, fields, is_remote=is_remote))
        except Exception as error:
            return _failure(error, name, room_id, member_id)

    def run(
        self,
        room_id: int,
        member_id: int,
        name: str,
        fields: object,
        *,
        strict: bool = True,
        is_remote: bool = False,
    ) -> Answer:
        """Run a command or answer a query; raises `Refused`. `strict=False` reads form fields.

        A browser that `is_remote` may send only the commands that a remote needs.
        """
        spec = self._spec_of(name, member_id, is_remote)
        message = self._read(spec, fields, strict)
        if isinstance(spec, Query):
            return self._ask(spec, room_id, member_id, message)
        job = Job(member_id, spec, message, can_wait=spec.can_wait)
        self._queue.submit(room_id, job)
        return {"version": job.version}

    def begin(
        self,
        room_id: int,
        member_id: int,
        name: str,
        fields: object,
        on_answer: Callable[[Answer], None],
        *,
        is_remote: bool = False,
    ) -> Answer | None:
        """Begin a command without waiting; `on_answer` is called with the answer after the commit.

        If the command is refused before it reaches the queue, the refusal is returned at once, and
        `on_answer` is not called.
        """

        def answer_job(job: Job) -> None:
            error = job.refusal or job.error
            on_answer(
                _failure(error, name, room_id, member_id)
                if error
                else _success({"version": job.version})
            )

        try:
            spec = self._spec_of(name, member_id, is_remote)
            if isinstance(spec, Query):
                raise Refused("unknown_command")
            message = self._read(spec, fields, strict=True)
            job = Job(member_id, spec, message, can_wait=spec.can_wait, on_done=answer_job)
            self._queue.put(room_id, job)
        except Exception as error:
            return _failure(error, name, room_id, member_id)
        return None

    def _spec_of(self, name: str, member_id: int, is_remote: bool) -> Command | Query:
        """Return the command or query of this name, if this browser may send it now."""
        spec = COMMANDS.get(name) or QUERIES.get(name)
        if spec is None:
            raise Refused("unknown_command")
        if is_remote and name not in OF_REMOTES:
            raise Refused("not_allowed")
        if not (
            self._limits.take(ANYTHING, member_id)
            and self._limits.take(spec.limit, member_id, spec.name)
        ):
            raise Refused("rate", retryable=True)
        longer = spec.limit.longer
        if longer is not None and not self._limits.take(longer, member_id, spec.name):
            # Not retryable: while the client repeated it, its next commands would have to wait.
            raise Refused("rate")
        return spec

    def _read(self, spec: Command | Query, fields: object, strict: bool) -> Any:
        # Packets were checked already when they were read, but form fields were not.
        if not isinstance(fields, Mapping) or not is_clean(dict(fields)):
            raise Refused("bad_message")
        try:
            return msgspec.convert(dict(fields), spec.message, strict=strict)
        except msgspec.ValidationError as error:
            raise Refused("bad_message") from error

    def _ask(self, spec: Query, room_id: int, member_id: int, message: Any) -> Answer:
        with self._db.read() as db:
            seated = db.execute(_SEATED, {"room_id": room_id, "member_id": member_id}).one_or_none()
            if seated is None:
                raise Refused("not_allowed")
            room, member = seated
            refusal = why_not(room, member, spec)
            if refusal is not None:
                raise refusal
            answer = spec.answer(db, room, member, message)
            version = room.version
        if spec.is_moment:
            self._say(room_id, AddressedBroadcast(answer), version)
            return {}
        return dict(answer)


_SEATED = (
    select(Room, Member)
    .join(Member, Member.room_id == Room.id)
    .where(Room.id == bindparam("room_id"), Member.id == bindparam("member_id"))
)


def _success(answer: Answer) -> Answer:
    return {"ok": True, **answer}


def _failure(error: BaseException, name: str, room_id: int, member_id: int) -> Answer:
    if isinstance(error, Refused):
        note_refusal(name, error.code, room_id, member_id)
        if error.code == "rate":
            notice("rate.limited", room=room_id, command=name)
        return {"ok": False, "code": error.code, "retry": error.retryable}
    log.error("%s failed in room %s", name, room_id, exc_info=error)
    return {"ok": False, "code": "internal", "retry": False}
