"""The way of one person into a session, as a browser goes it. Pure: no sockets, no clock.

Each response is held to its contract; another one is a `Discrepancy`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Generator
from typing import Any, NamedTuple

from bench.audit.discrepancy import Discrepancy
from bench.load.responses import Request, Response

FILES = re.compile(r'<(?:link rel="(?:stylesheet|modulepreload)" href|script [^>]*src)="([^"]+)"')
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SEAT = re.compile(r'data-seat="([^"]+)"')
DECK = re.compile(r'as="fetch"[^>]* href="([^"]+)"')
SNAPSHOT = re.compile(r'<script type="application/json" id="snapshot">(.*?)</script>', re.DOTALL)
# A server that is busy says so, and a browser asks again.
BUSY = (429, 503)


class Person(NamedTuple):
    name: str
    language: str


class Wait(NamedTuple):
    """The server asked to come back after these seconds."""

    seconds: float


class Seat(NamedTuple):
    """The end of the way: the seat's token, and the member's number."""

    token: str
    member: int


Way = Generator[Request | Wait, Response | None, Seat]


def visit(code: str, person: Person) -> Way:
    """Yield what the browser asks for, and get the response each time; return the seat.

    The browser is new to the server: it has no cookie, and none of the files.
    """
    seen: set[str] = set()
    page = yield from _get("page", f"/join/{code}")
    _hold("page", bool(page.cookies().get("session")), "a page sets a cookie")
    text = page.text()
    yield from _files(text, seen)
    form = {"csrf_token": _find("page", TOKEN, text), **person._asdict()}
    answer = yield from _ask(Request("form", f"/join/{code}", form), 303)
    _hold("form", bool(answer.cookies().get("session")), "the form's answer sets a cookie")
    room = answer.header("location")
    _hold("form", room == f"/rooms/{code}", f"it leads to {room!r}")
    page = yield from _get("room", room)
    text = page.text()
    view = json.loads(_find("room", SNAPSHOT, text))
    member = check_snapshot("room", view, code, person)
    token = html.unescape(_find("room", SEAT, text))
    yield from _files(text, seen)
    deck = yield from _get("deck", html.unescape(_find("room", DECK, text)))
    content = json.loads(deck.text())
    right = content["language"] == person.language and bool(content["slides"])
    _hold("deck", right, "it has no slides in this language")
    return Seat(token, member)


def check_snapshot(step: str, view: dict[str, Any], code: str, person: Person) -> int:
    """Return the member's number, if this snapshot is this person's. Raises `Discrepancy`."""
    me = view["me"]
    asked = (code, person.name, person.language, "participant")
    got = (view["room"]["code"], me["name"], me["language"], me["role"])
    _hold(step, got == asked, f"the snapshot is of {got}, not {asked}")
    number: int = me["member"]
    return number


def _files(text: str, seen: set[str]) -> Generator[Request | Wait, Response | None, None]:
    for address in FILES.findall(text):
        if address not in seen:
            seen.add(address)
            file = yield from _get("file", address)
            _hold("file", bool(file.body), f"{address} is empty")


def _get(step: str, path: str) -> Generator[Request | Wait, Response | None, Response]:
    return (yield from _ask(Request(step, path), 200))


def _ask(request: Request, status: int) -> Generator[Request | Wait, Response | None, Response]:
    while True:
        response = yield request
        assert response is not None
        if response.status in BUSY and response.header("retry-after"):
            yield Wait(float(response.header("retry-after")))
            continue
        right = response.status == status
        _hold(request.step, right, f"{request.path} answers {response.status}, not {status}")
        return response


def _find(step: str, pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    _hold(step, match is not None, f"the page does not have {pattern.pattern}")
    assert match is not None
    return match[1]


def _hold(step: str, is_right: bool, what: str) -> None:
    if not is_right:
        raise Discrepancy(f"joining, {step}: {what}")
