"""A participant in a browser, driven by a thread: listens, votes, and comes back after a crash."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.links.network import Network
from bench.trial.browsers.chromium import Chromium
from bench.trial.browsers.firefox import Firefox
from bench.trial.browsers.page import Broken, Cookie, Page
from bench.trial.browsers.webkit import WebKit
from bench.trial.cast import Listener
from bench.trial.ears import EARS
from bench.trial.journal import Journal
from bench.trial.server import Server

Launch = Callable[[Path, Network, str], Page]
_Engine = type[Chromium] | type[Firefox] | type[WebKit]
_ENGINES: Sequence[_Engine] = (Chromium, Firefox, WebKit)

# A page over 20 kbit/s takes its time.
LOADS_WITHIN_S = 180
_LOOK_EVERY_S = 2
_MOST_STARTS = 30
# A page whose script has drawn the button is ready for a tap.
_READY = "Boolean(document.querySelector('.voice:not([hidden]) .button'))"
_WANTS_A_TAP = "Boolean(document.querySelector('.voice:not([hidden]) > .button:not(.quiet)'))"
_MOST_FAILURES = 20
_VOTES = f"({Path(__file__).with_name('votes.js').read_text().rstrip()})"


class Seat:
    """`with Seat(…):` listens until the end of the block."""

    def __init__(
        self,
        listener: Listener,
        launch: Launch,
        server: Server,
        network: Network,
        folder: Path,
        journal: Journal,
    ) -> None:
        self.listener = listener
        self._launch = launch
        self._server = server
        self._network = network
        self._folder = folder / listener.name.replace(" ", "-")
        self._journal = journal
        self._stop = threading.Event()
        self._page: Page | None = None
        self._failures = 0
        # Set once sound plays for the first time.
        self.hears = threading.Event()
        self._thread = threading.Thread(target=self._run, name=listener.name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread.ident is not None:
            # Long enough for a browser that is just starting to be there, and to be ended.
            self._thread.join(timeout=90)
        if self._page is not None:
            self._page.close()

    def _run(self) -> None:
        for start in range(1, _MOST_STARTS + 1):
            try:
                self._attend(self._folder / str(start))
            except Exception as error:  # noqa: BLE001  whatever ends one browser ends no trial
                self._note("died", text=f"{type(error).__name__}: {error}"[:600])
            if self._page is not None:
                self._page.close()
                self._page = None
            if self._stop.wait(5):
                return
        self._note("gave up")

    def _attend(self, folder: Path) -> None:
        self._page = page = self._launch(folder, self._network, self.listener.language)
        self._failures = 0
        self._note("began", version=page.version)
        address = f"http://{self._network.near}:{self._server.port}"
        cookie = Cookie(
            "session", self._server.trial.cookies[self.listener.name], self._network.near
        )
        page.open(f"{address}/rooms/{self._server.trial.code}", [cookie])
        while not self._stop.is_set():
            self._listen(page)
            while not self._stop.wait(_LOOK_EVERY_S):
                if not self._look(page):
                    self._note("reloaded")
                    break
        self._look(page)

    def _listen(self, page: Page) -> None:
        """Wait until the page is there, and tap *Listen*."""
        deadline = time.monotonic() + LOADS_WITHIN_S
        while not self._is_there(page):
            if self._stop.wait(0.5):
                return
            if time.monotonic() > deadline:
                raise Broken(f"nothing to listen to: {page.run('document.body.innerText')}")
        page.run(EARS)
        self._note("tapped")
        page.tap(".voice .button")

    def _is_there(self, page: Page) -> bool:
        try:
            return bool(page.run(_READY))
        except Broken:
            # A page that is being replaced answers nothing; a browser that has ended never will.
            self._failures += 1
            if self._failures > _MOST_FAILURES:
                raise
            return False

    def _look(self, page: Page) -> bool:
        """Write down what the page has noticed, and vote; return whether it still listens."""
        events = page.run("globalThis.heard ? heard.take() : null")
        if isinstance(page, WebKit):
            page.collect_faults()
        faults, page.faults = page.faults, []
        for fault in faults:
            self._note("fault", text=fault[:500])
        if events is None:
            return False
        for event in events:
            self._journal.note(self.listener.name, **event)
        if any(event["kind"] == "tone" for event in events):
            self.hears.set()
        for vote in page.run(f"{_VOTES}({json.dumps(self._server.trial.polls)})") or ():
            self._journal.note(self.listener.name, **vote)
        if page.run(_WANTS_A_TAP):
            self._note("tapped again", text=page.run("document.querySelector('.voice').innerText"))
            page.tap(".voice > .button:not(.quiet)")
        return True

    def _note(self, kind: str, **fields: object) -> None:
        self._journal.note(self.listener.name, kind, **fields)


def launchers(paths: Mapping[str, str]) -> Mapping[str, Launch]:
    """Return how to start each engine whose program is in `paths`."""

    def launcher(engine: _Engine) -> Launch:
        program = paths[engine.engine]
        return lambda folder, network, language: engine(program, folder, network, language)

    return {one.engine: launcher(one) for one in _ENGINES if one.engine in paths}
