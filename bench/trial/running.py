"""Runs a trial: lets the team act, breaks links, and watches the server, until the time is over."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Protocol

from bench.trial.browsers.loudspeaker import loudspeaker
from bench.trial.browsers.page import Broken
from bench.trial.cast import SCRIPT, Listener
from bench.trial.journal import Journal
from bench.trial.links import Links
from bench.trial.listener import Seat, launchers
from bench.trial.plan import plan
from bench.trial.scripted import ScriptedSeat
from bench.trial.server import Server
from bench.trial.team import Team

# Listeners come one after the other, because a browser's start keeps a core busy: the next one
# comes when the last one hears something, or after so many seconds.
_ARRIVE_WITHIN_S = 20
_ARRIVED_WITHIN_S = 120
_SETTLE_S = 10
_WATCH_EVERY_S = 10


class Attending(Protocol):
    """A listener, whatever they listen with. `hears` is set once the first sound has come."""

    hears: threading.Event

    def start(self) -> None: ...
    def stop(self) -> None: ...


class Trial:
    """Everything that a trial of `length_s` seconds needs; `paths` are the engines' programs."""

    def __init__(
        self,
        listeners: list[Listener],
        paths: Mapping[str, str],
        length_s: float,
        folder: Path,
        journal: Journal,
    ) -> None:
        self._listeners = listeners
        self._paths = paths
        self._length_s = length_s
        self._folder = folder
        self._journal = journal
        self.server = Server(listeners)

    def run(self, after: Callable[[Server], None]) -> None:
        """Run to the end or an interrupt; then call `after` with the server, which still runs."""
        with ExitStack() as stack:
            has_loudspeaker = stack.enter_context(loudspeaker(self._folder / "sound"))
            self._journal.note("trial", "loudspeaker", is_there=has_loudspeaker)
            links = Links(self._listeners, stack, self._journal)
            stack.enter_context(self.server)
            team = Team(self._paths["Chromium"], self._folder, self.server, self._journal)
            stack.callback(team.leave)
            team.begin()
            seats = self._seats(links)
            stack.callback(_stop, seats)
            try:
                self._seat(seats, team)
                self._go_on(links, team)
            except KeyboardInterrupt:
                self._journal.note("trial", "interrupted")
            with suppress(KeyboardInterrupt):
                links.report()
                self._watch_server()
                team.look()
                self._journal.note("trial", "ended")
                try:
                    team.end()
                except Broken as error:
                    self._journal.note("trial", "undone", deed="end", text=str(error)[:400])
                _stop(seats)
                self._journal.note("server", "log", text=self.server.log()[-20_000:])
                self._note_ballots()
                after(self.server)

    def _seats(self, links: Links) -> list[Attending]:
        launch = launchers(self._paths)
        seats: list[Attending] = []
        for one in self._listeners:
            network = links.networks[one.name]
            if one.engine == SCRIPT:
                seats.append(ScriptedSeat(one, self.server, network, self._journal))
            else:
                seats.append(
                    Seat(one, launch[one.engine], self.server, network, self._folder, self._journal)
                )
        return seats

    def _seat(self, seats: list[Attending], team: Team) -> None:
        for seat in seats:
            seat.start()
            next_at = time.monotonic() + _ARRIVE_WITHIN_S
            while not seat.hears.is_set() and time.monotonic() < next_at:
                team.look()
                time.sleep(1)
        deadline = time.monotonic() + _ARRIVED_WITHIN_S
        while time.monotonic() < deadline:
            if all(seat.hears.is_set() for seat in seats):
                break
            team.look()
            time.sleep(1)
        time.sleep(_SETTLE_S)

    def _go_on(self, links: Links, team: Team) -> None:
        self._journal.note("trial", "began")
        events: list[tuple[float, Callable[[], None]]] = [
            *((deed.at_s, lambda deed=deed: team.do(deed)) for deed in plan(self._length_s)),
            *((at, lambda down=down: links.cut(down)) for at, down in links.cuts(self._length_s)),
        ]
        events.sort(key=lambda event: event[0])
        began, watch_at = time.monotonic(), 0.0
        while (now := time.monotonic() - began) < self._length_s:
            while events and events[0][0] <= now:
                events.pop(0)[1]()
            if now >= watch_at:
                watch_at += _WATCH_EVERY_S
                links.report()
                self._watch_server()
            team.look()
            time.sleep(0.5)

    def _watch_server(self) -> None:
        spent = self.server.cpu_time().running
        self._journal.note("server", "spent", cpu_s=spent, bytes=self.server.resident())

    def _note_ballots(self) -> None:
        for (poll, member), options in self.server.ballots().items():
            self._journal.note(member, "stored", poll=poll, options=sorted(options))


def _stop(seats: list[Attending]) -> None:
    while seats:
        seats.pop().stop()
