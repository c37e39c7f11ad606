"""Our handlers of the Socket.IO server: for links, seats and events.

They bypass Flask-SocketIO, which would push a request context for each event: they need none, and
pushing one costs more than the rest of a command.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import Any

from socketio.exceptions import ConnectionRefusedError

from webinar.kit import concurrency
from webinar.kit.batched_questions import BatchedQuestions
from webinar.kit.db import Database
from webinar.kit.permissions import HOST_ROLES
from webinar.room.engine.connections import Connection, Connections
from webinar.room.engine.fanout import address, readers
from webinar.room.engine.gateway import Gateway
from webinar.room.engine.link_events import LinkEvents
from webinar.room.engine.link_registry import LINK_EVENTS
from webinar.room.engine.presence import Presence
from webinar.room.engine.turns import Turns
from webinar.room.engine.wire import Audience
from webinar.room.rooms.seats import SeatHolder, SeatTokens
from webinar.room.transport.direct import DirectLink
from webinar.room.transport.ended_links import refusing_ended_links
from webinar.room.transport.heartbeat import Heart
from webinar.room.transport.links import Link, guard
from webinar.room.transport.packets import REFUSED
from webinar.room.transport.seams import missing_seam
from webinar.room.transport.threaded_link import ThreadedLink

log = logging.getLogger(__name__)

# In bytes.
MAX_PAYLOAD = 65536
# In seconds.
PING_INTERVAL = 5
PING_TIMEOUT = 10
# A link that has not taken a seat within this time is closed: it is not our client.
SEAT_SECONDS = 10
SOCKETS_PER_MEMBER = 5
_NOTHING: dict[str, Any] = {}
CONNECT_PACKET = "0"


def audiences_of(holder: SeatHolder) -> list[str]:
    """Return the addresses of the audiences that a socket at this seat hears."""
    own_address = address(holder.room_id, Audience.MEMBER, holder.member_id)
    if holder.is_waiting:
        # Waiting people hear nothing of the room; once let in, they connect with a new socket.
        return [own_address]
    everyone = address(holder.room_id, Audience.EVERYONE)
    if holder.role in HOST_ROLES:
        return [own_address, everyone, address(holder.room_id, Audience.HOSTS)]
    # A socket keeps its language: a reader who changes the language connects with a new socket.
    return [own_address, everyone, readers(holder.room_id, holder.language)]


class Doors:
    """Handles the opening and closing of links, the taking of seats, and arriving events."""

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
        self._holders = BatchedQuestions(self._find_all)
        self._gateway = gateway
        self._connections = connections
        self._presence = presence
        self._link_events = LinkEvents(server, db)

    def register_handlers(self) -> None:
        """Register our handlers with the server."""
        # Threads have no other path: the library's does not keep our limits there.
        if self._transport == "direct" or concurrency.mode() == "threading":
            self._speak_directly()
        self._eio.handle_request = refusing_ended_links(self._eio.handle_request)
        self._eio.on("connect", self._open_link)
        self._eio.on("message", self._read_packet)
        self._server.on("connect", self._take_seat)
        self._server.on("disconnect", self._leave_seat)
        self._server.on("*", self._handle_event)

    def _speak_directly(self) -> None:
        """Read and write links ourselves, if the installed libraries allow it."""
        on_loop = concurrency.mode() == "eventlet"
        missing = missing_seam(self._eio, on_loop=on_loop)
        if missing is not None:
            log.warning("links go by the library's own, slower path: %s", missing)
            return
        self._kind = self._loop_link() if on_loop else self._threaded_link()
        self._heart = Heart(self._eio)
        self._eio.start_service_task = False  # the heart does its work

    def _loop_link(self) -> type[Link]:
        turns = Turns(
            self._server, self._connections, self._gateway, self._link_events, self._read_packet
        )

        class OurLink(DirectLink):
            deliver = staticmethod(turns.deliver)

        return OurLink

    def _threaded_link(self) -> type[Link]:
        """Return a link whose reader handles each message before it reads the next."""
        read_packet = self._read_packet

        class OurLink(ThreadedLink):
            @staticmethod
            def deliver(link: DirectLink, text: str) -> None:
                read_packet(link.sid, text)

        return OurLink

    def start(self) -> None:
        """Start our heartbeat, if we replace the library's. Called once, by the server."""
        if self._heart is not None:
            concurrency.spawn(self._heart.run)

    def heard_at(self, eio_sid: str) -> float | None:
        """Return the monotonic time at which the link's last frame arrived."""
        # Must be cheap: it is called for every link every second.
        return getattr(self._eio.sockets.get(eio_sid), "heard_at", None)

    def close(self, connection: Connection) -> None:
        """Close one connection at once, whether or not its client is reading.

        A member who signed out or was removed has left, so the link does not count as lost.
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
            # The library would keep the request for as long as the link lives; nobody reads it.
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
                # The link was closed while it took its seat; nothing else would free the seat.
                self._server._handle_eio_disconnect(eio_sid, None)
            elif not str(data).startswith(CONNECT_PACKET):
                self._close_if_out(link)

    def _close_if_out(self, link: Any) -> None:
        """Close, without waiting, the link of a client that disconnected or never connected."""
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
        # Waiting at the door does not count as attending.
        if not holder.is_waiting:
            self._presence.note_arrival(connection)

    def _make_way(self, member_id: int) -> None:
        """If the member has too many sockets, close the longest silent one: dead sockets linger.

        Raises `ConnectionRefusedError` if even that one was heard recently.
        """
        others = self._connections.of_member(member_id)
        if len(others) < SOCKETS_PER_MEMBER:
            return
        silent = min(others, key=lambda connection: self.heard_at(connection.eio_sid) or 0.0)
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
            return  # the client only says that it leaves; the link is still open
        connection = self._connections.remove(sid)
        if connection is not None:
            link = self._eio.sockets.get(connection.eio_sid)
            self._presence.note_departure(
                connection,
                said_goodbye=getattr(link, "has_left", False),
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
        if event in LINK_EVENTS:
            self._link_events.handle(connection, event, fields)
            return {"ok": True}
        seat, is_remote = (connection.room_id, connection.member_id), connection.is_remote
        return self._gateway.answer(*seat, event, fields, is_remote=is_remote)
