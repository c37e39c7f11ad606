"""The assembled live path: the object through which the rest of the application uses it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from typing import Any

from flask_socketio import SocketIO
from sqlalchemy import select

from webinar.kit.db import Database
from webinar.kit.limits import Limits
from webinar.kit.repeating import repeat
from webinar.room.engine.change import AddressedBroadcast, Change
from webinar.room.engine.connections import Connections
from webinar.room.engine.fanout import Fanout
from webinar.room.engine.gateway import Answer, Gateway
from webinar.room.engine.jobs import Settled
from webinar.room.engine.presence import Presence, Recorder
from webinar.room.engine.pulse import Pulse
from webinar.room.engine.room_queue import RoomQueue
from webinar.room.engine.server import Doors
from webinar.room.engine.timers import Timers
from webinar.room.engine.wire import ServerRestarting, State
from webinar.room.rooms.models import Member
from webinar.room.rooms.seats import SeatTokens, ended_browsers
from webinar.room.transport.rooms import Rooms
from webinar.room.transport.sound_taps import SoundTaps

HOUSEKEEPING_SECONDS = 5.0
# Every fourth round of housekeeping sends the roster again, even without a known change.
ROSTER_EVERY = 4


class Live:
    """Gateway, room queues, presence and pulse of one server process."""

    def __init__(
        self,
        socketio: SocketIO,
        db: Database,
        seats: SeatTokens,
        record: Recorder,
        transport: str,
    ) -> None:
        self.seats = seats
        self._db = db
        self.connections = Connections()
        # `server` is the python-socketio server; the type stubs do not know the attribute.
        server = socketio.server  # type: ignore[attr-defined]
        self._rooms: Rooms = server.manager
        self._fanout = Fanout(self._rooms)
        self.queue = RoomQueue(db, self._speak)
        self._pulse = Pulse(db, self._fanout, self.connections, self.queue, self._rooms)
        self._timers = Timers(db, self.queue)
        self._turns = itertools.count()
        self.gateway = Gateway(db, self.queue, Limits(), self._fanout.state)
        self.presence = Presence(
            self.queue, self.connections, self._heard_at, self._people_changed, record
        )
        self.doors = Doors(
            server, db, seats, self.gateway, self.connections, self.presence, transport
        )
        self.doors.register_handlers()

    def start(self) -> None:
        """Start the background work of this process. Called once, by the server."""
        self._rooms.start()
        self.doors.start()
        self._pulse.start()
        self._timers.start()
        self.presence.start()
        repeat(self._keep_house, HOUSEKEEPING_SECONDS, "links of nobody could not be closed")

    @property
    def sound_taps(self) -> SoundTaps:
        """The taps of sound that passes through this process."""
        return self._rooms.sound_taps

    def say_to_readers(self, room_id: int, language: str, state: State, version: int) -> None:
        """Send a fleeting state, read at this version, to the readers of a language."""
        self._fanout.state(room_id, AddressedBroadcast(state, language=language), version)

    def say_fleeting(self, room_id: int, state: State, version: int) -> None:
        """Send a fleeting state, read at this version, to its audience."""
        self._fanout.state(room_id, AddressedBroadcast(state), version)

    @property
    def is_apart(self) -> bool:
        """Whether this process and others cannot hear each other now."""
        return self._rooms.is_apart

    def beat(self) -> None:
        """Write presence and broadcast stirred states immediately, not at the next beat."""
        self.presence.look()
        self._pulse.beat()

    def submit(
        self,
        room_id: int,
        member_id: int,
        name: str,
        fields: dict[str, Any],
        *,
        is_remote: bool = False,
    ) -> Answer:
        """Run a command that a member sent by HTTP; fields may be text. Raises `Refused`."""
        return self.gateway.run(room_id, member_id, name, fields, strict=False, is_remote=is_remote)

    def run(self, room_id: int, work: Callable[[Change], Any]) -> Any:
        """Run the server's own work (joining, the command line) in the room's queue."""
        return self.queue.run(room_id, work)

    def close_member(self, member_id: int) -> None:
        for connection in self.connections.of_member(member_id):
            self.doors.close(connection)

    def close_removed(self) -> None:
        """Close the sockets of removed members and of ended browsers.

        Another process, a form or the command line removed them, or closed their account.
        """
        browsers = {connection.browser_id for connection in self.connections.everyone()}
        with self._db.read() as db:
            browser_ids = ended_browsers(db, browsers)
            removed_members = select(Member.id).where(
                Member.room_id.in_(self.connections.rooms()), Member.removed_at.is_not(None)
            )
            member_ids = db.scalars(removed_members).all()
        for member_id in member_ids:
            self.close_member(member_id)
        for browser_id in browser_ids:
            self.close_browser(browser_id)

    def close_browser(self, browser_id: int) -> None:
        """Close every socket of a browser that signed out."""
        for connection in self.connections.of_browser(browser_id):
            self.doors.close(connection)

    def stop(self) -> None:
        """Say good-bye and write everybody's presence; commands under way were committed before."""
        self.presence.stop()
        self._fanout.farewell(ServerRestarting(retry_ms=random.randint(500, 1500)))  # noqa: S311
        self.presence.look(everything=True)
        self._rooms.leave()

    def _speak(self, room_id: int, settled: Settled) -> None:
        self._fanout.speak(room_id, settled)
        for versioned in settled.outbox:
            if versioned.broadcast.is_last and versioned.member_id is not None:
                self.close_member(versioned.member_id)
        if settled.stirred:
            self._pulse.stir(room_id, settled.stirred)

    def _heard_at(self, eio_sid: str) -> float | None:
        return self.doors.heard_at(eio_sid)

    def _people_changed(self, room_id: int) -> None:
        self._pulse.stir(room_id, [("room.people", "")])

    def _keep_house(self) -> None:
        self.doors.close_idle_links()
        if next(self._turns) % ROSTER_EVERY == 0:
            for room_id in self.connections.rooms():
                self._people_changed(room_id)
        self.close_removed()
