"""The doors of the Socket.IO server: our handlers on it, and who comes through them.

Our handlers hang on the server beneath Flask's request context: they need none, and pushing one
costs more than the rest of the command.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from functools import partial
from typing import Any

from socketio.exceptions import ConnectionRefusedError

from webinar.kit import concurrency
from webinar.kit.db import Database
from webinar.kit.permissions import HOST_ROLES
from webinar.kit.together import Together
from webinar.room.engine.connections import Connection, Connections
from webinar.room.engine.fanout import address, readers
from webinar.room.engine.gateway import Gateway
from webinar.room.engine.presence import Presence
from webinar.room.engine.wire import Audience
from webinar.room.rooms.seats import SeatHolder, SeatTokens
from webinar.room.transport.links import Link, guard
from webinar.room.transport.packets import REFUSED

log = logging.getLogger(__name__)

MAX_PAYLOAD = 65536
PING_INTERVAL = 5
PING_TIMEOUT = 10
# A link that has not taken a seat by then is closed: it is no client of ours.
SEAT_SECONDS = 10
SOCKETS_PER_MEMBER = 5
_NOTHING: dict[str, Any] = {}
CONNECT_PACKET = "0"


def audiences_of(holder: SeatHolder) -> list[str]:
    """The audiences that a socket at this seat hears."""
    own = address(holder.room_id, Audience.MEMBER, holder.member_id)
    if holder.is_waiting:
        # They hear nothing of the room; once let in, they come back with a new socket.
        return [own]
    everyone = address(holder.room_id, Audience.EVERYONE)
    if holder.role in HOST_ROLES:
        return [own, everyone, address(holder.room_id, Audience.HOSTS)]
    # As the page is at this socket: who changes the language comes back with a new one.
    return [own, everyone, readers(holder.room_id, holder.language)]


class Doors:
    """Handles links that open and close, seats that are taken, and events that arrive."""

    def __init__(
        self,
        server: Any,
        db: Database,
        seats: SeatTokens,
        gateway: Gateway,
        connections: Connections,
        presence: Presence,
        transport: str,
    ) -> None:
        self._server = server
        self._transport = transport
        self._kind: type[Link] = Link
        self._heart: Any = None
        self._eio = server.eio
        self._db = db
        self._seats = seats
        self._holders = Together(self._find_all)
        self._gateway = gateway
        self._connections = connections
        self._presence = presence

    def hang(self) -> None:
        """Put our handlers in place."""
        if concurrency.mode() == "threading":
            # This mode's WebSocket takes messages of any length unless told.
            made = partial(self._eio._async["websocket"], max_message_size=MAX_PAYLOAD)
            self._eio._async = {**self._eio._async, "websocket": made}
        if concurrency.mode() == "eventlet" and self._transport == "direct":
            self._speak_directly()
        self._eio.on("connect", self._open_link)
        self._eio.on("message", self._read_packet)
        self._server.on("connect", self._take_seat)
        self._server.on("disconnect", self._leave_seat)
        self._server.on("*", self._handle_event)

    def _speak_directly(self) -> None:
        """Let links be read and written on the loop, if the libraries are as that needs them."""
        # They know eventlet, which the other mode need not have.
        from webinar.room.engine.turns import Turns
        from webinar.room.transport.direct import DirectLink
        from webinar.room.transport.heart import Heart
        from webinar.room.transport.seams import missing_seam

        missing = missing_seam(self._eio)
        if missing is not None:
            log.warning("links go by the library's own, slower path: %s", missing)
            return
        turns = Turns(self._server, self._connections, self._gateway, self._read_packet)
        self._heart = Heart(self._eio)

        class OurLink(DirectLink):
            deliver = staticmethod(turns.deliver)

        self._kind = OurLink
        self._eio.start_service_task = False  # the heart does its work

    def start(self) -> None:
        """Start the heartbeat, where it is ours. Called once, by the server."""
        if self._heart is not None:
            concurrency.spawn(self._heart.run)

    def heard_at(self, eio_sid: str) -> float | None:
        """When the link's last frame arrived, on the monotonic clock."""
        # Asked of everybody every second.
        return getattr(self._eio.sockets.get(eio_sid), "heard_at", None)

    def close(self, connection: Connection) -> None:
        """Close one connection at once, whether or not its client is reading.

        Somebody who signed out or was taken out has left: no link was lost.
        """
        link = self._eio.sockets.get(connection.eio_sid)
        if isinstance(link, Link):
            link.has_left = True
            link.let_go()

    def close_idle_links(self) -> None:
        """Close links that never took a seat."""
        seated = {connection.eio_sid for connection in self._connections.everyone()}
        limit = time.monotonic() - SEAT_SECONDS
        for eio_sid, link in list(self._eio.sockets.items()):
            if isinstance(link, Link) and eio_sid not in seated and link.opened_at < limit:
                link.let_go()

    def _open_link(self, eio_sid: str, environ: dict[str, Any]) -> None:
        link = guard(self._eio.sockets[eio_sid], now=time.monotonic(), kind=self._kind)
        if self._heart is not None:
            self._heart.add(link)
            # It would be kept for as long as the link, and nobody reads it.
            environ = _NOTHING
        self._server._handle_eio_connect(eio_sid, environ)

    def _read_packet(self, eio_sid: str, data: object) -> None:
        link = self._eio.sockets.get(eio_sid)
        try:
            self._server._handle_eio_message(eio_sid, data)
        except (ValueError, RecursionError):
            if isinstance(link, Link):
                link.strike("a packet that cannot be read")
        except Exception:
            log.exception("a packet could not be handled")
        finally:
            if link is None or link.closed:
                # It went while it was taking its seat, which nobody would free any more.
                self._server._handle_eio_disconnect(eio_sid, None)
            elif not str(data).startswith(CONNECT_PACKET):
                self._close_if_out(link)

    def _close_if_out(self, link: Any) -> None:
        """Do not wait for a client that disconnects, or says something before connecting."""
        if self._server.manager.sid_from_eio_sid(link.sid, "/") is None:
            link.close(wait=False)

    def _take_seat(self, sid: str, _environ: object, auth: object = None) -> None:
        holder = self._find(auth)
        if holder is None:
            raise ConnectionRefusedError("not_allowed")
        self._make_way(holder.member_id)
        eio_sid = self._server.manager.eio_sid_from_sid(sid, "/")
        connection = Connection.at(holder, sid, eio_sid)
        for audience in audiences_of(holder):
            self._server.enter_room(sid, audience)
        link = self._eio.sockets.get(eio_sid)
        if link is not None:
            link.is_remote = holder.is_remote
        self._connections.add(connection)
        # To wait at the door is not to attend.
        if not holder.is_waiting:
            self._presence.arrived(connection)

    def _make_way(self, member_id: int) -> None:
        """Close the most silent of too many sockets: on a link that drops, old ones linger."""
        sitting = self._connections.of_member(member_id)
        if len(sitting) < SOCKETS_PER_MEMBER:
            return
        silent = min(sitting, key=lambda one: self.heard_at(one.eio_sid) or 0.0)
        if time.monotonic() - (self.heard_at(silent.eio_sid) or 0.0) < PING_INTERVAL + 2:
            raise ConnectionRefusedError("too_many_tabs")
        self.close(silent)

    def _find(self, auth: object) -> SeatHolder | None:
        if not isinstance(auth, dict):
            return None
        return self._holders.ask(auth.get("seat"))

    def _find_all(self, tokens: Sequence[object]) -> Sequence[SeatHolder | None]:
        with self._db.read() as db:
            return self._seats.find_all(db, tokens)

    def _leave_seat(self, sid: str, _reason: object = None) -> None:
        if self._server.manager.is_connected(sid, "/"):
            return  # only a client that says so; the link is still there
        connection = self._connections.remove(sid)
        if connection is not None:
            link = self._eio.sockets.get(connection.eio_sid)
            self._presence.left(
                connection,
                said_so=getattr(link, "has_left", False),
                broke_at=getattr(link, "broke_at", None),
            )

    def _handle_event(self, event: str, sid: str, *arguments: object) -> dict[str, Any]:
        connection = self._connections.get(sid)
        if connection is None:
            return {"ok": False, "code": "not_allowed", "retry": False}
        if event == REFUSED:
            link = self._eio.sockets.get(connection.eio_sid)
            if isinstance(link, Link):
                link.strike("an event that cannot be read")
            return {"ok": False, "code": "bad_message", "retry": False}
        fields = arguments[0] if arguments else {}
        where, is_remote = (connection.room_id, connection.member_id), connection.is_remote
        return self._gateway.answer(*where, event, fields, is_remote=is_remote)
