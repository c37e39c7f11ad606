"""Drives a Chromium that is too old for Playwright, over the DevTools protocol."""

import json
import re
import subprocess
import tempfile
from contextlib import closing, contextmanager

import websocket

from tests.browser.driven_page import DrivenPage
from tests.protocol.waiting import PATIENCE_S

ADDRESS = re.compile(r"DevTools listening on (ws://\S+)")
# A policy may contain directives that an old browser does not know.
UNKNOWN_DIRECTIVE = "Unrecognized Content-Security-Policy directive"
PHONE = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}


@contextmanager
def launched(path):
    """Launch this browser with an empty profile."""
    with tempfile.TemporaryDirectory(prefix="old-chromium-", ignore_cleanup_errors=True) as folder:
        flags = [f"--user-data-dir={folder}", "--remote-debugging-port=0", "--disable-gpu"]
        command = [path, *flags, "--disable-dev-shm-usage", "about:blank"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            matches = (ADDRESS.search(line) for line in process.stderr)
            address = next(match for match in matches if match)[1]
            with closing(Devtools(address)) as devtools:
                yield devtools
        finally:
            process.kill()
            process.communicate()


class Devtools:
    """One connection for all pages of a browser."""

    def __init__(self, address):
        self._socket = websocket.create_connection(
            address, timeout=PATIENCE_S, suppress_origin=True
        )
        self._last = 0
        self._pages = {}

    def close(self):
        self._socket.close()

    def new_page(self, language):
        """Open a page of a new person on a phone who reads this language."""
        context = self.ask("Target.createBrowserContext")["browserContextId"]
        target = self.ask("Target.createTarget", url="about:blank", browserContextId=context)
        session = self.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        page = OldPage(self, session["sessionId"], language)
        self._pages[session["sessionId"]] = page
        page.begin()
        return page

    def ask(self, method, session=None, **params):
        self._last += 1
        call = {"id": self._last, "method": method, "params": params}
        self._socket.send(json.dumps(call | ({"sessionId": session} if session else {})))
        while (message := self._hear()).get("id") != call["id"]:
            pass
        assert "error" not in message, f"{method}: {message['error']}"
        return message["result"]

    def _hear(self):
        message = json.loads(self._socket.recv())
        page = self._pages.get(message.get("sessionId"))
        if page is not None and "method" in message:
            page.hear(message["method"], message["params"])
        return message


class OldPage(DrivenPage):
    """A page of the old browser."""

    def __init__(self, devtools, session, language):
        super().__init__()
        self._devtools = devtools
        self._session = session
        self._language = language

    def begin(self):
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")
        self.ask("Emulation.setDeviceMetricsOverride", **PHONE)
        self.ask("Network.setExtraHTTPHeaders", headers={"Accept-Language": self._language})

    def ask(self, method, **params):
        return self._devtools.ask(method, self._session, **params)

    def hear(self, event, params):
        if event == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            error = details.get("exception", {}).get("description", details["text"])
            self.faults.append(f"uncaught: {error} ({details.get('url')})")
        elif event == "Runtime.consoleAPICalled" and params["type"] in ("error", "assert"):
            texts = [
                argument.get("description") or argument.get("value") for argument in params["args"]
            ]
            self.faults.append(f"console: {texts}")
        elif event == "Log.entryAdded" and params["entry"]["level"] == "error":
            if UNKNOWN_DIRECTIVE not in params["entry"]["text"]:
                self.faults.append(f"log: {params['entry']['text']} ({params['entry'].get('url')})")

    def goto(self, address):
        self.ask("Page.navigate", url=address)
        path = json.dumps(address.split("#")[0])
        self.until(f"location.href.startsWith({path}) && document.readyState === 'complete'")

    def run(self, expression):
        answer = self.ask(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, f"{expression}: {answer['exceptionDetails']}"
        return answer["result"].get("value")

    def press(self, x, y):
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def type(self, selector, text):
        self.tap(selector)
        self.ask("Input.insertText", text=text)

    def picture(self):
        """A screenshot, as base64 of a PNG."""
        return self.ask("Page.captureScreenshot")["data"]
