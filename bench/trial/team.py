"""The team of a trial: does what the plan says, and puts right what goes wrong."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from bench.trial.browsers.page import Broken
from bench.trial.journal import Journal
from bench.trial.plan import Deed
from bench.trial.server import Server
from bench.trial.speaker import OFFER, SPEAK, TAKE_OVER, Speaker
from bench.trial.voices import INTERPRETERS, PRESENTER

# A colleague who relieves an interpreter needs this long to press the button.
_TAKES_OVER_AFTER_S = 2
_TRIES = 3


class Team:
    """A presenter and two interpreters who speak, and a partner for the first interpreter."""

    def __init__(self, program: str, folder: Path, server: Server, journal: Journal) -> None:
        self._server = server
        self._journal = journal
        self._slide, self._step = 0, 1
        self._polls = 0
        self._open_poll = ""
        self.presenter = Speaker(PRESENTER, program, folder, server)
        self._booth = [Speaker(voice, program, folder, server) for voice in INTERPRETERS]
        self._all = [self.presenter, *self._booth]

    def begin(self) -> None:
        """Start the session and let everybody speak. Raises Broken."""
        self._enter(self.presenter)
        self.presenter.begin()
        for speaker in self._booth:
            self._enter(speaker)
        partner = self._booth[-1]
        for speaker in self._all:
            if speaker is not partner:
                speaker.speak()
        self._journal.note("trial", "speaking")

    def do(self, deed: Deed) -> None:
        """Do this; a deed that fails is written down."""
        deeds: dict[str, Callable[[], None]] = {
            "move": self._move,
            "open": self._open,
            "close": self._close,
            "hand over": self._hand_over,
        }
        try:
            deeds[deed.deed]()
        except Broken as error:
            self._journal.note("trial", "undone", deed=deed.deed, text=str(error)[:400])

    def look(self) -> None:
        """Write down what the pages have noticed, and let anybody go on who has been cut off."""
        for speaker in self._all:
            try:
                speaker.report(self._journal)
                if speaker.speaks and not speaker.is_heard:
                    self._journal.note(
                        speaker.voice.name, "silenced", text=str(speaker.look())[:200]
                    )
                    speaker.speak()
            except Broken as error:
                self._journal.note(speaker.voice.name, "died", text=str(error)[:400])
                self._replace(speaker)

    def end(self) -> None:
        """End the session. Raises Broken."""
        self.presenter.end()

    def leave(self) -> None:
        for speaker in self._all:
            speaker.leave()

    def _enter(self, speaker: Speaker) -> None:
        for tries_left in reversed(range(_TRIES)):
            try:
                return speaker.enter()
            except Broken as error:
                self._journal.note(speaker.voice.name, "died", text=str(error)[:400])
                if not tries_left:
                    raise

    def _replace(self, speaker: Speaker) -> None:
        try:
            speaker.enter()
            if speaker.speaks:
                speaker.speak()
        except Broken as error:
            self._journal.note(speaker.voice.name, "died", text=str(error)[:400])

    def _move(self) -> None:
        if not 0 <= self._slide + self._step < self._server.trial.slides:
            self._step = -self._step
        self._slide += self._step
        self._journal.note("trial", "moved", slide=self._slide + 1)
        self.presenter.go(self._slide)

    def _open(self) -> None:
        keys = list(self._server.trial.polls)
        self._open_poll = keys[self._polls % len(keys)]
        self._polls += 1
        self.presenter.poll(self._open_poll, "Open poll", "Open again")
        self._journal.note("trial", "opened", poll=self._open_poll)

    def _close(self) -> None:
        self.presenter.poll(self._open_poll, "Close poll")
        self._journal.note("trial", "closed", poll=self._open_poll)

    def _hand_over(self) -> None:
        first, partner = self._booth[0], self._booth[-1]
        speaker, successor = (first, partner) if first.speaks else (partner, first)
        speaker.press(OFFER, "#voice")
        time.sleep(_TAKES_OVER_AFTER_S)
        self._journal.note("trial", "handed over", to=successor.voice.name)
        speaker.speaks = False
        try:
            successor.speak(TAKE_OVER)
        except Broken:
            successor.speak(SPEAK)
