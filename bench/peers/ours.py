"""The product itself, with its entry point, its SQLite file, and a session of a shipped module."""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy.orm import Session as Rows

from bench.audit.joins import StoredMember
from bench.audit.slides import StoredSlides
from bench.audit.votes import StoredVotes
from bench.peers.history import History, add_history
from bench.peers.process import Peer
from bench.peers.session import SECRET, Session, make_session
from bench.peers.stored import stored_members, stored_slides, stored_votes
from tools.stamps import ROOT
from webinar.kit.db import Database
from webinar.operate.migrating import migrate

T = TypeVar("T")


class Ours(Peer):
    """Our server. `history` gives the session a history."""

    name = "ours"
    acknowledges_moves = True
    session: Session

    def __init__(self, viewers: int, hosts: int = 1, history: History | None = None) -> None:
        super().__init__(viewers, hosts)
        self.history = history

    def command(self) -> Sequence[str]:
        return [sys.executable, "wsgi.py"]

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.folder / 'webinar.sqlite3'}"

    def environment(self) -> Mapping[str, str]:
        return {
            **super().environment(),
            "PYTHONPATH": str(ROOT),
            "SECRET_KEY": SECRET,
            "INSTANCE": str(self.folder),
            "DATABASE_URL": self.database_url,
            "DEMO": "0",
        }

    def prepare(self) -> None:
        db = Database(self.database_url)
        migrate(db)
        self.session = db.write(lambda rows: make_session(rows, self.hosts, self.viewers))
        if (history := self.history) is not None:
            db.write(lambda rows: add_history(rows, self.session.code, history))
        db.close()

    def snapshot(self) -> str:
        """Return the request that a client sends after connecting."""
        return '421["room.snapshot",{}]'

    def credentials(self) -> list[str]:
        return [_seat_packet(seat) for seat in self.session.seats]

    def host_credentials(self) -> list[str]:
        return [_seat_packet(seat) for seat in self.session.hosts]

    def opening(self) -> list[str]:
        """Return a presenter's first messages, which open the first poll."""
        return [_event("poll.open", poll=self.session.poll)]

    def move(self, slide: int) -> str:
        return _event("slide.go", slide=slide)

    def option(self, turn: int) -> str:
        return self.session.options[turn % len(self.session.options)]

    @property
    def poll(self) -> str:
        return self.session.poll

    def stored_votes(self) -> StoredVotes:
        return self._stored(stored_votes)

    def stored_slides(self) -> StoredSlides:
        return self._stored(stored_slides)

    @staticmethod
    def ask(text: str, language: str) -> str:
        """Return a participant's question to the hosts."""
        return _event("question.ask", text=text, language=language)

    @staticmethod
    def end() -> str:
        """Return the message with which a presenter ends the session."""
        return _event("room.end")

    def stored_members(self) -> list[StoredMember]:
        """Read the members that have joined."""
        return self._stored(stored_members)

    def _stored(self, read: Callable[[Rows, Session], T]) -> T:
        db = Database(self.database_url)
        try:
            with db.read() as rows:
                return read(rows, self.session)
        finally:
            db.close()


def _seat_packet(seat: str) -> str:
    return "40" + json.dumps({"seat": seat})


def _event(name: str, **fields: object) -> str:
    body = {**fields, "op_id": str(uuid.uuid4())}
    return "421" + json.dumps([name, body], separators=(",", ":"))
