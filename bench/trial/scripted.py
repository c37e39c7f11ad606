"""A participant without a browser: the listener of a rehearsal, at the far end of a link.

It stands for a browser's network, but not for its player: its delays end at the arrival.
"""

from __future__ import annotations

import statistics
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bench.links.network import Network
from bench.report import percentile
from bench.trial.browsers.place import enter
from bench.trial.cast import Listener
from bench.trial.journal import Journal
from bench.trial.server import Server
from webinar.operate.rehearsal.decks import Decks
from webinar.operate.rehearsal.http import Http
from webinar.operate.rehearsal.participant import Participant
from webinar.operate.rehearsal.people import cohort
from webinar.operate.rehearsal.voice.ear import Ear, Heard
from webinar.operate.rehearsal.voice.server_clock import ServerClock
from webinar.operate.rehearsal.voice.sound_client import SoundClient

_REPORT_EVERY_S = 5


class ScriptedSeat:
    """Listens and votes from `start` to `stop`."""

    def __init__(
        self, listener: Listener, server: Server, network: Network, journal: Journal
    ) -> None:
        self._listener = listener
        self._journal = journal
        self._stop = threading.Event()
        self.hears = threading.Event()
        [persona] = cohort(1, [listener.language], seed=1)
        # Somebody who answers every poll, once, and does nothing else.
        persona = replace(
            persona,
            name=listener.name,
            silent=0,
            fickle=0,
            drops_link=False,
            proposes="",
            signals=(),
        )
        self._participant = Participant(persona, cohort_seed=1)
        clock = ServerClock()
        # The server runs on this machine.
        clock.observe(datetime.now(UTC).isoformat(), time.monotonic())
        self._ear = Ear(self._participant, clock)
        self._ear.listens = True
        url = f"http://{network.near}:{server.port}"
        decks = Decks(Http(url), server.trial.code)
        seat = server.trial.seats[listener.name]
        client = (self._ear, self._participant, url, seat, decks, self._stop)
        self._client = _FarClient(network, *client)
        self._reporter = threading.Thread(target=self._report, daemon=True)
        self._told: dict[str, int] = {}
        self._told_packets: dict[str, tuple[int, int]] = {}

    def start(self) -> None:
        self._journal.note(self._listener.name, "began", version="webinar rehearse")
        self._client.thread.start()
        self._reporter.start()

    def stop(self) -> None:
        self._stop.set()
        if self._reporter.ident is None:
            return
        self._reporter.join(timeout=30)
        self._client.thread.join(timeout=60)
        record = self._participant.record
        for poll in record.promised_votes:
            self._journal.note(self._listener.name, "counted", poll=poll, option=None)

    def _report(self) -> None:
        while not self._stop.wait(_REPORT_EVERY_S):
            self._tell()
        self._tell()

    def _tell(self) -> None:
        for channel, heard in list(self._ear.heard.items()):
            self.hears.set()
            fields = self._news(channel, heard)
            self._journal.note(
                self._listener.name,
                "packets",
                channel=channel,
                wrong=self._ear.wrong,
                disordered=self._ear.disordered,
                **fields,
            )

    def _news(self, channel: str, heard: Heard) -> dict[str, Any]:
        delays = heard.delays_ms[self._told.get(channel, 0) :]
        self._told[channel] = len(heard.delays_ms)
        packets, missing = self._told_packets.get(channel, (0, 0))
        self._told_packets[channel] = (heard.packets, heard.missing)
        times: dict[str, Any] = {"packets": heard.packets - packets}
        times["missing"] = heard.missing - missing
        if delays:
            times["p50_ms"] = statistics.median(delays)
            times["p95_ms"] = percentile(delays, 0.95)
        return times


class _FarClient(SoundClient):
    """A client whose thread, and so its sockets, are at the far end of the network."""

    def __init__(self, network: Network, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._network = network

    def _run(self) -> None:
        enter(self._network.place)
        super()._run()
