"""Handles a client's messages in the order in which it sent them, without a greenlet for each.

The loop begins each message and must not wait for it: a command goes straight into its room's
queue, and is answered once it is done; a link event whose handler does not wait is handled at once.
Every other message (taking a seat, a question) waits for the client's earlier commands, and is then
handled in its own greenlet.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from webinar.kit import concurrency
from webinar.room.engine.connections import Connection, Connections
from webinar.room.engine.gateway import Answer, Gateway
from webinar.room.engine.link_events import LinkEvents
from webinar.room.engine.link_registry import LINK_EVENTS
from webinar.room.engine.registry import COMMANDS
from webinar.room.transport.broadcast_frame import acknowledgement
from webinar.room.transport.direct import DirectLink
from webinar.room.transport.packets import REFUSED, GuardedPacket

log = logging.getLogger(__name__)

# The most characters of one client's messages that may wait; our own client has a few hundred.
MOST_WAITING = 256 * 1024


class Turns:
    """Takes the messages of all links. `read_packet(eio_sid, text)` handles one and may wait."""

    def __init__(
        self,
        server: Any,
        connections: Connections,
        gateway: Gateway,
        link_events: LinkEvents,
        read_packet: Callable[[str, object], None],
    ) -> None:
        self._server = server
        self._connections = connections
        self._gateway = gateway
        self._link_events = link_events
        self._read_packet = read_packet

    def deliver(self, link: DirectLink, text: str) -> None:
        """Begin this message, or keep it for its turn. Never waits."""
        if link.inbox or not self._begin(link, text):
            if link.inbox is None:
                link.inbox = deque()
            link.inbox.append(text)
            if sum(map(len, link.inbox)) > MOST_WAITING:
                log.warning("a link sent more than it waits for answers to: closed")
                link.inbox = None
                link.let_go()

    def _begin(self, link: DirectLink, text: str) -> bool:
        """Begin this message; return False if it has to wait for the client's earlier messages."""
        if link.is_working:
            return False
        if text[:1] == "2":  # a Socket.IO event
            event, connection = _read(text), self._connection(link)
            if event is not None and connection is not None:
                if event.name in COMMANDS:
                    self._command(link, connection, event)
                    return True
                if event.name in LINK_EVENTS and not LINK_EVENTS[event.name].waits:
                    self._link_events.handle(connection, event.name, event.fields)
                    _acknowledge(link, event.number, {"ok": True})
                    return True
        if link.commands_under_way:
            return False
        link.is_working = True
        concurrency.spawn(self._handle_alone, link, text)
        return True

    def _connection(self, link: DirectLink) -> Connection | None:
        sid = self._server.manager.sid_from_eio_sid(link.sid, "/")
        return None if sid is None else self._connections.get(sid)

    def _command(self, link: DirectLink, connection: Connection, event: _Event) -> None:
        answer = self._gateway.begin(
            connection.room_id,
            connection.member_id,
            event.name,
            event.fields,
            partial(self._finish_command, link, event.number),
            is_remote=connection.is_remote,
        )
        if answer is None:
            link.commands_under_way += 1
        else:
            _acknowledge(link, event.number, answer)

    def _finish_command(self, link: DirectLink, number: int | None, answer: Answer) -> None:
        link.commands_under_way -= 1
        _acknowledge(link, number, answer)
        self._begin_waiting(link)

    def _handle_alone(self, link: DirectLink, text: str) -> None:
        try:
            # The link may have been closed before the message's turn came.
            if not link.closed:
                self._read_packet(link.sid, text)
        finally:
            link.is_working = False
            self._begin_waiting(link)

    def _begin_waiting(self, link: DirectLink) -> None:
        """Begin the waiting messages whose turn has come."""
        while link.inbox and not link.closed and self._begin(link, link.inbox[0]):
            link.inbox.popleft()
        if not link.inbox or link.closed:
            link.inbox = None


class _Event(NamedTuple):
    """A client's event. `number` is the acknowledgement id; None if the client wants no answer."""

    name: str
    fields: object
    number: int | None


def _read(text: str) -> _Event | None:
    try:
        packet = GuardedPacket(encoded_packet=text)
    except (ValueError, RecursionError):
        return None  # `read_packet` reads it again and counts it as malformed
    name, *rest = packet.data or [REFUSED]
    return _Event(name, rest[0] if rest else {}, packet.id)


def _acknowledge(link: DirectLink, number: int | None, answer: Answer) -> None:
    if number is not None and link.stream is not None:
        link.stream.write(acknowledgement(number, answer))
