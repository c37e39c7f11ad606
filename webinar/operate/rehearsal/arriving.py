"""The arrival of simulated people at a session: they join one after the other."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from webinar.operate.rehearsal.client import Client
from webinar.operate.rehearsal.decks import Decks
from webinar.operate.rehearsal.http import Http, NotAdmitted
from webinar.operate.rehearsal.member import Member
from webinar.operate.rehearsal.participant import Participant
from webinar.operate.rehearsal.people import Persona, cohort
from webinar.operate.rehearsal.voice.ear import Ear
from webinar.operate.rehearsal.voice.server_clock import ServerClock
from webinar.operate.rehearsal.voice.sound_client import SoundClient
from webinar.operate.rehearsal.voice.speaker import Speaker

# People do not all come in the same second: this number joins per second, one after the other.
ARRIVALS_PER_SECOND = 10.0
JOIN_TRIES = 5
# Every such listener compares the interpretation with the floor now and then.
COMPARES = 4

Say = Callable[[str], None]


@dataclass(frozen=True)
class Options:
    """The options of a rehearsal. Without `minutes`, it lasts until the session ends.

    With a `pace` of 2.0, simulated people are twice as quick as real ones. Sound has no pace:
    `voice_link` is the sign-in link of an administrator who appoints speakers, empty for none.
    """

    url: str
    code: str
    participants: int = 30
    languages: Sequence[str] = ("ru", "kk", "en")
    pace: float = 1.0
    minutes: float | None = None
    seed: int = 7
    voice_link: str = ""


class Arriving:
    """Seats members in a session, and lets the cohort join it in one or several groups."""

    def __init__(self, options: Options, code: str, stop: threading.Event) -> None:
        # All clients that have a seat, in the order of their arrival.
        self.clients: list[Client] = []
        self.ears: list[Ear] = []
        self.clock = ServerClock()
        self._options = options
        self._code = code
        self._stop = stop
        self._http = Http(options.url)
        self._decks = Decks(self._http, code)
        self._to_come = cohort(options.participants, options.languages, options.seed)

    def all_but(self, remaining: int) -> list[Client]:
        """Let everybody who has not come yet join, except the last `remaining`; return them.

        Raises `http.NotAdmitted` or `http.Unreachable` when one of them cannot join.
        """
        clients = []
        while len(self._to_come) > remaining and not self._stop.is_set():
            clients.append(self._arrive(self._to_come.pop(0)))
            self._stop.wait(1 / ARRIVALS_PER_SECOND / self._options.pace)
        return clients

    def seat(self, member: Member, seat: str) -> Client:
        """Start a client for this member, whose seat has the token `seat`."""
        client: Client
        if isinstance(member, Speaker):
            client = SoundClient(member, *self._arguments(member, seat))
        else:
            client = Client(*self._arguments(member, seat))
        return self._start(client)

    def _arrive(self, persona: Persona) -> Client:
        seat = self._join(persona)
        participant = Participant(persona, cohort_seed=self._options.seed, pace=self._options.pace)
        ear = Ear(participant, self.clock, compares=len(self.ears) % COMPARES == COMPARES - 1)
        ear.listens = bool(self._options.voice_link)
        self.ears.append(ear)
        return self._start(SoundClient(ear, *self._arguments(participant, seat)))

    def _arguments(self, member: Member, seat: str) -> tuple[Any, ...]:
        options = self._options
        return member, options.url, seat, self._decks, self._stop, options.pace

    def _start(self, client: Client) -> Client:
        client.thread.start()
        self.clients.append(client)
        return client

    def _join(self, persona: Persona) -> str:
        for tries_left in reversed(range(JOIN_TRIES)):
            try:
                return self._http.join(self._code, persona.name, persona.language)
            except NotAdmitted as refusal:
                if refusal.retry_after is None or not tries_left:
                    raise
                time.sleep(refusal.retry_after)
        raise AssertionError("the last try returns or raises")
