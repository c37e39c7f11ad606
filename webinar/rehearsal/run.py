"""A rehearsal from the first join to the verdict."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from webinar.rehearsal.client import Client
from webinar.rehearsal.http import Decks, Http, NotAdmitted
from webinar.rehearsal.participant import Participant
from webinar.rehearsal.people import Persona, cohort
from webinar.rehearsal.report import Rehearsal, judge

# People do not all come in the same second: this many, one after the other, per second.
ARRIVALS_PER_SECOND = 10.0
JOIN_TRIES = 5
LOOK_EVERY = 0.2
FAREWELL_PATIENCE = 20.0

Say = Callable[[str], None]


@dataclass(frozen=True)
class Options:
    """`pace` 2.0 is twice as quick as people are; without `minutes` it lasts until the end."""

    url: str
    code: str
    participants: int = 30
    languages: Sequence[str] = ("ru", "kk", "en")
    pace: float = 1.0
    minutes: float | None = None
    seed: int = 7


def run_rehearsal(
    options: Options, say: Say = print, stop: threading.Event | None = None
) -> Rehearsal:
    """Join, take part until the session ends, time is up, `stop` is set or Ctrl-C, and report.

    Raises `http.NotAdmitted` or `http.Unreachable` when the first participant cannot join.
    """
    stop = stop or threading.Event()
    http = Http(options.url)
    decks = Decks(http, options.code)
    began = time.monotonic()
    clients: list[Client] = []
    try:
        for persona in cohort(options.participants, options.languages, options.seed):
            clients.append(_arrive(options, http, decks, persona, stop))
            stop.wait(1 / ARRIVALS_PER_SECOND / options.pace)
        say(f"{len(clients)} participants have joined. Ctrl-C ends the rehearsal.")
        _wait(clients, stop, options.minutes)
    except KeyboardInterrupt:
        say("Ending: everybody takes a last look.")
    finally:
        stop.set()
    _say_farewell(clients)
    people = [client.participant for client in clients]
    return judge(people, seconds=time.monotonic() - began)


def _arrive(
    options: Options, http: Http, decks: Decks, persona: Persona, stop: threading.Event
) -> Client:
    seat = _join(http, options.code, persona)
    participant = Participant(persona, cohort_seed=options.seed, pace=options.pace)
    client = Client(participant, options.url, seat, decks, stop)
    client.thread.start()
    return client


def _join(http: Http, code: str, persona: Persona) -> str:
    for left in reversed(range(JOIN_TRIES)):
        try:
            return http.join(code, persona.name, persona.language)
        except NotAdmitted as refusal:
            if refusal.retry_after is None or not left:
                raise
            time.sleep(refusal.retry_after)
    raise AssertionError("the last try returns or raises")


def _wait(clients: Sequence[Client], stop: threading.Event, minutes: float | None) -> None:
    until = None if minutes is None else time.monotonic() + 60 * minutes
    while any(client.thread.is_alive() for client in clients):
        if stop.wait(LOOK_EVERY) or (until is not None and time.monotonic() > until):
            return


def _say_farewell(clients: Sequence[Client]) -> None:
    until = time.monotonic() + FAREWELL_PATIENCE
    for client in clients:
        client.thread.join(timeout=max(0.0, until - time.monotonic()))
