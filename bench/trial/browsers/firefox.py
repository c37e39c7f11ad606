"""A Firefox, over WebDriver BiDi."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from bench.links.network import Network
from bench.trial.browsers import loudspeaker, place
from bench.trial.browsers.page import Broken, Cookie, Page, query
from bench.trial.browsers.wire import Wire

_PREFERENCES = {
    # It need not ask its maker for news.
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
# Without a loudspeaker, Firefox's Web Audio would stand still.
_WITHOUT_LOUDSPEAKER = {"media.cubeb.force_mock_context": True}
_MIDDLE = (
    "(({ x, y, width, height }) => [x + width / 2, y + height / 2])(%s.getBoundingClientRect())"
)
_AS_JSON = "(value) => JSON.stringify(value ?? null)"


class Firefox(Page):
    engine = "Firefox"

    def __init__(
        self, program: str, folder: Path, network: Network | None = None, language: str = "en"
    ) -> None:
        super().__init__()
        profile = folder / "profile"
        profile.mkdir(parents=True, exist_ok=True)
        preferences = {**_PREFERENCES, "intl.accept_languages": language}
        if loudspeaker.VARIABLE not in os.environ:
            preferences |= _WITHOUT_LOUDSPEAKER
        lines = [
            f'user_pref("{key}", {json.dumps(value)});\n' for key, value in preferences.items()
        ]
        (profile / "user.js").write_text("".join(lines))
        log = folder / "browser.log"
        flags = ["--headless", "--no-remote", "--profile", str(profile)]
        command = [program, *flags, "--remote-debugging-port=0", "about:blank"]
        self._process = place.start(command, network, log, {"HOME": str(folder)})
        try:
            address = place.wait_for_line(log, "WebDriver BiDi listening on ", self._process)
            self._wire = Wire(network, f"{address}/session", self._note)
            self._context = self._begin()
        except Broken:
            place.end(self._process)
            raise

    def open(self, address: str, cookies: list[Cookie]) -> None:
        for cookie in cookies:
            value = {"type": "string", "value": cookie.value}
            stored = {"name": cookie.name, "value": value, "domain": cookie.host}
            self._wire.ask("storage.setCookie", cookie=stored)
        self._wire.ask("browsingContext.navigate", context=self._context, url=address, wait="none")

    def tap(self, selector: str) -> None:
        self.run(f"{query(selector)}.scrollIntoView({{block: 'center'}})")
        x, y = self.run(_MIDDLE % query(selector))
        actions = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        pointer = {"type": "pointer", "id": "mouse", "actions": actions}
        self._wire.ask("input.performActions", context=self._context, actions=[pointer])

    def close(self) -> None:
        self._wire.close()
        place.end(self._process)

    def _begin(self) -> str:
        session = self._wire.ask("session.new", capabilities={})["capabilities"]
        self.version = f"{session['browserName']} {session['browserVersion']}"
        self._wire.ask("session.subscribe", events=["log.entryAdded"])
        context: str = self._wire.ask("browsingContext.create", type="window")["context"]
        return context

    def run(self, expression: str) -> Any:
        answer = self._wire.ask(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then({_AS_JSON})",
            target={"context": self._context},
            awaitPromise=True,
        )
        if answer["type"] != "success":
            raise Broken(f"{expression[:200]}: {answer['exceptionDetails'].get('text')}")
        return json.loads(answer["result"]["value"])

    def _note(self, event: str, params: dict[str, Any]) -> None:
        if event == "log.entryAdded" and params["level"] == "error":
            self.faults.append(f"{params['type']}: {params['text']}")
