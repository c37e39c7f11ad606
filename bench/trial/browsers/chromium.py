"""A Chromium, over the DevTools protocol."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.links.network import Network
from bench.trial.browsers import place
from bench.trial.browsers.page import Broken, Cookie, Page, query
from bench.trial.browsers.wire import Wire

_PHONE = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": False}
_LAPTOP = {**_PHONE, "width": 1280, "height": 800}


class Chromium(Page):
    """`sound` is a WAV file that its microphone hears again and again; without one it has none."""

    engine = "Chromium"

    def __init__(
        self,
        program: str,
        folder: Path,
        network: Network | None = None,
        language: str = "en",
        sound: Path | None = None,
    ) -> None:
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        log = folder / "browser.log"
        self._process = place.start(_command(program, folder, language, sound), network, log)
        try:
            address = place.wait_for_line(log, "DevTools listening on ", self._process)
            self._wire = Wire(network, address, self._note)
            self._session = self._begin(is_phone=sound is None)
        except Broken:
            place.end(self._process)
            raise

    def open(self, address: str, cookies: list[Cookie]) -> None:
        for cookie in cookies:
            self._ask("Network.setCookie", name=cookie.name, value=cookie.value, domain=cookie.host)
        self._ask("Page.navigate", url=address)

    def run(self, expression: str) -> Any:
        return self._evaluate(expression, is_tap=False)

    def tap(self, selector: str) -> None:
        self._evaluate(f"{query(selector)}.click()", is_tap=True)

    def close(self) -> None:
        self._wire.close()
        place.end(self._process)

    def _begin(self, is_phone: bool) -> str:
        self.version = self._wire.ask("Browser.getVersion")["product"]
        target = self._wire.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self._wire.ask("Target.attachToTarget", targetId=target, flatten=True)
        session: str = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._wire.ask(f"{domain}.enable", session)
        look = _PHONE if is_phone else _LAPTOP
        self._wire.ask("Emulation.setDeviceMetricsOverride", session, **look)
        return session

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        return self._wire.ask(method, self._session, **params)

    def _evaluate(self, expression: str, is_tap: bool) -> Any:
        answer = self._ask(
            "Runtime.evaluate",
            expression=expression,
            returnByValue=True,
            awaitPromise=True,
            userGesture=is_tap,
        )
        if "exceptionDetails" in answer:
            raise Broken(f"{expression[:200]}: {_words(answer['exceptionDetails'])}")
        return answer["result"].get("value")

    def _note(self, event: str, params: dict[str, Any]) -> None:
        if event == "Runtime.exceptionThrown":
            self.faults.append(f"uncaught: {_words(params['exceptionDetails'])}")
        elif event == "Runtime.consoleAPICalled" and params["type"] in ("error", "assert"):
            texts = [one.get("description") or str(one.get("value")) for one in params["args"]]
            self.faults.append(f"console: {' '.join(texts)}")
        elif event == "Log.entryAdded" and params["entry"]["level"] == "error":
            entry = params["entry"]
            self.faults.append(f"{entry['source']}: {entry['text']} {entry.get('url', '')}")


def _command(program: str, folder: Path, language: str, sound: Path | None) -> Sequence[str]:
    flags = [
        f"--user-data-dir={folder / 'profile'}",
        "--remote-debugging-port=0",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        f"--accept-lang={language}",
    ]
    if sound is not None:
        flags += [
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-audio-capture={sound}",
        ]
    return [program, "--headless", *flags, "about:blank"]


def _words(details: dict[str, Any]) -> str:
    words: str = details.get("exception", {}).get("description") or details["text"]
    return words
