"""The registry of link events: events that need no answer and do not pass through the database.

Features register them when their `sockets` module is imported. `link_events` handles them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from webinar.kit.limits import Limit
from webinar.room.engine.link_handle import LinkHandle
from webinar.room.engine.wire import Message

LinkHandler = Callable[[LinkHandle, Any], None]


@dataclass(frozen=True)
class LinkEvent:
    """An event of one link, without an answer. If its handler raises `Refused`, that is counted.

    A handler that `waits`, such as for the database, gets a greenlet of its own for each event.
    """

    name: str
    message: type[Message]
    limit: Limit
    handle: LinkHandler
    waits: bool


LINK_EVENTS: dict[str, LinkEvent] = {}


def link_event(
    name: str, *, message: type[Message], limit: Limit, waits: bool = False
) -> Callable[[LinkHandler], LinkHandler]:
    """Register the handler of an event that needs no answer; it gets the link and the message.

    Neither the room's queue nor the database is asked: the handler itself checks what the member
    may do.
    """

    def register(handle: LinkHandler) -> LinkHandler:
        LINK_EVENTS[name] = LinkEvent(name, message, limit, handle, waits)
        return handle

    return register
