"""The few HTTP requests of a rehearsal, as any client would make them: joining, and the deck."""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

TIMEOUT = 10.0  # seconds


class Unreachable(Exception):
    """The server cannot be reached, or does not answer as a webinar server does."""


class NotAdmitted(Exception):
    """The server refused with this `code`; a client may try again after `retry_after` seconds."""

    def __init__(self, code: str, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after


class Http:
    """Requests to one server."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise Unreachable(f"{url} is not the address of a server")
        secure = address.scheme == "https"
        self._connect = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        self._host, self._port = address.hostname, address.port
        self._base = address.path.rstrip("/")

    def join(self, code: str, name: str, language: str) -> str:
        """Take a seat, and return its token. Raises NotAdmitted or Unreachable."""
        answer = self._request(
            "POST", "/api/join", {"code": code, "name": name, "language": language}
        )
        seat: str = answer["seat"]
        return seat

    def deck(self, code: str, language: str, part: int, edition: str, seat: str) -> dict[str, Any]:
        """Return a part of the slides in one language. Raises NotAdmitted or Unreachable."""
        path = f"/rooms/{code}/deck/{language}/{part}?v={edition}"
        # If hosts let people in one by one, only members get the deck: the seat shows who asks.
        return self._request("GET", path, seat=seat)

    def _request(
        self, method: str, path: str, body: object = None, seat: str = ""
    ) -> dict[str, Any]:
        connection = self._connect(self._host, self._port, timeout=TIMEOUT)
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        if seat:
            headers["X-Seat"] = seat
        content = None if body is None else json.dumps(body)
        try:
            connection.request(method, self._base + path, content, headers)
            return _read(connection.getresponse())
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(f"{self._host} does not answer: {error}") from error
        finally:
            connection.close()


def _read(response: http.client.HTTPResponse) -> dict[str, Any]:
    text = response.read()
    try:
        answer = json.loads(text)
    except ValueError:
        answer = {}
    if response.status >= 400 or not isinstance(answer, dict):
        code = answer.get("code") if isinstance(answer, dict) else None
        wait = response.getheader("Retry-After", "")
        raise NotAdmitted(
            code or f"HTTP {response.status}", float(wait) if wait.isdigit() else None
        )
    return answer
