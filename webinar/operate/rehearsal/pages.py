"""An organiser's browser, for the few pages and forms that set a session up."""

from __future__ import annotations

import html
import json
import re
import time
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from webinar.operate.rehearsal.http import TIMEOUT, Unreachable

# The status with which the server asks to try again, and the seconds to wait before that.
BUSY, RETRY_AFTER = 503, 1.5


class Browser:
    """One person's browser, with the cookies of one sign-in.

    Raises Unreachable if a page is not as it should be.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        return self._open(path)[0]

    def json(self, path: str) -> Any:
        return json.loads(self.get(path))

    def send(self, page: str, action: str = "", **fields: str) -> tuple[str, str]:
        """Send a form of this page; return the page that follows, and its address."""
        token = find(r'name="csrf_token" value="([^"]+)"', self.get(page))
        return self._open(action or page, urlencode({**fields, "csrf_token": token}).encode())

    def _open(self, path: str, content: bytes | None = None, tries: int = 5) -> tuple[str, str]:
        try:
            with self._opener.open(self._url + path, content, TIMEOUT) as answer:
                return answer.read().decode(), answer.geturl()
        except HTTPError as error:
            error.close()
            if error.code == BUSY and content is None and tries:
                time.sleep(RETRY_AFTER)
                return self._open(path, tries=tries - 1)
            raise Unreachable(f"{path} answers {error.code}") from error
        except (OSError, HTTPException) as error:
            raise Unreachable(f"{path} does not answer: {error}") from error


def find(pattern: str, text: str) -> str:
    """Return the text in the page that matches the pattern's group."""
    match = re.search(pattern, text, re.DOTALL)
    if match is None:
        raise Unreachable(f"the page does not have {pattern}")
    return html.unescape(match.group(1))
