"""A process with a message queue: tests read what it publishes and choose what it hears."""

import json
from types import SimpleNamespace

import socketio

from tests.room.transport.test_rooms import packets_for
from webinar.room.transport import queue_rooms
from webinar.room.transport.packets import GuardedPacket
from webinar.room.transport.packs import AddressedEvent
from webinar.room.transport.queue_rooms import QueueRooms


class Process(QueueRooms):
    """One process; nothing it publishes reaches Redis."""

    def __init__(self, place=""):
        super().__init__("redis://127.0.0.1:1/0", channel="test", place=place)
        server = socketio.Server(
            async_mode="threading", client_manager=self, serializer=GuardedPacket
        )
        self.eio = server.eio

    @property
    def published(self):
        """The messages waiting to be published."""
        return self._outbox.take(0)


def say(process, *events, to="everyone", is_local=False):
    """Send events, each given as its name and body."""
    process.emit_all([AddressedEvent(name, body, to) for name, body in events], is_local=is_local)


def bodies(rooms, eio_sid):
    return [json.loads(frame.packet.data[1:])[1] for frame in packets_for(rooms, eio_sid)]


def own_word(process, method):
    return process._own_word(method)


class FakeSubscription:
    """A Redis subscription that hands out `messages`; None is a second of silence."""

    def __init__(self, clock, *messages):
        self.clock, self.messages = clock, list(messages)
        self.connection = SimpleNamespace(can_read=lambda: bool(self.messages))

    def get_message(self, timeout):
        if not self.messages:
            raise ConnectionError("the test is over")
        message = self.messages.pop(0)
        if message is None:
            self.clock.now += timeout
            return None
        if isinstance(message, str):
            return {"type": message, "data": 1}
        return {"type": "message", "data": message}


def hear(process, clock, *messages):
    """Feed these messages; return those meant for clients and the final error."""
    heard = []
    try:
        for message in process._client_messages(FakeSubscription(clock, *messages)):
            heard.append(message)
    except (ConnectionError, queue_rooms.Deaf) as error:
        return heard, error
    raise AssertionError("the subscription never ends by itself")
