"""Rooms whose broadcasts reach the other processes through Redis, which may fail at any time.

Redis carries hints, never the truth: the state behind a lost message is in the database. So nothing
waits for Redis. Two background jobs have the connections: one sends, with short time-outs and
without retries; one listens. Each process announces itself every few seconds. A process that does
not hear itself subscribes again. If it no longer hears another process, that process may have died
before it sent everything that it had committed, or may go on without reaching Redis. Until
something is heard from its place again, clients are told to fetch the state themselves.

A process sends what it says together, such as all broadcasts of a batch, as one message: a pack.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib import import_module
from typing import Any

from socketio import RedisManager

from webinar.kit import concurrency
from webinar.room.transport.outage import Outage
from webinar.room.transport.outbox import Outbox
from webinar.room.transport.packs import AddressedEvent, Pack, head, pack
from webinar.room.transport.peers import DEAF_SECONDS, Peers
from webinar.room.transport.queue_messages import (
    BYE,
    HERE,
    MISSED,
    lone_event,
    place_of,
    read,
    reads_packs,
    word,
)
from webinar.room.transport.rooms import Rooms

log = logging.getLogger(__name__)

# Redis normally answers within a few milliseconds; after this time it is considered broken.
ANSWER_SECONDS = 2.0
RETRY_SECONDS = 1.0
BEAT_SECONDS = 2.0
LOOK_SECONDS = 1.0
# How long a stopping process may wait to send its good-bye, without which others would think that
# it is cut off.
LEAVE_SECONDS = 2.0
SPEAK, HEAR = "speak", "hear"


class Deaf(Exception):
    """We are subscribed, but do not hear our own messages."""


class QueueRooms(RedisManager, Rooms):  # type: ignore[misc]  # the library is untyped
    """The library's manager with our own loops and our own messages between processes."""

    travel_seconds = 1.0

    def _get_redis_module(self) -> Any:
        """Import the client that the address asks for: the library has been spared it."""
        return import_module("valkey" if self.redis_url.startswith("valkey") else "redis")

    def __init__(self, url: str, channel: str, place: str = "") -> None:
        """`place` is where this process serves: a process that restarts there replaces it."""
        super().__init__(url, channel=channel)
        module = self._get_redis_module()
        self.redis_options = {
            "socket_timeout": ANSWER_SECONDS,
            "socket_connect_timeout": ANSWER_SECONDS,
            "socket_keepalive": True,
            "retry": module.retry.Retry(module.backoff.NoBackoff(), 0),
        }
        self._connecting = concurrency.lock()
        self._outbox = Outbox()
        self._outage = Outage()
        self._missed = threading.Event()
        self._peers = Peers()
        self._place = place or self.host_id
        self._own_head = head(self.host_id)
        self._heard_self = 0.0

    def initialize(self) -> None:
        """Do nothing: the library calls this at the first client, which is too late for us."""

    def start(self) -> None:
        concurrency.spawn(self._speak)
        concurrency.spawn(self._thread)

    @property
    def is_apart(self) -> bool:
        return self._outage.is_on or self._peers.is_one_silent

    def has_missed(self) -> bool:
        if not self._missed.is_set():
            return False
        self._missed.clear()
        return True

    def leave(self) -> None:
        """Tell the other processes that this one ends and has sent everything."""
        self._outbox.put(self._own_word(BYE))
        self._outbox.drain(LEAVE_SECONDS)

    # The library's own would send each event to the other processes by itself.
    emit = Rooms.emit

    def emit_all(self, events: Sequence[AddressedEvent], *, is_local: bool = False) -> None:
        try:
            super().emit_all(events)
        finally:
            # The others must hear of it even if something here could not be sent.
            if events and not is_local:
                self._publish_all(events)

    def _publish_all(self, events: Sequence[AddressedEvent]) -> None:
        """Send these events to the other processes, together if all of them can read that."""
        if self._peers.read_packs:
            self._outbox.put(pack(self.host_id, events))
            return
        for addressed in events:
            self._outbox.put(lone_event(self.host_id, addressed))

    def _publish(self, data: dict[str, Any]) -> None:
        self._outbox.put(self.json.dumps(data).encode())

    def _own_word(self, method: str) -> bytes:
        return word(method, self.host_id, self._place)

    def _client(self) -> Any:
        """Return a client of Redis for one of the loops; the library makes it from the address."""
        with self._connecting:
            self._redis_connect()
            return self.redis

    def _speak(self) -> None:
        while True:
            try:
                with closing(self._client()) as redis:
                    self._send_messages(redis)
            except Exception as error:
                self._outbox.drop()
                self._outage.note_failure(SPEAK, error)
            concurrency.sleep(RETRY_SECONDS)

    def _send_messages(self, redis: Any) -> None:
        """Send messages until an error. If messages were dropped before, announce that first."""
        beat_at = time.monotonic()
        while True:
            messages = self._outbox.take(max(0.0, beat_at - time.monotonic()))
            if time.monotonic() >= beat_at:
                beat_at = time.monotonic() + BEAT_SECONDS
                messages.append(self._own_word(HERE))
            if not messages:
                continue
            if self._outbox.has_dropped():
                messages.insert(0, self._own_word(MISSED))
            line = redis.pipeline(transaction=False)
            for message in messages:
                line.publish(self.channel, message)
            line.execute()
            self._outbox.mark_received()
            self._outage.note_success(SPEAK)

    def _listen(self) -> Iterator[Any]:
        """Yield other processes' messages to clients, for as long as this process lives."""
        while True:
            try:
                with closing(self._client()) as redis, closing(redis.pubsub()) as line:
                    line.subscribe(self.channel)
                    yield from self._client_messages(line)
            except Exception as error:
                self._outage.note_failure(HEAR, error)
            concurrency.sleep(RETRY_SECONDS)

    def _client_messages(self, line: Any) -> Iterator[Any]:
        """Yield the messages for clients until an error. Raises `Deaf` if nothing is heard."""
        self._heard_self = looked_at = time.monotonic()
        while True:
            message = line.get_message(timeout=LOOK_SECONDS)
            if message is not None and message["type"] == "subscribe":
                self._is_listening()
            elif message is not None and message["type"] == "message":
                client_message = self._client_message(message["data"])
                if client_message is not None:
                    yield client_message
            # Read all waiting messages first: maybe this process stood still, not the others.
            is_due = time.monotonic() - looked_at >= LOOK_SECONDS
            if message is None or (is_due and not line.connection.can_read()):
                looked_at = time.monotonic()
                self._look(looked_at)

    def _is_listening(self) -> None:
        """Note that the subscription works, and that earlier messages may have been missed."""
        self._heard_self = time.monotonic()
        self._peers.listen(self._heard_self)
        self._outage.note_success(HEAR)
        self._missed.set()

    def _client_message(self, message: bytes) -> dict[str, Any] | None:
        """Return another process's message for the library; handle any other message here."""
        now = time.monotonic()
        if message.startswith(self._own_head):
            self._heard_self = now
            return None
        data = read(message)
        if isinstance(data, Pack):
            self._peers.note(data.host_id, now)
            self._hear(data)
            return None
        if data is None:
            return None
        method, sender = data["method"], data["host_id"]
        if sender == self.host_id:
            self._heard_self = now
        elif method == BYE:
            self._peers.part(sender)
        elif method in (HERE, MISSED):
            is_present = self._peers.introduce(sender, place_of(data), reads_packs(data), now)
            if is_present and method == MISSED:
                self._missed.set()
        else:
            self._peers.note(sender, now)
            return data
        return None

    def _hear(self, heard: Pack) -> None:
        """Send another process's events to this one's clients, in order."""
        try:
            super().emit_all(list(heard.events(self.is_heard)))
        except Exception:
            log.exception("what another process said could not be passed on")
            self._missed.set()

    def _handle_emit(self, message: dict[str, Any]) -> None:
        """Send an event of another process, one of an older release, to this one's clients."""
        body, address = message["data"][0], message.get("room")
        super().emit_all([AddressedEvent(message["event"], body, address)])

    def _look(self, now: float) -> None:
        if now - self._heard_self > DEAF_SECONDS:
            raise Deaf("subscribed, but nothing is heard")
        if self._peers.look(now):
            self._missed.set()
