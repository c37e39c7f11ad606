"""Voters who vote by themselves and reconnect by themselves after the server is killed."""

import random
import threading
from contextlib import suppress

from socketio.exceptions import BadNamespaceError

from tests.protocol.clients import connect, official_client
from tests.protocol.people import op
from tests.protocol.waiting import PATIENCE_S


class Voter:
    """Sends its next vote once the last one is answered; repeats one that got no answer.

    `acknowledged` holds (op_id, options, version) in the order of the acknowledgements.
    """

    def __init__(self, url, seat, poll, options, seed):
        self.seat = seat
        self.acknowledged = []
        self.pending = None
        self.connects = 0
        self._remaining = 0
        self._poll = poll
        self._options = options
        self._random = random.Random(seed)
        self._lock = threading.RLock()
        self._client = official_client(0.5)
        self._client.on("connect", self._connected)
        self._client.on("*", lambda *_heard: None)
        connect(self._client, url, seat, "websocket")

    @property
    def is_connected(self):
        return self._client.connected

    def vote(self, count):
        """Begin to vote this many times, one after the other."""
        with self._lock:
            self._remaining = count
            if self.pending is None:
                self._next()

    def stop(self):
        """Stop voting, but wait for the answer to the vote under way."""
        with self._lock:
            self._remaining = 0

    def snapshot(self):
        return self._client.call("room.snapshot", {}, timeout=PATIENCE_S)["snapshot"]

    def repeat(self, op_id, options):
        """Send the same command again, as after a lost answer."""
        fields = {"poll": self._poll, "options": options, "op_id": op_id}
        return self._client.call("poll.vote", fields, timeout=PATIENCE_S)

    def close(self):
        self._client.disconnect()

    def _connected(self):
        with self._lock:
            self.connects += 1
            if self.pending is not None:
                self._send(self.pending)

    def _next(self):
        if self._remaining:
            self._remaining -= 1
            choice = [self._random.choice(self._options)]
            self.pending = op(poll=self._poll, options=choice)
            self._send(self.pending)

    def _send(self, vote):
        # A vote that cannot be sent now is sent after the client has reconnected.
        with suppress(BadNamespaceError):
            self._client.emit("poll.vote", vote, callback=lambda answer: self._heard(vote, answer))

    def _heard(self, vote, answer):
        with self._lock:
            if vote is self.pending:
                assert answer["ok"], answer
                self.acknowledged.append((vote["op_id"], vote["options"], answer["version"]))
                self.pending = None
                self._next()
