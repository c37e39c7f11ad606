"""The socket of one simulated participant: a plain Socket.IO client, and the thread that drives it.

Everything is decided in `participant`; here it is only sent, received, cut and joined up again.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Any

import socketio
from socketio.exceptions import ConnectionError as NoConnection
from socketio.exceptions import SocketIOError

from webinar.rehearsal.http import Decks, NotAdmitted, Unreachable
from webinar.rehearsal.outbox import Command, Reply
from webinar.rehearsal.participant import Participant

# Nobody sleeps longer than this, so that a gap or the end is noticed.
AWAKE_EVERY = 0.25
FIRST_RETRY, LAST_RETRY = 0.5, 10.0
CONNECT_PATIENCE = 10.0
LAST_ANSWERS_PATIENCE = 2.0
LAST_LOOK_PATIENCE = 5.0


class Client:
    """Runs from `start` until the session is over or `stop` is set, then takes a last look."""

    def __init__(
        self, participant: Participant, url: str, seat: str, decks: Decks, stop: threading.Event
    ) -> None:
        self.participant = participant
        self._url = url
        self._seat = seat
        self._decks = decks
        self._stop = stop
        # Everything that touches the participant passes through here, so only one thread does.
        self._inbox: queue.Queue[Callable[[], None]] = queue.Queue()
        self._socket: Any = None
        self._connect_at = 0.0
        self._retry = FIRST_RETRY
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        while not (self._stop.is_set() or self.participant.is_over):
            self._work_off(self._pause())
            if self._socket is not None:
                self._act()
            elif time.monotonic() >= self._connect_at:
                self._connect()
        self._take_last_look()

    def _work_off(self, seconds: float) -> None:
        """Do what has arrived; wait up to so many seconds for the first of it."""
        try:
            self._inbox.get(timeout=seconds)()
            while True:
                self._inbox.get_nowait()()
        except queue.Empty:
            return

    def _pause(self) -> float:
        wake_at = self.participant.next_at() if self._socket is not None else self._connect_at
        if wake_at is None:
            return AWAKE_EVERY
        return min(max(wake_at - time.monotonic(), 0.0), AWAKE_EVERY)

    def _act(self) -> None:
        for command in self.participant.due(time.monotonic()):
            self._send(command)
        away, self.participant.leaves_for = self.participant.leaves_for, None
        if away is not None:
            self._cut(away)

    def _connect(self) -> None:
        # A new object each time: late news from an old link must not reach the new one.
        link = socketio.Client(reconnection=False, handle_sigint=False)
        link.on("*", lambda name, *bodies: self._arrived(link, name, bodies))
        link.on("disconnect", lambda reason: self._ended(link, reason))
        try:
            link.connect(
                self._url,
                auth={"seat": self._seat},
                transports=["websocket"],
                wait_timeout=CONNECT_PATIENCE,
            )
        except NoConnection:
            self._back_off()
            return
        if self.participant.record.links_lost:
            self.participant.record.returns += 1
        self._socket, self._retry = link, FIRST_RETRY

    def _back_off(self) -> None:
        self._connect_at = time.monotonic() + self._retry
        self._retry = min(self._retry * 2, LAST_RETRY)

    def _arrived(self, link: Any, name: str, bodies: tuple[Any, ...]) -> None:
        body = bodies[0] if bodies else {}
        self._inbox.put(lambda: self._hear(link, name, body))

    def _hear(self, link: Any, name: str, body: dict[str, Any]) -> None:
        if name == "server.restarting":
            self._retry = max(self._retry, body["retry_ms"] / 1000)
        elif link is self._socket:
            self.participant.hear(name, body, time.monotonic())

    def _ended(self, link: Any, reason: str) -> None:
        if reason != link.reason.CLIENT_DISCONNECT:
            # The library closes only what it has ended itself.
            link.eio.ws.shutdown()
        self._inbox.put(lambda: self._lost(link))

    def _lost(self, link: Any) -> None:
        if link is self._socket:
            self._socket = None
            self.participant.lost()
            self._back_off()

    def _cut(self, away: float) -> None:
        """Lose the link as in a tunnel: nothing is said to the server."""
        link, self._socket = self._socket, None
        self.participant.lost()
        self._connect_at = time.monotonic() + away
        link.eio.ws.abort()

    def _send(self, command: Command) -> None:
        link = self._socket

        def answered(reply: Reply) -> None:
            at = time.monotonic()
            self._inbox.put(lambda: self._replied(link, command, reply, at))

        try:
            link.emit(command.name, command.fields, callback=answered)
        except SocketIOError:
            # It has just gone; the outbox keeps the command for the next link.
            self._inbox.put(lambda: self._lost(link))

    def _replied(self, link: Any, command: Command, reply: Reply, at: float) -> None:
        if command.op_id:
            self.participant.replied(command.op_id, reply, at)
        elif link is self._socket and reply["ok"]:
            self._take_snapshot(reply["snapshot"], at)

    def _take_snapshot(self, snapshot: dict[str, Any], at: float) -> None:
        try:
            room = snapshot["room"]
            slides = self._decks.slides(
                snapshot["me"]["language"], room["deck"], len(room["parts"])
            )
        except (NotAdmitted, Unreachable):
            slides = 0
        self.participant.record.slides_in_deck = slides
        self.participant.take_snapshot(snapshot, at)

    def _await_answers(self) -> None:
        """What is on its way when the session ends is still answered."""
        until = time.monotonic() + LAST_ANSWERS_PATIENCE
        while self.participant.unanswered and self._socket and time.monotonic() < until:
            self._work_off(AWAKE_EVERY)

    def _take_last_look(self) -> None:
        """What the server says at the very end: by this its promises are judged."""
        self._await_answers()
        record = self.participant.record
        record.unanswered = self.participant.unanswered
        if self._socket is None:
            self._connect()
        if self._socket is None:
            return
        try:
            reply = self._socket.call("room.snapshot", {}, timeout=LAST_LOOK_PATIENCE)
            if reply["ok"]:
                record.final = reply["snapshot"]
        except SocketIOError:
            return
        finally:
            self._socket.disconnect()
