"""Rooms whose broadcasts reach the other processes through Redis, which may fail at any time.

Redis carries hints, never the truth: the state behind a lost message is in the database. So nothing
waits for Redis. Two background jobs have the connections: one sends, with short time-outs and
without retries; one listens. Each process announces itself every few seconds. A process that does
not hear itself subscribes again. If it no longer hears another process, that process may have died
before it sent everything that it had committed, or may go on without reaching Redis. Until
something is heard from its place again, clients are told to fetch the state themselves.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from typing import Any

from socketio import RedisManager

from webinar.kit import concurrency
from webinar.room.transport.outage import Outage
from webinar.room.transport.outbox import Outbox
from webinar.room.transport.rooms import Rooms

log = logging.getLogger(__name__)

# Redis normally answers within a few milliseconds; after this time it is considered broken.
ANSWER_SECONDS = 2.0
RETRY_SECONDS = 1.0
BEAT_SECONDS = 2.0
DEAF_SECONDS = 6.0
LOOK_SECONDS = 1.0
# How long a stopping process may wait to send its good-bye, without which others would think that
# it is cut off.
LEAVE_SECONDS = 2.0
# For this long, a process that fell silent may still send broadcasts that are not heard.
SILENT_SECONDS = 3600.0
SPEAK, HEAR = "speak", "hear"
# Messages between processes, besides those for clients.
HERE, MISSED, BYE = "here", "missed", "bye"


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
        # {`host_id` of another process: when it was last heard}
        self._others: dict[str, float] = {}
        self._place = place or self.host_id
        self._places: dict[str, str] = {}
        # {place that fell silent without a good-bye: since when}
        self._silent: dict[str, float] = {}
        # The last processes that said good-bye: if a message of theirs still comes, they must not
        # count as silent later.
        self._departed: deque[str] = deque(maxlen=100)
        self._heard_self = 0.0

    def initialize(self) -> None:
        """Do nothing: the library calls this at the first client, which is too late for us."""

    def start(self) -> None:
        concurrency.spawn(self._speak)
        concurrency.spawn(self._thread)

    @property
    def is_apart(self) -> bool:
        return self._outage.is_on or bool(self._silent)

    def has_missed(self) -> bool:
        if not self._missed.is_set():
            return False
        self._missed.clear()
        return True

    def leave(self) -> None:
        """Tell the other processes that this one ends and has sent everything."""
        self._outbox.put(self._own_message(BYE))
        self._outbox.drain(LEAVE_SECONDS)

    def _publish(self, data: dict[str, Any]) -> None:
        self._outbox.put(self.json.dumps(data).encode())

    def _own_message(self, method: str) -> bytes:
        message = {"method": method, "host_id": self.host_id, "place": self._place}
        encoded: bytes = self.json.dumps(message).encode()
        return encoded

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
                messages.append(self._own_message(HERE))
            if not messages:
                continue
            if self._outbox.has_dropped():
                messages.insert(0, self._own_message(MISSED))
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
        now = time.monotonic()
        self._heard_self = now
        self._others = dict.fromkeys(self._others, now)
        self._outage.note_success(HEAR)
        self._missed.set()

    def _client_message(self, message: bytes) -> dict[str, Any] | None:
        """Return another process's message to clients; handle any other message here."""
        try:
            data = self.json.loads(message)
        except (ValueError, RecursionError):
            return None  # others may use this Redis
        if not isinstance(data, dict):
            return None
        method, sender = data.get("method"), data.get("host_id")
        if not isinstance(method, str) or not isinstance(sender, str):
            return None
        if sender == self.host_id:
            self._heard_self = time.monotonic()
            return None
        if method == BYE:
            self._departed.append(sender)
            self._others.pop(sender, None)
            self._silent.pop(self._places.pop(sender, sender), None)
            return None
        if sender in self._departed:
            return data if method not in (HERE, MISSED) else None
        self._others[sender] = time.monotonic()
        if method in (HERE, MISSED):
            self._places[sender] = str(data.get("place") or sender)
        self._silent.pop(self._places.get(sender, sender), None)
        if method == MISSED:
            self._missed.set()
        return data if method not in (HERE, MISSED) else None

    def _look(self, now: float) -> None:
        if now - self._heard_self > DEAF_SECONDS:
            raise Deaf("subscribed, but nothing is heard")
        for place, since in list(self._silent.items()):
            if now - since > SILENT_SECONDS:
                del self._silent[place]
        silent_senders = [sender for sender, at in self._others.items() if now - at > DEAF_SECONDS]
        for sender in silent_senders:
            del self._others[sender]
            place = self._places.pop(sender, sender)
            if place not in self._places.values():
                self._silent[place] = now
            log.warning("a process is not heard any more: whatever it left unsaid is looked for")
            self._missed.set()
