"""A rehearsal of the participants' part, from the first join to the verdict."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from webinar.operate.rehearsal.arriving import Arriving, Options, Say
from webinar.operate.rehearsal.client import Client
from webinar.operate.rehearsal.participant import Participant
from webinar.operate.rehearsal.report import Rehearsal, judge
from webinar.operate.rehearsal.voice.report import judge_sound
from webinar.operate.rehearsal.voice.speaking import speaking

LOOK_EVERY = 0.2  # seconds
# Seconds, longer than any last look takes: connecting, awaiting answers, and the look itself.
FAREWELL_PATIENCE = 40.0


def run_rehearsal(
    options: Options, say: Say = print, stop: threading.Event | None = None
) -> Rehearsal:
    """Let participants join and take part, and report at the end.

    It ends with the session, when the time is up, when `stop` is set, or with Ctrl-C.

    Raises `http.NotAdmitted` or `http.Unreachable` when a participant cannot join, or no speaker
    can be appointed.
    """
    stop = stop or threading.Event()
    began = time.monotonic()
    arriving = Arriving(options, options.code, stop)
    clients = arriving.clients
    with _speakers(options, arriving):
        try:
            arriving.all_but(0)
            joined = len(_participants(clients))
            say(f"{joined} participants have joined. Ctrl-C ends the rehearsal.")
            _wait(clients, stop, options.minutes)
        except KeyboardInterrupt:
            say("Ending: everybody takes a last look.")
        finally:
            stop.set()
        say_farewell(clients)
    sound = judge_sound(arriving.ears) if options.voice_link else None
    return judge(_participants(clients), seconds=time.monotonic() - began, sound=sound)


def _speakers(options: Options, arriving: Arriving) -> AbstractContextManager[object]:
    if not options.voice_link:
        return nullcontext()
    return speaking(options.voice_link, options.code, options.languages, arriving)


def _participants(clients: Sequence[Client]) -> list[Participant]:
    return [client.member for client in clients if isinstance(client.member, Participant)]


def say_farewell(clients: Sequence[Client]) -> None:
    """Let everybody take a last look."""
    until = time.monotonic() + FAREWELL_PATIENCE
    for client in clients:
        client.thread.join(timeout=max(0.0, until - time.monotonic()))


def _wait(clients: Sequence[Client], stop: threading.Event, minutes: float | None) -> None:
    until = None if minutes is None else time.monotonic() + 60 * minutes
    while any(client.thread.is_alive() for client in clients):
        if stop.wait(LOOK_EVERY) or (until is not None and time.monotonic() > until):
            return
