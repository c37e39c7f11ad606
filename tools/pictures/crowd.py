"""Participants without a page: they join over the API and take part over Socket.IO.

They are people of the rehearsal. They act on command, so that every run gives the same numbers.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import socketio

from webinar.operate.rehearsal.choices import pick_answer
from webinar.operate.rehearsal.http import Http
from webinar.operate.rehearsal.people import Persona
from webinar.operate.rehearsal.sayings import reasons_in

PATIENCE_SECONDS = 10
# The number of a step's ballot if the step was neither reworded nor put again.
FIRST_BALLOT = 1


class Seat:
    """A participant and their link."""

    def __init__(self, url: str, code: str, persona: Persona) -> None:
        self.persona = persona
        self._link: Any = socketio.Client(reconnection=False, handle_sigint=False)
        seat = Http(url).join(code, persona.name, persona.language)
        self._link.connect(url, auth={"seat": seat}, transports=["websocket"])

    def do(self, command: str, **fields: object) -> None:
        answer = self._link.call(
            command, {**fields, "op_id": str(uuid.uuid4())}, timeout=PATIENCE_SECONDS
        )
        if not answer["ok"]:
            raise RuntimeError(f"{command} of {self.persona.name}: {answer}")

    def leave(self) -> None:
        self._link.disconnect()


class Crowd:
    """All participants without a page. Their answers depend only on `mood`."""

    def __init__(self, url: str, code: str, personas: Sequence[Persona], mood: int) -> None:
        self._random = Random(f"crowd {mood}")
        self.seats = [Seat(url, code, persona) for persona in personas]

    def vote(self, poll: str, weights: Mapping[str, float], *, several: bool = False) -> None:
        """Vote. `weights` are by option; with `several`, they are each option's chance."""
        for seat in self.seats:
            options = [
                option
                for option, chance in weights.items()
                if several and self._random.random() < chance
            ]
            if not options:
                options = self._random.choices(list(weights), list(weights.values()))
            seat.do("poll.vote", poll=poll, options=options)

    def propose(self, speaker: int, text: str) -> None:
        seat = self.seats[speaker]
        seat.do("step.propose", text=text, language=seat.persona.language)

    def answer(self, step: int, speaker: int) -> None:
        """Answer a step that is put for the first time. Some give a reason; the proposer agrees."""
        for at, seat in enumerate(self.seats):
            answer, reason = pick_answer(self._random), ""
            answer = "agree" if at == speaker else answer
            if self._random.random() < seat.persona.reasons:
                reason = self._random.choice(reasons_in(seat.persona.language, answer))
            seat.do("step.answer", step=step, ballot=FIRST_BALLOT, answer=answer, reason=reason)

    def leave(self) -> None:
        for seat in self.seats:
            seat.leave()
