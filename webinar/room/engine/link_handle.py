"""The link that has sent a link event, as its handler sees it."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from webinar.kit.db import Database
from webinar.kit.errors import Refused
from webinar.kit.permissions import Can, may
from webinar.room.engine.connections import Connection
from webinar.room.engine.fanout import Fanout
from webinar.room.engine.wire import State
from webinar.room.rooms.models import Member, Room, RoomState
from webinar.room.transport.links import Link
from webinar.room.transport.sound_gate import SoundGate

Kept = TypeVar("Kept")


class LinkHandle:
    """Lets a handler act on the link that sent an event, and send to the links that listen."""

    def __init__(
        self, server: Any, db: Database, connection: Connection, memory: dict[type, Any]
    ) -> None:
        """`memory` is what the features' handlers keep in this server (see `kept`)."""
        self.connection = connection
        self.db = db
        self._server = server
        self._memory = memory

    def kept(self, kind: type[Kept]) -> Kept:
        """Return this server's only object of this kind, made without arguments at first."""
        kept = self._memory.get(kind)
        if kept is None:
            kept = self._memory.setdefault(kind, kind())
        return cast(Kept, kept)

    def listen(self, address: str | None, among: str, lesser: str | None = None) -> None:
        """Let the link hear these addresses, and no other whose name begins with `among`.

        Sound of `lesser` is the first to be left out on a slow link.
        """
        sid = self.connection.sid
        wished = [name for name in (address, lesser) if name is not None]
        heard = [name for name in self._server.manager.rooms_of(sid) if name.startswith(among)]
        for name in heard:
            if name not in wished:
                self._server.leave_room(sid, name)
        link = self._link()
        if link is None:
            return
        if not wished:
            link.sound_gate = None
            return
        if link.sound_gate is None:
            link.sound_gate = SoundGate()
        # What is under way stays so: on a slow link, thinner sound begins once it can arrive.
        link.sound_gate.lesser = lesser
        for name in wished:
            if name not in heard:
                self._server.enter_room(sid, name)

    def is_open(self, sid: str) -> bool:
        """Return whether the socket with this id is still connected to this process."""
        return bool(self._server.manager.rooms_of(sid))

    def acknowledge(self, captured_ms: int) -> None:
        """Note that the client has sound up to this moment (see `transport.sound_gate`)."""
        link = self._link()
        if link is not None and link.sound_gate is not None:
            link.sound_gate.acknowledge(captured_ms)

    def send(self, address: str, state: State) -> None:
        """Send this to the links that listen to the address, in all processes."""
        Fanout(self._server.manager).fleeting(address, state)

    def _link(self) -> Link | None:
        link: Link | None = self._server.eio.sockets.get(self.connection.eio_sid)
        return link

    def why_not(self, needs: Can) -> Refused | None:
        """Return why the member may not do this now, or None; reads the database."""
        with self.db.read() as db:
            room = db.get(Room, self.connection.room_id)
            member = db.get(Member, self.connection.member_id)
            if room is None or not may(member, needs):
                return Refused("not_allowed")
            return None if room.state is RoomState.LIVE else Refused("room_not_live")
