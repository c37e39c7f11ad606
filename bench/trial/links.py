"""The links of a trial: one for each listener, with its outages and what it has carried."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

from bench.links.network import Network
from bench.trial.cast import Listener, outages
from bench.trial.journal import Journal
from bench.trial.server import FIRST_NETWORK


class Links:
    """Makes a network for each listener, until the stack ends. Raises Unavailable."""

    def __init__(self, listeners: Sequence[Listener], stack: ExitStack, journal: Journal) -> None:
        self._journal = journal
        self._listeners = listeners
        self.networks = {
            one.name: stack.enter_context(
                Network(one.link.shape, seed=at + 1, number=FIRST_NETWORK + at)
            )
            for at, one in enumerate(listeners)
        }

    def cuts(self, length_s: float) -> list[tuple[float, bool]]:
        """Return when links break and mend: (seconds, whether they are down from then on)."""
        cuts = []
        for at, long in outages(length_s):
            cuts += [(at, True), (at + long, False)]
        return cuts

    def cut(self, is_down: bool) -> None:
        """Cut or mend the links that break."""
        for one in self._listeners:
            if one.link.breaks:
                self.networks[one.name].cut(is_down)
                self._journal.note(one.name, "cut" if is_down else "mended")

    def report(self) -> None:
        """Write down what each link has carried so far, in bytes."""
        for one in self._listeners:
            try:
                carried = self.networks[one.name].carried()
            except (OSError, EOFError) as error:
                self._journal.note(one.name, "unlinked", text=str(error))
                continue
            self._journal.note(one.name, "carried", down=carried.to_far, up=carried.to_near)
