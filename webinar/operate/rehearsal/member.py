"""One simulated member of a session: their view of the room, and the commands that they send.

No sockets, no threads, no clock: callers pass `now`, so that a test runs an hour in a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from webinar.operate.rehearsal.agenda import Agenda
from webinar.operate.rehearsal.decks import Deck
from webinar.operate.rehearsal.follow import Body, Follower
from webinar.operate.rehearsal.outbox import Command, Outbox, Reply
from webinar.operate.rehearsal.record import Record
from webinar.operate.rehearsal.view import View

# A member asks again for a snapshot that has not arrived after this many seconds.
SNAPSHOT_PATIENCE = 5.0


class Member:
    """A member. The caller passes in snapshots, broadcasts and replies, and sends what is `due`."""

    def __init__(self, name: str, language: str) -> None:
        self.name = name
        self.language = language
        self.record = Record()
        self.view = View()
        self.deck = Deck()
        self.is_over = False
        # How many seconds the member will be away, if their link is about to be cut.
        self.leaves_for: float | None = None
        self._follower = Follower()
        self._outbox = Outbox(self.record)
        self._agenda = Agenda()
        self._asked_at: float | None = None

    @property
    def version(self) -> int:
        return self._follower.version

    @property
    def is_in(self) -> bool:
        """Whether the member has a link, and a snapshot of the room over that link."""
        return self._follower.is_caught_up

    @property
    def number(self) -> int:
        number: int = self.view["me"]["member"]
        return number

    @property
    def unanswered(self) -> int:
        return len(self._outbox)

    def means_to(self, *kinds: str) -> bool:
        """Whether the member waits for an answer, or still plans an action of these kinds."""
        return bool(self.unanswered) or self._agenda.has(kinds)

    def take_snapshot(self, snapshot: Body, now: float) -> None:
        """Take in the state of the room, after every connect and after a gap."""
        self._asked_at = None
        self._look(snapshot, now)
        self.view.take_snapshot(snapshot)
        self.is_over = snapshot["room"]["state"] == "ended"
        for name, body in self._follower.take_snapshot(snapshot, now):
            self._apply(name, body, now)
        self._outbox.resend_all(now)
        self.record.gaps = self._follower.gaps

    def hear(self, name: str, body: Body, now: float) -> None:
        for ready_name, ready in self._follower.hear(name, body, now):
            self._apply(ready_name, ready, now)

    def replied(self, op_id: str, reply: Reply, now: float) -> None:
        self._outbox.replied(op_id, reply, now)

    def reconnects(self) -> None:
        """Note that the link was closed on purpose: the next one begins with a snapshot."""
        self._follower.forget()
        self._asked_at = None

    def lost(self) -> None:
        self.reconnects()
        self.record.links_lost += 1

    def say(self, name: str, fields: Body, now: float, answered: Callable[[Reply], object]) -> None:
        """Send a command as soon as there is a link, whatever the member does on their own."""
        self._outbox.put(name, fields, now, lambda _at: None, answered)

    def due(self, now: float) -> list[Command]:
        """Return the commands to send now. Call it only while there is a link."""
        if self._must_ask(now):
            self._asked_at = now
            return [Command("room.snapshot", {})]
        if not self._follower.is_caught_up:
            return []
        self._agenda.do_due(now)
        return self._outbox.due(now)

    def unsettled(self, now: float) -> list[Command]:
        """Return the commands to send at the very end: unanswered ones, and no new ones."""
        return self._outbox.due(now)

    def next_at(self) -> float | None:
        """Return the time when `due` may next return commands, if nothing arrives earlier."""
        times = [self._agenda.next_at(), self._outbox.next_at()]
        return min((at for at in times if at is not None), default=None)

    def _must_ask(self, now: float) -> bool:
        if not self._follower.needs_snapshot(now):
            return False
        return self._asked_at is None or now - self._asked_at > SNAPSHOT_PATIENCE

    def _apply(self, name: str, body: Body, now: float) -> None:
        # React first, then change the view: other threads that see the change must also see the
        # planned reaction.
        self._notice(name, body, now)
        self.view.apply(name, body)
        if name == "room.ended":
            self._agenda.clear()
            self.is_over = True

    def _look(self, snapshot: Body, now: float) -> None:
        """React to a snapshot. Subclasses whose members act by themselves override this."""

    def _notice(self, name: str, body: Body, now: float) -> None:
        """React to a broadcast. Subclasses whose members act by themselves override this."""


def nothing(_answer: Any) -> None:
    """Ignore the answer."""
