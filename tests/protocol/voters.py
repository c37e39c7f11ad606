"""Voters who go on voting by themselves, and who return by themselves when the server was killed."""

import random
import threading

import socketio

from tests.protocol.people import op


class Voter:
    """Sends its next vote when the last one was answered; one without an answer is sent again.

    `acked` holds (op_id, options, version) in the order of the acknowledgements.
    """

    def __init__(self, url, seat, poll, options, seed):
        self.seat = seat
        self.acked = []
        self.pending = None
        self.connects = 0
        self._is_voting = True
        self._poll = poll
        self._options = options
        self._random = random.Random(seed)
        self._lock = threading.RLock()
        self._client = socketio.Client(reconnection_delay=0.1, reconnection_delay_max=0.5)
        self._client.on("connect", self._connected)
        self._client.on("*", lambda *_heard: None)
        self._client.connect(url, auth={"seat": seat}, transports=["websocket"])

    @property
    def is_connected(self):
        return self._client.connected

    def finish(self):
        """Vote no more; what is under way is still waited for."""
        with self._lock:
            self._is_voting = False

    def snapshot(self):
        return self._client.call("room.snapshot", {}, timeout=10)["snapshot"]

    def again(self, op_id, options):
        """The same command once more, as after an answer that was lost."""
        fields = {"poll": self._poll, "options": options, "op_id": op_id}
        return self._client.call("poll.vote", fields, timeout=10)

    def close(self):
        self.finish()
        self._client.disconnect()

    def _connected(self):
        with self._lock:
            self.connects += 1
            self._send()

    def _send(self):
        if self.pending is None and self._is_voting:
            choice = [self._random.choice(self._options)]
            self.pending = op(poll=self._poll, options=choice)
        if self.pending is not None and self._client.connected:
            sent = self.pending
            self._client.emit("poll.vote", sent, callback=lambda answer: self._heard(sent, answer))

    def _heard(self, sent, answer):
        with self._lock:
            if answer["ok"]:
                self.acked.append((sent["op_id"], sent["options"], answer["version"]))
                self.pending = None
                self._send()
            elif not answer["retry"]:
                raise AssertionError(answer)
            # Too many votes: this one waits, like its voter, until the next connection.
