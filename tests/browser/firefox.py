"""Drives Firefox by WebDriver BiDi: Playwright drives only a Firefox that it has changed itself."""

import json
import re
import shutil
import subprocess
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import websocket

from tests.browser.driven_page import DrivenPage
from tests.protocol.waiting import PATIENCE_S

ADDRESS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
# What its pretended microphone hears, in Hz.
TONE_HZ = 600
PREFERENCES = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.navigator.audio.fake_frequency": TONE_HZ,
    # A machine without a loudspeaker also plays: without one, Firefox's Web Audio stands still.
    "media.cubeb.force_mock_context": True,
    # It need not ask its maker for news.
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
}
AS_JSON = "(value) => JSON.stringify(value ?? null)"
FAULTY = ("error", "warn")


@contextmanager
def launched(path):
    """Launch this Firefox with an empty profile."""
    with tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as folder:
        lines = (
            f'user_pref("{name}", {json.dumps(value)});\n' for name, value in PREFERENCES.items()
        )
        Path(folder, "user.js").write_text("".join(lines))
        flags = ["--headless", "--no-remote", "--profile", folder, "--remote-debugging-port=0"]
        process = subprocess.Popen(
            [path, *flags, "about:blank"],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        try:
            matches = (ADDRESS.search(line) for line in process.stderr)
            address = next(match for match in matches if match)[1]
            with closing(Firefox(address)) as firefox:
                yield firefox
        finally:
            process.kill()
            process.communicate()
            shutil.rmtree(folder, ignore_errors=True)


class Firefox:
    """One connection for all pages of the browser."""

    def __init__(self, address):
        self._socket = websocket.create_connection(
            f"{address}/session", timeout=PATIENCE_S, suppress_origin=True
        )
        self._last = 0
        self._pages = {}
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])

    def close(self):
        self._socket.close()

    def new_page(self, cookies):
        """Open a page of a new person, who has these cookies."""
        person = self.ask("browser.createUserContext")["userContext"]
        for cookie in cookies:
            stored = {**cookie, "value": {"type": "string", "value": cookie["value"]}}
            partition = {"type": "storageKey", "userContext": person}
            self.ask("storage.setCookie", cookie=stored, partition=partition)
        context = self.ask("browsingContext.create", type="window", userContext=person)["context"]
        page = self._pages[context] = FirefoxPage(self, context)
        return page

    def ask(self, method, **params):
        self._last += 1
        call = {"id": self._last, "method": method, "params": params}
        self._socket.send(json.dumps(call))
        while (message := self._hear()).get("id") != call["id"]:
            pass
        assert message["type"] == "success", f"{method}: {message}"
        return message["result"]

    def _hear(self):
        message = json.loads(self._socket.recv())
        if message.get("method") == "log.entryAdded":
            entry = message["params"]
            page = self._pages.get(entry["source"].get("context"))
            if page is not None and entry["level"] in FAULTY:
                page.faults.append(f"{entry['type']}: {entry['text']}")
        return message


class FirefoxPage(DrivenPage):
    """A page, alone in its window."""

    def __init__(self, firefox, context):
        super().__init__()
        self._firefox = firefox
        self._context = context

    def ask(self, method, **params):
        return self._firefox.ask(method, context=self._context, **params)

    def goto(self, address):
        self.ask("browsingContext.navigate", url=address, wait="complete")

    def close(self):
        self.ask("browsingContext.close")

    def run(self, expression):
        answer = self._firefox.ask(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then({AS_JSON})",
            target={"context": self._context},
            awaitPromise=True,
        )
        assert answer["type"] == "success", f"{expression}: {answer}"
        return json.loads(answer["result"]["value"])

    def press(self, x, y):
        actions = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        pointer = {"type": "pointer", "id": "mouse", "actions": actions}
        self.ask("input.performActions", actions=[pointer])

    def picture(self):
        """A screenshot, as base64 of a PNG."""
        return self.ask("browsingContext.captureScreenshot")["data"]
