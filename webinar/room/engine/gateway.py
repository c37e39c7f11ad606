"""The one door of the live path: checks limit and shape, then uses the room's queue.

All commands and questions from sockets and forms come through here. Each gets an answer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

import msgspec

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
        """`say(room_id, said, version)` sends the broadcast of a moment."""
        self._db = db
        self._queue = queue
        self._limits = limits
        self._say = say

    def answer(
        self, room_id: int, member_id: int, name: str, fields: object, *, is_remote: bool = False
    ) -> Answer:
        """Return the answer: `{"ok": true, …}` or `{"ok": false, "code": …, "retry": …}`."""
        try:
            return _done(self.run(room_id, member_id, name, fields, is_remote=is_remote))
        except Exception as error:
            return _failed(error, name, room_id, member_id)

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
        known = self._known(name, member_id, is_remote)
        message = self._read(known, fields, strict)
        if isinstance(known, Query):
            return self._ask(known, room_id, member_id, message)
        job = Job(member_id=member_id, command=known, message=message)
        self._queue.submit(room_id, job)
        return {"version": job.version}

    def begin(
        self,
        room_id: int,
        member_id: int,
        name: str,
        fields: object,
        answered: Callable[[Answer], None],
        *,
        is_remote: bool = False,
    ) -> Answer | None:
        """Begin a command without waiting; `answered` is called after the commit.

        If the command is refused before it reaches the queue, the refusal is returned at once, and
        `answered` is not called.
        """

        def done(job: Job) -> None:
            error = job.refusal or job.error
            answered(
                _failed(error, name, room_id, member_id)
                if error
                else _done({"version": job.version})
            )

        try:
            known = self._known(name, member_id, is_remote)
            if isinstance(known, Query):
                raise Refused("unknown_command")
            message = self._read(known, fields, strict=True)
            self._queue.put(room_id, Job(member_id, known, message, done=done))
        except Exception as error:
            return _failed(error, name, room_id, member_id)
        return None

    def _known(self, name: str, member_id: int, is_remote: bool) -> Command | Query:
        """Return the command or query of this name, if this browser may send it and so often."""
        known = COMMANDS.get(name) or QUERIES.get(name)
        if known is None:
            raise Refused("unknown_command")
        if is_remote and name not in OF_REMOTES:
            raise Refused("not_allowed")
        if not (
            self._limits.take(ANYTHING, member_id)
            and self._limits.take(known.limit, member_id, known.name)
        ):
            raise Refused("rate", retryable=True)
        longer = known.limit.longer
        if longer is not None and not self._limits.take(longer, member_id, known.name):
            # Not retryable: while the client repeated it, its next commands would have to wait.
            raise Refused("rate")
        return known

    def _read(self, known: Command | Query, fields: object, strict: bool) -> Any:
        # Packets were checked already when they were read, but form fields were not.
        if not isinstance(fields, Mapping) or not is_clean(dict(fields)):
            raise Refused("bad_message")
        try:
            return msgspec.convert(dict(fields), known.message, strict=strict)
        except msgspec.ValidationError as error:
            raise Refused("bad_message") from error

    def _ask(self, known: Query, room_id: int, member_id: int, message: Any) -> Answer:
        with self._db.read() as db:
            room, member = db.get(Room, room_id), db.get(Member, member_id)
            if room is None or not _is_seated(member, room):
                raise Refused("not_allowed")
            refusal = why_not(room, member, known)
            if refusal is not None:
                raise refusal
            answer = known.answer(db, room, member, message)
            version = room.version
        if known.is_moment:
            self._say(room_id, AddressedBroadcast(answer), version)
            return {}
        return dict(answer)


def _is_seated(member: Member | None, room: Room) -> TypeGuard[Member]:
    return member is not None and member.room_id == room.id


def _done(answer: Answer) -> Answer:
    return {"ok": True, **answer}


def _failed(error: BaseException, name: str, room_id: int, member_id: int) -> Answer:
    if isinstance(error, Refused):
        note_refusal(name, error.code, room_id, member_id)
        if error.code == "rate":
            notice("rate.limited", room=room_id, command=name)
        return {"ok": False, "code": error.code, "retry": error.retryable}
    log.error("%s failed in room %s", name, room_id, exc_info=error)
    return {"ok": False, "code": "internal", "retry": False}
