"""Sends statements to the record store over HTTP, as xAPI 1.0.3 says (Communication, 2.1.2).

Its sockets let others run meanwhile. No database.
"""

from __future__ import annotations

import base64
import http.client
import ssl
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import msgspec

from config import RecordStore
from webinar.connect.xapi.models import ERROR_LENGTH
from webinar.connect.xapi.vocabulary import VERSION

ANSWER_SECONDS = 20
# In bytes.
LONGEST_ANSWER = 1_000_000
# The store cannot take a statement of the batch: halving the batch finds which one.
_SPLIT = frozenset({400, 409, 413})
# Sending these again can never succeed.
_NEVER = frozenset({400, 413})


class QueuedStatement(NamedTuple):
    """A statement to send: its id, and the statement itself as JSON."""

    id: str
    body: str


@dataclass(frozen=True)
class Fate:
    """A statement's outcome: taken, refused for good, or to be tried again; and the reason."""

    is_sent: bool = False
    is_final: bool = False
    why: str = ""


SENT = Fate(is_sent=True, is_final=True)


class _Answer(NamedTuple):
    status: int
    text: str

    @property
    def why(self) -> str:
        text = " ".join(self.text.split())
        return f"{self.status} {text}".strip()[:ERROR_LENGTH]


class Store:
    """The record store. `context` checks its certificate: the machine's own unless given."""

    def __init__(self, settings: RecordStore, context: ssl.SSLContext | None = None) -> None:
        self._parts = urlsplit(settings.endpoint)
        self._context = context
        credentials = base64.b64encode(f"{settings.key}:{settings.secret}".encode()).decode()
        self._headers = {
            "Authorization": f"Basic {credentials}",
            "X-Experience-API-Version": VERSION,
            "Content-Type": "application/json",
            "Accept": "application/json",
        }

    def deliver(self, batch: Sequence[QueuedStatement]) -> dict[str, Fate]:
        """Send these and return the outcome of each, by id. Raises nothing."""
        fates: dict[str, Fate] = {}
        waiting = [list(batch)] if batch else []
        while waiting:
            statements = waiting.pop()
            answer = self._post(statements)
            if answer.status in _SPLIT and len(statements) > 1:
                half = len(statements) // 2
                waiting += [statements[half:], statements[:half]]
                continue
            fate = self._fate(answer, statements)
            fates.update(dict.fromkeys((statement.id for statement in statements), fate))
            if not fate.is_final:
                # The store is away or does not let us in: the rest is tried in the next round.
                fates.update(
                    {statement.id: fate for remaining in waiting for statement in remaining}
                )
                break
        return fates

    def about(self) -> str:
        """Return the reason why the store is unusable, or empty.

        The request needs only reading rights.
        """
        answer = self._ask("GET", f"/statements?limit=1&since={quote('2999-01-01T00:00:00Z')}")
        return "" if answer.status in (200, 403) else answer.why

    def _fate(self, answer: _Answer, statements: Sequence[QueuedStatement]) -> Fate:
        if answer.status in (200, 204):
            return SENT
        if answer.status == 409:
            return self._compared(statements[0])
        return Fate(is_final=answer.status in _NEVER, why=answer.why)

    def _compared(self, statement: QueuedStatement) -> Fate:
        """Compare with the store's statement of this id: equal content means that it is our own."""
        for name in ("statementId", "voidedStatementId"):
            answer = self._ask("GET", f"/statements?{name}={statement.id}")
            if answer.status == 200:
                is_same = _core(answer.text) == _core(statement.body)
                why = "409 the store has another statement by this id"
                return SENT if is_same else Fate(is_final=True, why=why)
        return SENT

    def _post(self, statements: Sequence[QueuedStatement]) -> _Answer:
        return self._ask(
            "POST", "/statements", f"[{','.join(statement.body for statement in statements)}]"
        )

    def _ask(self, method: str, path: str, body: str = "") -> _Answer:
        """Send a request to the store; the status is 0 if it does not answer.

        Redirects are not followed: they would pass the password on.
        """
        try:
            with closing(self._connection()) as connection:
                content = body.encode() if body else None
                connection.request(method, f"{self._parts.path}{path}", content, self._headers)
                answer = connection.getresponse()
                text = answer.read(LONGEST_ANSWER).decode(errors="replace")
                return _Answer(answer.status, text)
        except (OSError, http.client.HTTPException) as error:
            return _Answer(0, f"does not answer ({type(error).__name__})")

    def _connection(self) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=ANSWER_SECONDS)
        context = self._context or ssl.create_default_context()
        return http.client.HTTPSConnection(host, port, timeout=ANSWER_SECONDS, context=context)


def _core(text: str) -> Any:
    """Return the parts in which equal statements agree (Data, 2.3.1). Names may differ."""
    try:
        statement = msgspec.json.decode(text)
        actor, about = statement["actor"], statement["object"]
        return (
            actor["account"],
            statement["verb"]["id"],
            about["id"],
            _result(statement.get("result") or {}),
            datetime.fromisoformat(statement["timestamp"].replace("Z", "+00:00")),
        )
    except (msgspec.DecodeError, KeyError, TypeError, ValueError, AttributeError):
        return text


def _result(result: Mapping[str, Any]) -> Any:
    score = result.get("score") or {}
    return (result.get("success"), result.get("response"), score.get("raw"), score.get("max"))
