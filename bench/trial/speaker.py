"""A member of the team in a Chromium, whose microphone hears a voice that can be told apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.trial import controls, voices
from bench.trial.browsers.chromium import Chromium
from bench.trial.browsers.page import Broken
from bench.trial.ears import EARS
from bench.trial.journal import Journal
from bench.trial.server import Server
from bench.trial.voices import PRESENTER, Voice

# Texts of the interface, which is English for the whole team.
SPEAK, TAKE_OVER, OFFER = "Speak", "Take over", "Ask to be followed"
_SPEAKING = "You are speaking"
# Marks the button with this text, so that it can be pressed like any other one.
_MARK = """((text, within) => {
  document.querySelector("[data-marked]")?.removeAttribute("data-marked");
  const buttons = [...document.querySelectorAll(`${within} button`)];
  const button = buttons.find((one) => one.textContent.trim() === text
    && !one.disabled && one.ariaDisabled !== "true");
  if (button) button.dataset.marked = "";
  return Boolean(button);
})"""


class Speaker:
    """One member of the team. Every method raises Broken if the browser does not do it."""

    def __init__(self, voice: Voice, program: str, folder: Path, server: Server) -> None:
        self.voice = voice
        self._program = program
        self._folder = folder / voice.name.replace(" ", "-")
        self._server = server
        self._page: Chromium | None = None
        # Whether this member is meant to speak now.
        self.speaks = False

    def enter(self) -> None:
        """Start the browser, sign in and open the page of this task."""
        self.leave()
        self._folder.mkdir(parents=True, exist_ok=True)
        sound = self._folder / "voice.wav"
        if not sound.exists():
            voices.write(sound, self.voice)
        self._page = Chromium(self._program, self._folder, sound=sound)
        name = "console" if self.voice == PRESENTER else "interpreting"
        link = self._server.console_link(self.voice.name, name)
        self._page.open(f"http://127.0.0.1:{self._server.port}{link}", [])
        self._page.tap_when_there("main form button")
        self._page.until(f"location.pathname.endsWith('/{name}')")
        self._page.until("document.querySelector('#voice, .voice-bar')")
        self._page.run(EARS)

    def begin(self) -> None:
        """Start the session."""
        self.page.tap_when_there(controls.START)
        self.page.until("document.querySelector(\"form[data-command='room.start']\").hidden")

    def end(self) -> None:
        """End the session."""
        self.page.tap(controls.END)
        self.page.tap_when_there(controls.END_FOR_GOOD)

    def speak(self, label: str = SPEAK) -> None:
        self.speaks = True
        self.press(label, controls.VOICE)
        self.page.until(f"document.querySelector('#voice').innerText.includes('{_SPEAKING}')")

    @property
    def is_heard(self) -> bool:
        """Whether the page says that this member speaks."""
        return bool(
            self.page.run(f"document.querySelector('#voice').innerText.includes('{_SPEAKING}')")
        )

    def press(self, label: str, within: str) -> None:
        """Press the button with this text as soon as it is enabled."""
        self.page.until(f"{_MARK}({json.dumps(label)}, {json.dumps(within)})")
        self.page.tap("[data-marked]")

    def go(self, slide: int) -> None:
        """Move everybody to this slide, counted from 0."""
        self.page.tap(controls.slide(slide))

    def poll(self, key: str, *labels: str) -> None:
        """Press the button of this poll that has one of the labels."""
        within = controls.poll(key)
        choices = " || ".join(f"{_MARK}({json.dumps(one)}, {json.dumps(within)})" for one in labels)
        self.page.until(choices)
        self.page.tap("[data-marked]")

    def report(self, journal: Journal) -> None:
        """Write down what this page has noticed."""
        for event in self.page.run("heard.take()"):
            journal.note(self.voice.name, **event)
        faults, self.page.faults = self.page.faults, []
        for fault in faults:
            journal.note(self.voice.name, "fault", text=fault)

    @property
    def page(self) -> Chromium:
        if self._page is None:
            raise Broken("the browser is not open")
        return self._page

    def leave(self) -> None:
        if self._page is not None:
            self._page.close()
        self._page = None

    def look(self) -> Any:
        """Return the words of the voice bar, for a report of a failure."""
        return self.page.run("document.querySelector('#voice')?.innerText")
