"""The servers with which ours is compared."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from bench import scratch
from bench.audit.slides import Slide, StoredSlides
from bench.audit.votes import Row, StoredVotes
from bench.peers.process import Peer

PROGRAMS = Path(__file__).parent / "programs"


class Storing(Peer):
    """A server that stores votes, and maybe the slide of this moment, in a SQLite file."""

    # Whether a slide is on disk before anybody hears of it.
    stores_slides = False

    @property
    def database(self) -> Path:
        return self.folder / "votes.sqlite3"

    def stored_votes(self) -> StoredVotes:
        """Return all rows. There is no ballot to compare, because anybody may vote many times."""
        with closing(sqlite3.connect(self.database)) as db:
            return StoredVotes([Row(*row) for row in db.execute("SELECT op_id, option FROM votes")])

    def stored_slides(self) -> StoredSlides | None:
        if not self.stores_slides:
            return None
        with closing(sqlite3.connect(self.database)) as db:
            [(version, slide)] = db.execute("SELECT version, slide FROM rooms")
        return StoredSlides([Slide(version, slide)] if version else [])


class Node(Storing):
    """socket.io, one commit per vote."""

    name = "node"
    program = "node.cjs"
    # The lock file of the server's libraries; "" if it has none.
    libraries = "socket.io"
    votes = "each"

    @classmethod
    def runtime(cls) -> Path:
        """Return the program that runs the server. Raises `Unavailable`."""
        return scratch.node()

    @classmethod
    def install(cls) -> None:
        cls.runtime()
        if cls.libraries:
            scratch.packages(cls.libraries)

    def command(self) -> Sequence[str]:
        return [str(self.runtime()), str(PROGRAMS / self.program)]

    def environment(self) -> Mapping[str, str]:
        return {
            **super().environment(),
            "NODE_PATH": str(scratch.packages(self.libraries)) if self.libraries else "",
            "NODE_ENV": "production",
            "NODE_NO_WARNINGS": "1",
            "DATABASE": str(self.database),
            "VOTES": self.votes,
            "SLIDES": "durable" if self.stores_slides else "said",
        }


class NodeDurable(Node):
    """socket.io that commits a slide before announcing it: a bare update, no rules, no timeline."""

    name = "node durable"
    stores_slides = True


class NodeGrouped(Node):
    """socket.io, one commit for all waiting votes: bare inserts, no rules, no constraints."""

    name = "node grouped"
    votes = "group"


class Ws(Node):
    """The library `ws` on Node, without socket.io; it stores no slide."""

    name = "ws"
    program = "ws.cjs"
    libraries = "ws"
    votes = "group"


class WsDurable(Ws):
    """The same, but it commits a slide before announcing it."""

    name = "ws durable"
    stores_slides = True


class SocketIoOnBun(Node):
    """The program of `node`, run by Bun; all waiting votes share a commit."""

    name = "socket.io bun"
    votes = "group"

    @classmethod
    def runtime(cls) -> Path:
        return scratch.bun()


class SocketIoOnBunDurable(SocketIoOnBun):
    """The same, but it commits a slide before announcing it."""

    name = "socket.io bun durable"
    stores_slides = True


class Bun(SocketIoOnBun):
    """Bun's own WebSocket server and its `publish`, without a library."""

    name = "bun"
    program = "bun.cjs"
    libraries = ""


class BunDurable(Bun):
    """The same, but it commits a slide before announcing it."""

    name = "bun durable"
    stores_slides = True


class Stock(Storing):
    """Flask-SocketIO with its defaults, one commit per vote."""

    name = "stock"

    def command(self) -> Sequence[str]:
        return [sys.executable, str(PROGRAMS / "stock.py")]

    def environment(self) -> Mapping[str, str]:
        return {
            **super().environment(),
            "PYTHONWARNINGS": "ignore",
            "DATABASE": str(self.database),
        }


class Raw(Peer):
    """Bare eventlet sockets, which no server in this language can beat."""

    name = "raw"
    writes = "each"

    def command(self) -> Sequence[str]:
        return [sys.executable, str(PROGRAMS / "raw.py")]

    def environment(self) -> Mapping[str, str]:
        return {**super().environment(), "PYTHONWARNINGS": "ignore", "WRITES": self.writes}


class RawCoalesced(Raw):
    """Bare sockets that send what waits in one write, as ours does: the fair floor of a burst."""

    name = "raw coalesced"
    writes = "together"
