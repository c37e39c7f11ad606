"""The product itself, with its entry point, its SQLite file, and a session of a shipped module."""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Mapping, Sequence

from bench.peers.history import History, add_history
from bench.peers.process import Peer
from bench.peers.session import SECRET, Session, make_session
from tools.stamps import ROOT
from webinar.kit.db import Database
from webinar.operate.migrating import migrate


class Ours(Peer):
    """Our server. `history` gives the session a history."""

    name = "ours"
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

    def vote(self, turn: int) -> str:
        options = self.session.options
        return _event("poll.vote", poll=self.session.poll, options=[options[turn % len(options)]])


def _seat_packet(seat: str) -> str:
    return "40" + json.dumps({"seat": seat})


def _event(name: str, **fields: object) -> str:
    body = {**fields, "op_id": str(uuid.uuid4())}
    return "421" + json.dumps([name, body], separators=(",", ":"))
