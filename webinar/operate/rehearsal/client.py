"""The socket of one simulated member: a plain Socket.IO client, and the thread that drives it.

The code in `member` and `door` makes all decisions. The code here only sends and receives, and
cuts and restores the link.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from socketio.exceptions import ConnectionError as NoConnection
from socketio.exceptions import SocketIOError

from webinar.operate.rehearsal.decks import Deck, Decks
from webinar.operate.rehearsal.door import Door
from webinar.operate.rehearsal.http import NotAdmitted, Unreachable
from webinar.operate.rehearsal.member import Member, nothing
from webinar.operate.rehearsal.ordered_client import OrderedClient
from webinar.operate.rehearsal.outbox import Command, Reply

# A thread sleeps no more seconds than this, so that it notices a gap or the end.
AWAKE_EVERY = 0.25
FIRST_RETRY, LAST_RETRY = 0.5, 10.0  # seconds, as are the other times here
CONNECT_PATIENCE = 10.0
# A member who has lost the link answers only after it is back.
ANSWER_PATIENCE, QUESTIONS = 45.0, 15
_NO_ANSWER = "the server gave no answer"
LAST_ANSWERS_PATIENCE = 10.0  # on a busy machine, or after "not now"
LAST_LOOK_PATIENCE = 15.0


class NoAnswer(Exception):
    """The server has neither accepted nor refused a command within `ANSWER_PATIENCE`."""


class Client:
    """A member and a thread, which ends with the session or `stop`, after a last look."""

    def __init__(
        self,
        member: Member,
        url: str,
        seat: str,
        decks: Decks,
        stop: threading.Event,
        pace: float = 1.0,
    ) -> None:
        self.member = member
        self.door = Door(pace)
        self._url = url
        self._seat = seat
        self._decks = decks
        self._stop = stop
        # Everything that touches the member passes through here, so only one thread does.
        self._inbox: queue.Queue[Callable[[], object]] = queue.Queue()
        self._socket: Any = None
        self._connect_at = 0.0
        self._retry = FIRST_RETRY
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        while not (self._stop.is_set() or self.member.is_over or self.door.is_over):
            self._work_off(self._pause())
            if self._socket is not None:
                self._act()
            elif time.monotonic() >= self._connect_at:
                self._connect()
        self._take_last_look()

    def _work_off(self, seconds: float) -> None:
        """Do the tasks in the inbox; wait up to `seconds` for the first one."""
        try:
            self._inbox.get(timeout=seconds)()
            while True:
                self._inbox.get_nowait()()
        except queue.Empty:
            return

    def _pause(self) -> float:
        wake_at: float | None = self._connect_at
        if self._socket is not None:
            wake_at = self.door.next_at() if self.door.waits else self.member.next_at()
        if wake_at is None:
            return AWAKE_EVERY
        return min(max(wake_at - time.monotonic(), 0.0), AWAKE_EVERY)

    def do(self, command: str, **fields: Any) -> Reply:
        """Let the member send a command, from any thread; return the answer. Raises NoAnswer."""
        answers: queue.SimpleQueue[Reply] = queue.SimpleQueue()
        task = lambda: self.member.say(command, fields, time.monotonic(), answers.put)  # noqa: E731
        self._inbox.put(task)
        try:
            return answers.get(timeout=ANSWER_PATIENCE)
        except queue.Empty:
            raise NoAnswer(_NO_ANSWER) from None

    def ask(self, query: str, **fields: Any) -> Reply:
        """Send a query and return its reply; ask again if there was no link or no answer."""
        answers: queue.SimpleQueue[Reply] = queue.SimpleQueue()
        for _ in range(QUESTIONS):
            self._inbox.put(lambda: self._send(Command(query, fields), answers.put))
            try:
                return answers.get(timeout=ANSWER_PATIENCE / QUESTIONS)
            except queue.Empty:
                continue
        raise NoAnswer(_NO_ANSWER)

    def _act(self) -> None:
        if self.door.waits:
            for command in self.door.due(time.monotonic()):
                self._send(command, self._take_look_reply)
            return
        for command in self.member.due(time.monotonic()):
            self._send(command)
        seconds_away, self.member.leaves_for = self.member.leaves_for, None
        if seconds_away is not None:
            self._cut(seconds_away)

    def _connect(self) -> None:
        # Each link is a new object, so that late messages from an old link do not reach the new
        # one. No origin is sent: it is for pages, and our address of the server may not be its own.
        link = OrderedClient(
            reconnection=False,
            handle_sigint=False,
            websocket_extra_options={"suppress_origin": True},
        )
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
        if self.member.record.links_lost:
            self.member.record.returns += 1
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
        elif link is self._socket and self.door.waits:
            self.door.hear(name, body, time.monotonic())
            self._come_in()
        elif link is self._socket:
            self.member.hear(name, body, time.monotonic())

    def _take_look_reply(self, reply: Reply) -> None:
        report = self.door.looked(reply, time.monotonic()) if "lobby" in reply else None
        if report is not None:
            self._send(report, nothing)
        self._come_in()

    def _come_in(self) -> None:
        """Connect again once a host has let the member in."""
        if not self.door.waits and self._socket is not None:
            link, self._socket = self._socket, None
            self.member.reconnects()
            self._connect_at = time.monotonic()
            link.eio.ws.abort()

    def _ended(self, link: Any, reason: str) -> None:
        if reason != link.reason.CLIENT_DISCONNECT:
            # The library closes the socket only if it has ended the link itself.
            link.eio.ws.shutdown()
        self._inbox.put(lambda: self._lost(link))

    def _lost(self, link: Any) -> None:
        if link is self._socket:
            self._socket = None
            self.member.lost()
            self._back_off()

    def _cut(self, seconds_away: float) -> None:
        """Cut the link for some seconds as in a tunnel, without telling the server."""
        link, self._socket = self._socket, None
        self.member.lost()
        self._connect_at = time.monotonic() + seconds_away
        link.eio.ws.abort()

    def _send(self, command: Command, on_reply: Callable[[Reply], object] | None = None) -> None:
        """Send a command; `on_reply` gets the answer in this thread, or else the member gets it."""
        link = self._socket

        def answered(reply: Reply) -> None:
            at = time.monotonic()
            if on_reply is None:
                self._inbox.put(lambda: self._replied(link, command, reply, at))
            else:
                self._inbox.put(lambda: on_reply(reply))

        if link is None:
            return
        try:
            link.emit(command.name, command.fields, callback=answered)
        except SocketIOError:
            # The link has just broken; the outbox keeps the command for the next one.
            self._inbox.put(lambda: self._lost(link))

    def _replied(self, link: Any, command: Command, reply: Reply, at: float) -> None:
        if command.op_id:
            self.member.replied(command.op_id, reply, at)
        elif link is not self._socket:
            return
        elif reply["ok"]:
            self._take_snapshot(reply["snapshot"], at)
        elif reply["code"] == "not_allowed":
            self.door.wait(at)

    def _take_snapshot(self, snapshot: dict[str, Any], at: float) -> None:
        room, language = snapshot["room"], snapshot["me"]["language"]
        try:
            deck = self._decks.find(language, room["deck"], len(room["parts"]), self._seat)
        except (NotAdmitted, Unreachable):
            deck = Deck()
        self.member.deck = deck
        self.member.record.slides_in_deck = deck.slides
        self.member.take_snapshot(snapshot, at)

    def _await_answers(self) -> None:
        """Wait at the end for the answers still due, and send unanswered commands again."""
        until = time.monotonic() + LAST_ANSWERS_PATIENCE
        while self.member.unanswered and self._socket and time.monotonic() < until:
            for command in self.member.unsettled(time.monotonic()):
                self._send(command)
            self._work_off(AWAKE_EVERY)

    def _take_last_look(self) -> None:
        """Store the server's last snapshot, against which its promises are checked."""
        if self._socket is None:
            self._connect()
        self._await_answers()
        record = self.member.record
        record.unanswered, record.is_outside = self.member.unanswered, self.door.waits
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
