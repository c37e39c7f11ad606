"""A WebKitGTK, the nearest relative of Safari on Linux, over WebDriver.

Debian's packages `webkitgtk-webdriver` and `xvfb`, and GStreamer's plugins, are needed.
"""

from __future__ import annotations

import http.client
import json
import random
import time
from pathlib import Path
from typing import Any

from bench.links.network import Network
from bench.trial.browsers import place
from bench.trial.browsers.page import PATIENCE_S, Broken, Cookie, Page
from bench.trial.browsers.place import connect

DRIVER = "WebKitWebDriver"
# Opening a page waits for its document, which may come over a slow link.
_LOADS_WITHIN_S = 180
# The name of an element in answers, from the standard (W3C WebDriver, section 12).
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
# JSON, because the driver clones values in ways of its own.
_SCRIPT = """const [done] = [arguments[arguments.length - 1]];
Promise.resolve().then(() => (%s)).then(
  (value) => done(JSON.stringify({ value: value ?? null })),
  (error) => done(JSON.stringify({ error: String(error) })));"""
# The pages' console errors reach nobody through this protocol, so the page keeps its own.
_KEEP_FAULTS = """(() => {
  if (globalThis.keptFaults) return;
  globalThis.keptFaults = [];
  const { error } = console;
  console.error = (...words) => {
    keptFaults.push(`console: ${words.join(" ")}`);
    error(...words);
  };
  addEventListener("error", ({ message }) => message && keptFaults.push(`uncaught: ${message}`));
  addEventListener("unhandledrejection", ({ reason }) => keptFaults.push(`unhandled: ${reason}`));
  addEventListener("securitypolicyviolation", (event) =>
    keptFaults.push(`policy broken: ${event.violatedDirective} ${event.blockedURI}`));
})()"""


class WebKit(Page):
    engine = "WebKit"

    def __init__(
        self, program: str, folder: Path, network: Network | None = None, language: str = "en"
    ) -> None:
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        self._network = network
        self._port = random.randrange(30_000, 32_000)
        words = ["xvfb-run", "--auto-servernum", "dbus-run-session", "--"]
        command = [*words, program, f"--port={self._port}", "--host=127.0.0.1"]
        environment = {
            "HOME": str(folder),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "LANG": "C.UTF-8",
            "LANGUAGE": language,
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
        }
        self._process = place.start(command, network, folder / "browser.log", environment)
        self._session = ""
        try:
            self._wait()
            self._begin()
        except Broken:
            place.end(self._process)
            raise

    def open(self, address: str, cookies: list[Cookie]) -> None:
        # The driver's own command for cookies has no effect; a page may set one for its own host,
        # and a small answer will do for the page.
        self._ask("POST", "/url", url=f"{address.split('/rooms')[0]}/healthz")
        for cookie in cookies:
            self.run(f"document.cookie = {json.dumps(f'{cookie.name}={cookie.value}; path=/')}")
        self._ask("POST", "/url", url=address)

    def run(self, expression: str) -> Any:
        answer = self._ask("POST", "/execute/async", script=_SCRIPT % expression, args=[])
        result = json.loads(answer)
        if "error" in result:
            raise Broken(f"{expression[:200]}: {result['error']}")
        return result["value"]

    def tap(self, selector: str) -> None:
        self.run(_KEEP_FAULTS)
        found = self._ask("POST", "/element", using="css selector", value=selector)
        self._ask("POST", f"/element/{found[_ELEMENT]}/click")

    def collect_faults(self) -> None:
        """Take the errors that the page has kept since the last time."""
        self.run(_KEEP_FAULTS)
        self.faults += self.run("keptFaults.splice(0)")

    def close(self) -> None:
        place.end(self._process)

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                connect(self._network, self._port).close()
                return
            except Broken:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise
            time.sleep(0.2)

    def _begin(self) -> None:
        # With "none", this driver loses pages whose loading has only begun.
        wishes = {"browserName": "MiniBrowser", "pageLoadStrategy": "eager"}
        timeouts = {"script": PATIENCE_S * 1000, "pageLoad": _LOADS_WITHIN_S * 1000, "implicit": 0}
        answer = self._call(
            "POST", "/session", {"capabilities": {"alwaysMatch": {**wishes, "timeouts": timeouts}}}
        )
        self._session = f"/session/{answer['sessionId']}"
        named = answer["capabilities"]
        self.version = f"WebKitGTK {named.get('browserVersion', '')}"

    def _ask(self, method: str, path: str, **fields: Any) -> Any:
        return self._call(method, self._session + path, fields)

    def _call(self, method: str, path: str, fields: dict[str, Any]) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_LOADS_WITHIN_S)
        try:
            connection.sock = connect(self._network, self._port)
            connection.sock.settimeout(_LOADS_WITHIN_S)
            connection.request(
                method, path, json.dumps(fields), {"Content-Type": "application/json"}
            )
            answer = json.loads(connection.getresponse().read())["value"]
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Broken(f"{path}: {error}") from error
        finally:
            connection.close()
        if isinstance(answer, dict) and "error" in answer:
            raise Broken(f"{path}: {answer['error']}: {answer.get('message', '')[:300]}")
        return answer
