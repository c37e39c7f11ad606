"""Seats many people who join one room at the same time: one change seats all who wait.

Joins gather by themselves while a change is being committed; the next change seats them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from webinar.kit import concurrency
from webinar.kit.errors import Refused
from webinar.kit.limits import Limit, Limits
from webinar.room.engine.change import Change
from webinar.room.sessions.actions import MEMBERS_PER_ROOM
from webinar.room.sessions.seating import Arrival, Outcome, TakenSeat, join_many

# Runs the server's own work in a room's queue; see `RoomQueue.run`.
Run = Callable[[int, Callable[[Change], Any]], Any]

# The most people whom one change seats.
TOGETHER = 200
# The most people who may wait for one room: as many as it can have members.
WAITING = MEMBERS_PER_ROOM
# The joins from one address: everybody in a station or training centre at once, then one a second.
JOINING = Limit(300, 300)


@dataclass(eq=False)
class _Ticket:
    arrival: Arrival
    is_settled: threading.Event
    outcome: TakenSeat | BaseException | None = None


class Arrivals:
    """The waiting joins of each room."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._limits = Limits()
        self._lock = concurrency.lock()
        self._waiting: dict[int, list[_Ticket]] = {}

    def check(self, address: str) -> None:
        """Refuse with `rate` if too many people have joined from this address recently.

        Call this only after a correct code, so that wrong codes do not use up the limit.
        """
        if not self._limits.take(JOINING, address):
            raise Refused("rate", retryable=True)

    def seat(self, room_id: int, arrival: Arrival) -> TakenSeat:
        """Wait until this person's seat is committed. Raises what `join_many` refuses."""
        ticket = _Ticket(arrival, threading.Event())
        with self._lock:
            waiting = self._waiting.get(room_id)
            if waiting is not None and len(waiting) >= WAITING:
                raise Refused("try_again", retryable=True)
            if waiting is None:
                self._waiting[room_id] = []
            else:
                waiting.append(ticket)
        if waiting is None:
            self._settle(room_id, [ticket])
            self._hand_on(room_id)
        ticket.is_settled.wait()
        if isinstance(ticket.outcome, TakenSeat):
            return ticket.outcome
        raise ticket.outcome or RuntimeError("a join was forgotten")

    def _hand_on(self, room_id: int) -> None:
        """Seat later arrivals in another greenlet or thread, so that the first need not wait."""
        with self._lock:
            if not self._waiting[room_id]:
                del self._waiting[room_id]
                return
        concurrency.spawn(self._drain, room_id)

    def _drain(self, room_id: int) -> None:
        while True:
            with self._lock:
                waiting = self._waiting[room_id]
                tickets, self._waiting[room_id] = waiting[:TOGETHER], waiting[TOGETHER:]
                if not tickets:
                    del self._waiting[room_id]
                    return
            self._settle(room_id, tickets)

    def _settle(self, room_id: int, tickets: list[_Ticket]) -> None:
        try:
            self._try(room_id, tickets)
        except Refused as refusal:
            for ticket in tickets:
                ticket.outcome = refusal
        except Exception:
            # One of them violated a constraint: seat each alone, so that only that one fails. If
            # another process seated the same browser meanwhile, the second try finds its row.
            for ticket in tickets:
                self._settle_alone(room_id, ticket)
        finally:
            for ticket in tickets:
                ticket.is_settled.set()

    def _settle_alone(self, room_id: int, ticket: _Ticket) -> None:
        try:
            self._try(room_id, [ticket])
        except Exception as error:
            ticket.outcome = error

    def _try(self, room_id: int, tickets: list[_Ticket]) -> None:
        arrivals = [ticket.arrival for ticket in tickets]
        try:
            outcomes = self._run(room_id, lambda change: _seat(change, arrivals))
        except _NobodySeated as nobody:
            outcomes = nobody.refusals
        for ticket, outcome in zip(tickets, outcomes, strict=True):
            ticket.outcome = outcome


class _NobodySeated(Exception):
    """All were refused: the change is rolled back, so that the room's version stays the same."""

    def __init__(self, refusals: Sequence[Outcome]) -> None:
        super().__init__()
        self.refusals = refusals


def _seat(change: Change, arrivals: Sequence[Arrival]) -> Sequence[Outcome]:
    outcomes = join_many(change, arrivals)
    if all(isinstance(outcome, Refused) for outcome in outcomes):
        raise _NobodySeated(outcomes)
    return outcomes
