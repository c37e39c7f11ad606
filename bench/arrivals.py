"""People who join our server by its page, in one wave or several, and the audit of their seats."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from bench.audit.joins import audit_joins
from bench.gathering import Gathering
from bench.load.client import Client
from bench.load.visit import Person
from bench.load.visitors import FIRST_ADDRESS, Visitor, Visitors
from bench.peers.ours import Ours

LANGUAGES = ("kk", "ru", "en")


@dataclass
class Wave:
    """The people who came at one moment, and that moment."""

    began: float
    visitors: list[Visitor] = field(default_factory=list)

    @property
    def seconds(self) -> list[float]:
        """The seconds until each was in, in order; those who were cut off are left out."""
        return sorted(one.in_at - self.began for one in self.visitors if one.in_at is not None)

    @property
    def cut_off(self) -> int:
        return sum(bool(one.cut_off) for one in self.visitors)

    @property
    def clients(self) -> list[Client]:
        """The sockets of those who are in."""
        return [one.client for one in self.visitors if one.client and one.in_at is not None]


class Arrivals(Gathering):
    """Our server with its presenters; everybody else joins by the page."""

    def __init__(self, peer: Ours) -> None:
        super().__init__(peer)
        self._ours = peer
        self._session = peer.session
        self._visitors: list[Visitors] = []

    def join(self, count: int, first_address: int = FIRST_ADDRESS) -> Wave:
        """Let this many join at one moment, until each is in or was cut off.

        They come from as many addresses of 127.0.0.0/24 as needed, from `first_address` on.
        """
        first = sum(len(visitors.all) for visitors in self._visitors)
        people = [
            Person(f"Айгүл Сапарова {number}", LANGUAGES[number % len(LANGUAGES)])
            for number in range(first + 1, first + count + 1)
        ]
        visitors = Visitors(self.peer.port, self._session.code, self.crowd, people, first_address)
        self._visitors.append(visitors)
        began = visitors.come()
        return Wave(began, visitors.all)

    def close_pages(self) -> None:
        """Close the connections with which pages were fetched, as browsers do after a while."""
        for visitors in self._visitors:
            visitors.close()

    def check_snapshots(self) -> None:
        """Hold everybody's snapshot to the contract; from now on, their votes are told apart."""
        for visitors in self._visitors:
            visitors.check_snapshots()

    def catch_up(self) -> None:
        self.check_snapshots()
        super().catch_up()

    def compare(self) -> None:
        """Compare the stored members as well."""
        self._ours.session = self._session
        super().compare()
        everybody = [one for visitors in self._visitors for one in visitors.all]
        joined = {
            one.seat.member: (one.person.name, one.person.language)
            for one in everybody
            if one.seat is not None
        }
        others = {one.person.name for one in everybody if one.seat is None}
        audit_joins(joined, self._ours.stored_members(), others)

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        with suppress(OSError):
            self.close_pages()
        super().__exit__(kind, *rest)
