"""The client's side of the protocol: hears the stream, feeds the engine, sends its texts."""

from __future__ import annotations

import base64
import http.client
import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

from webinar.operate.captioning.engine import Engine, Text

log = logging.getLogger(__name__)

# The server says something every two seconds at least.
SILENCE_SECONDS = 10
RETRY_SECONDS = 2.0
# The answer to a token that the server does not know, after which no attempt can succeed.
_NOT_ALLOWED = 401
_WHY_REFUSED = "The server refuses the token: it was revoked, or the session is over."
_WHY_OVER = {
    "replaced": "Another program writes with this token now.",
    "revoked": "A host has revoked the token, or has made a newer one for this language.",
    "session_ended": "The session is over.",
}


class Over(Exception):
    """There is nothing more to do; the text says why."""


class Client:
    """Writes captions until the session ends or the token is revoked.

    `address` is that of the server, such as `https://webinar.example.org`.
    """

    def __init__(
        self,
        address: str,
        token: str,
        engine: Engine,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._parts = urlsplit(address)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._engine = engine
        self._sleep = sleep
        self._unsent: list[Text] = []

    def run(self) -> None:
        """Connect, and connect again after each failure. Raises `Over` at the end."""
        while True:
            try:
                self._listen()
            except (OSError, http.client.HTTPException, ValueError) as error:
                log.warning("the connection was lost: %s", error)
            self._sleep(RETRY_SECONDS)

    def _listen(self) -> None:
        with closing(self._connection()) as connection:
            connection.request("GET", "/captions/v1/sound", headers=self._headers)
            # The response keeps the socket open until it is closed itself.
            with connection.getresponse() as response:
                self._follow(response)

    def _follow(self, response: http.client.HTTPResponse) -> None:
        if response.status == _NOT_ALLOWED:
            raise Over(_WHY_REFUSED)
        if response.status != 200:
            log.warning("the server answers %s", response.status)
            return
        for message in _messages(response):
            self._handle(message)

    def _handle(self, message: Any) -> None:
        kind = message["type"]
        if kind == "greeting":
            self._run, self._language = message["run"], message["language"]
            log.info("connected: channel %s, language %s", message["channel"], self._language)
            self._engine.begin(self._language, message["hot_words"])
        elif kind == "sound":
            frames = [base64.b64decode(frame) for frame in message["frames"]]
            self._say(self._engine.feed(frames, message["at"]))
        elif kind == "time":
            self._say(self._engine.pause())
        elif kind == "end":
            why = message["why"]
            raise Over(_WHY_OVER.get(why, f"The server ended it: {why}."))

    def _say(self, texts: list[Text]) -> None:
        """Send final texts until the server has them; of the others, only the newest."""
        self._unsent += [text for text in texts if text.is_final]
        while self._unsent and self._send(self._unsent[0]):
            del self._unsent[0]
        if texts and not texts[-1].is_final:
            self._send(texts[-1])

    def _send(self, text: Text) -> bool:
        """Send a text; return whether the server needs it no more."""
        body = {
            "run": self._run,
            "final": text.is_final,
            "text": text.text[:1000],
            "begin": text.begin,
            "end": text.end,
            "language": self._language,
            "confidence": text.confidence,
        }
        with closing(self._connection()) as connection:
            content = json.dumps(body, ensure_ascii=False).encode()
            connection.request("POST", "/captions/v1/lines", content, self._headers)
            with connection.getresponse() as response:
                answer = response.read(1000).decode(errors="replace")
        if response.status == _NOT_ALLOWED:
            raise Over(_WHY_REFUSED)
        if response.status != 200:
            log.warning("the server refused a text: %s %s", response.status, answer)
        elif text.is_final:
            log.info("%s: %s", json.loads(answer)["outcome"], text.text)
        # A text that is malformed or too late will never be taken.
        return response.status not in (429, 503)

    def _connection(self) -> http.client.HTTPConnection:
        kind = (
            http.client.HTTPSConnection
            if self._parts.scheme == "https"
            else (http.client.HTTPConnection)
        )
        return kind(self._parts.netloc, timeout=SILENCE_SECONDS)


def _messages(response: http.client.HTTPResponse) -> Iterator[Any]:
    for line in response:
        yield json.loads(line)
