"""Measures three speakers with N listeners: the CPU, the delay of sound, and slides meanwhile."""

from __future__ import annotations

import json
import random
import re
import statistics
import time
import uuid
from base64 import b64encode

from bench import options
from bench.gathering import Gathering, Window, gather, measure_undisturbed
from bench.load.client import Client
from bench.load.crowd import Crowd
from bench.peers.speaking import CHANNELS, Speaking
from bench.report import Report, finish

SIZES = (30, 300, 1000)
PACKET_MS = 60
# Three frames of 20 ms, each after its length in two bytes.
FULL_BYTES, THIN_BYTES = 3 * (60 + 2), 3 * (25 + 2)
# A listener acknowledges twice a second.
ACKNOWLEDGE_EVERY = 8
MOVES = 24
PAUSE_S = 0.25
WARM_UP_S = 1.0
AT = re.compile(rb'"at":(\d+)')


class Speech:
    """The speakers of all channels, whose packets are sent when they are due."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._numbers = 0
        self._next = time.perf_counter()
        self._sounds = [
            {"full": _noise(FULL_BYTES), "thin": _noise(THIN_BYTES)} for _channel in CHANNELS
        ]
        self.delays_ms: list[float] = []
        self.heard_bytes = 0
        self.packets = 0
        self._heard: dict[int, int] = {}
        crowd.on_sound = self._hear

    def send_due(self) -> None:
        """Send the packets of all channels if it is time."""
        if time.perf_counter() < self._next:
            return
        self._next += PACKET_MS / 1000
        at = int(time.time() * 1000)
        for speaker, (channel, sounds) in enumerate(zip(CHANNELS, self._sounds, strict=True)):
            fields = {"channel": channel, "turn": 1, "number": self._numbers, "at": at, **sounds}
            self._crowd.send(self._crowd.clients[speaker], _event("voice.send", fields))
        self._numbers += 1

    def go_on(self, seconds: float) -> None:
        """Speak for these seconds."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.send_due()
            self._crowd.turn(0.005)

    def forget(self) -> None:
        """Forget what was heard so far."""
        self.delays_ms, self.heard_bytes, self.packets = [], 0, 0

    def _hear(self, client: Client, payload: bytes) -> None:
        match = AT.search(payload)
        if match is None:
            return
        at = int(match.group(1))
        self.packets += 1
        self.heard_bytes += len(payload)
        if client.number % 10 == 0:
            self.delays_ms.append(time.time() * 1000 - at)
        count = self._heard[client.number] = self._heard.get(client.number, client.number) + 1
        if count % ACKNOWLEDGE_EVERY == 0:
            self._crowd.send(client, _event("voice.ack", {"at": at}))


def main() -> None:
    settings = options.read("voice", __doc__, SIZES, ("ours",))
    report = Report("Three speakers, listeners on three channels", settings.tries)
    for clients in settings.sizes:
        for _ in range(settings.repeat):
            _measure(report, clients, 4 if settings.short else MOVES)
        _targets(report, clients)
    finish(report, settings.hold)


def _measure(report: Report, clients: int, moves: int) -> None:
    figures: dict[str, float] = {}

    # Presenters have limits, so another try needs another server.
    def measure() -> Window:
        with gather(Speaking, clients, len(CHANNELS)) as gathering:
            return _speak(gathering, moves, figures)

    measure_undisturbed(measure, report, clients, "ours")
    report.add(clients, "ours", **figures)


def _speak(gathering: Gathering, moves: int, figures: dict[str, float]) -> Window:
    crowd = gathering.crowd
    silent = [_move(gathering, None) for _ in range(moves)]
    speakers, listeners = crowd.clients[: len(CHANNELS)], crowd.clients[len(CHANNELS) :]
    for speaker in speakers:
        goal = crowd.answered + 1
        crowd.send(speaker, "421" + json.dumps(["voice.take", {"op_id": str(uuid.uuid4())}]))
        crowd.wait_answers(goal)
    gathering.check()
    for listener in listeners:
        channel = CHANNELS[listener.number % len(CHANNELS)]
        crowd.send(listener, _event("voice.listen", {"channel": channel, "thin": False}))
    speech = Speech(crowd)
    speech.go_on(WARM_UP_S)
    speech.forget()
    with gathering.window() as window:
        talking = [_move(gathering, speech) for _ in range(moves)]
    expected = window.seconds * 1000 / PACKET_MS * len(listeners)
    figures.update(
        CPU_of_a_core_share=window.server.running / window.seconds,
        delay_p50_ms=statistics.median(speech.delays_ms),
        delay_p95_ms=statistics.quantiles(speech.delays_ms, n=20)[-1],
        kbit_per_s=speech.heard_bytes * 8 / 1000 / window.seconds / len(listeners),
        delivered_share=speech.packets / expected,
        slide_silent_p95_ms=statistics.quantiles(silent, n=20)[-1] * 1e3,
        slide_talking_p95_ms=statistics.quantiles(talking, n=20)[-1] * 1e3,
    )
    return window


def _move(gathering: Gathering, speech: Speech | None) -> float:
    """Move the slide once, while people speak; return the seconds until the last has it."""
    crowd = gathering.crowd
    goal = crowd.heard + gathering.size
    began = time.perf_counter()
    crowd.send(crowd.clients[0], gathering.move()[1])
    while crowd.heard < goal:
        if speech is not None:
            speech.send_due()
        crowd.turn(0.005)
        if time.perf_counter() - began > 60:
            gathering.check()
            raise TimeoutError(f"{crowd.heard} of {goal} moves heard")
    seconds = time.perf_counter() - began
    if speech is None:
        crowd.idle(PAUSE_S)
    else:
        speech.go_on(PAUSE_S)
    return seconds


def _targets(report: Report, clients: int) -> None:
    share = report.median(clients, "ours", "CPU_of_a_core_share")
    if clients in (300, 1000):
        limit = 0.1 if clients == 300 else 0.3
        report.target(f"CPU of a core, {clients} listeners", share, "<=", limit)
    silent = report.median(clients, "ours", "slide_silent_p95_ms")
    talking = report.median(clients, "ours", "slide_talking_p95_ms")
    ratio = talking / silent if talking and silent else None
    report.target(f"slide p95, {clients}: talking / silent", ratio, "<=", 1.2)


def _noise(size: int) -> str:
    return b64encode(random.randbytes(size)).decode()


def _event(name: str, fields: dict[str, object]) -> str:
    return "42" + json.dumps([name, fields], separators=(",", ":"))


if __name__ == "__main__":
    main()
