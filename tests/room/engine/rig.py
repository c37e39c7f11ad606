"""The live path runs on a test database without sockets, and records emitted messages."""

import itertools
from dataclasses import dataclass
from typing import Any

import pytest

from tests.factories import make_member, make_room
from webinar import features
from webinar.kit import clock
from webinar.kit.limits import Limits
from webinar.kit.permissions import HOST_ROLES, Role
from webinar.live.stage.kinds import KINDS
from webinar.room.engine.batch import commit
from webinar.room.engine.connections import Connection, Connections
from webinar.room.engine.fanout import Fanout, address, readers
from webinar.room.engine.gateway import Gateway
from webinar.room.engine.jobs import Job, NothingDone
from webinar.room.engine.pulse import Pulse
from webinar.room.engine.registry import COMMANDS
from webinar.room.engine.room_queue import RoomQueue
from webinar.room.engine.timers import Timers
from webinar.room.engine.wire import Audience
from webinar.room.rooms.models import Member, Room
from webinar.room.transport.rooms import Rooms

features.load("sockets")
# Tests bring an item of this kind to the stage.
KINDS["test"] = lambda _db, _room, key: key == "1"

_numbers = itertools.count(1)


def new_op_id():
    return f"op-{next(_numbers):08}"


@dataclass(frozen=True)
class Emitted:
    name: str
    body: dict[str, Any]
    to: str


class Patient(Limits):
    """Allows everything: tests type faster than people."""

    def take(self, limit, *key):
        return True


class Rig:
    """`said` is everything that was emitted so far, in order."""

    def __init__(self, db, limits=None):
        self.db = db
        self.said = []
        self.connections = Connections()
        self.fanout = Fanout(self)
        self.queue = RoomQueue(db, self._speak)
        self.others = Rooms()
        self.pulse = Pulse(db, self.fanout, self.connections, self.queue, self.others)
        self.gateway = Gateway(db, self.queue, limits or Patient(), self.fanout.state)
        self.timers = Timers(db, self.queue)

    def emit_all(self, events, *, is_local=False):
        for event, body, to in events:
            self.emit(event, body, to=to)

    def emit(self, event, body, to=None, **_options):
        self.said.append(Emitted(event, body, to))

    def ask(self, member, name, /, *, in_room=None, **fields):
        """Return the answer that a socket at this seat gets; fields are sent exactly as given."""
        room_id = member.room_id if in_room is None else in_room.id
        return self.gateway.answer(room_id, member.id, name, fields)

    def do(self, member, name, /, **fields):
        """Send a command with a new op_id; a misspelt name fails the test, not just the command."""
        assert name in COMMANDS, name
        return self.ask(member, name, **({"op_id": new_op_id()} | fields))

    def snapshot(self, member):
        return self.ask(member, "room.snapshot")["snapshot"]

    def batch(self, *commands):
        """Run `(member, name, fields)` tuples as one batch, as the queue does; return the jobs."""
        jobs = [job(member, name, **fields) for member, name, fields in commands]
        room_id = commands[0][0].room_id
        try:
            settled = commit(self.db, room_id, jobs, clock.now())
        except NothingDone:
            return jobs
        self._speak(room_id, settled)
        return jobs

    def beat(self):
        """Let the pulse send the newest states."""
        self.pulse.beat()

    def tick(self, room_id):
        """Make the pulse send a tick to each audience now, ahead of its schedule."""
        seat = Connection("tick", "tick", room_id, 0, 0)
        self.connections.add(seat)
        self.pulse._next_tick = 0.0
        self.pulse.beat()
        self.connections.remove(seat.sid)

    def heard_by(self, member):
        """Return `(name, body)` of every message sent to the member's sockets."""
        addresses = [address(member.room_id, Audience.EVERYONE)]
        addresses.append(address(member.room_id, Audience.MEMBER, member.id))
        if member.role in HOST_ROLES:
            addresses.append(address(member.room_id, Audience.HOSTS))
        else:
            addresses.append(readers(member.room_id, member.language))
        return [(message.name, message.body) for message in self.said if message.to in addresses]

    def names_heard_by(self, member):
        return [name for name, _ in self.heard_by(member)]

    def _speak(self, room_id, settled):
        self.fanout.speak(room_id, settled)
        if settled.stirred:
            self.pulse.stir(room_id, settled.stirred)


def job(member, name, /, **fields):
    """Make a job as the gateway hands it to the room's queue."""
    command = COMMANDS[name]
    message = command.message(**({"op_id": new_op_id()} | fields))
    return Job(member_id=member.id, command=command, message=message)


@dataclass(frozen=True)
class Scene:
    """A live session of the demo module, its host and two participants."""

    room: Room
    host: Member
    ada: Member
    bek: Member


def make_scene(db, **fields):
    def build(session):
        room = make_room(session, **fields)
        return Scene(
            room,
            make_member(session, room, "Grace", Role.HOST),
            make_member(session, room, "Ada"),
            make_member(session, room, "Bek"),
        )

    return db.write(build)


@pytest.fixture
def rig(db):
    return Rig(db)


@pytest.fixture
def scene(db):
    return make_scene(db)


def version_of(db, room):
    with db.read() as session:
        return session.get(Room, room.id).version
