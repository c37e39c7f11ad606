"""Handles events that concern one link, or that are too frequent for a command, such as sound.

A command passes through the room's queue and the database, and is answered. A link event does not:
its handler gets the link itself, stores nothing, and the client gets no answer and repeats nothing.
An event that is malformed, too frequent or not allowed is dropped and counted.
"""

from __future__ import annotations

import logging
from typing import Any

import msgspec

from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.kit.limits import Limits
from webinar.room.engine.connections import Connection
from webinar.room.engine.link_handle import LinkHandle
from webinar.room.engine.link_registry import LINK_EVENTS, LinkEvent
from webinar.room.engine.refusals import note_refusal

log = logging.getLogger(__name__)


class LinkEvents:
    """Checks arriving link events and hands them to their handlers."""

    def __init__(self, server: Any, db: Database) -> None:
        self._server = server
        self._db = db
        self._limits = Limits()
        self._memory: dict[type, Any] = {}

    def handle(self, connection: Connection, name: str, fields: object) -> None:
        """Handle an event whose name is among `LINK_EVENTS`."""
        event = LINK_EVENTS[name]
        try:
            if connection.is_remote:
                raise Refused("not_allowed")
            if not self._limits.take(event.limit, connection.member_id, name):
                raise Refused("rate")
            link = LinkHandle(self._server, self._db, connection, self._memory)
            event.handle(link, _read(event, fields))
        except Refused as refusal:
            note_refusal(name, refusal.code, connection.room_id, connection.member_id)
        except Exception:
            log.exception("%s failed in room %s", name, connection.room_id)


def _read(event: LinkEvent, fields: object) -> Any:
    try:
        return msgspec.convert(fields, event.message)
    except msgspec.ValidationError as error:
        raise Refused("bad_message") from error
