"""The servers with which ours is compared."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import scratch
from bench.peers.process import Peer

PROGRAMS = Path(__file__).parent / "programs"


class Node(Peer):
    """socket.io, one commit per vote."""

    name = "node"
    votes = "each"
    slides = "said"

    def command(self) -> Sequence[str]:
        return [str(scratch.node()), str(PROGRAMS / "node.cjs")]

    def environment(self) -> Mapping[str, str]:
        return {
            **super().environment(),
            "NODE_PATH": str(scratch.socket_io() / "node_modules"),
            "NODE_ENV": "production",
            "NODE_NO_WARNINGS": "1",
            "DATABASE": str(self.folder / "votes.sqlite3"),
            "VOTES": self.votes,
            "SLIDES": self.slides,
        }


class NodeDurable(Node):
    """socket.io that commits a slide before announcing it: a bare update, no rules, no timeline."""

    name = "node durable"
    slides = "durable"


class NodeGrouped(Node):
    """socket.io, one commit for all waiting votes: bare inserts, no rules, no constraints."""

    name = "node grouped"
    votes = "group"


class Stock(Peer):
    """Flask-SocketIO with its defaults, one commit per vote."""

    name = "stock"

    def command(self) -> Sequence[str]:
        return [sys.executable, str(PROGRAMS / "stock.py")]

    def environment(self) -> Mapping[str, str]:
        return {
            **super().environment(),
            "PYTHONWARNINGS": "ignore",
            "DATABASE": str(self.folder / "votes.sqlite3"),
        }


class Raw(Peer):
    """Bare eventlet sockets, which no server in this language can beat."""

    name = "raw"

    def command(self) -> Sequence[str]:
        return [sys.executable, str(PROGRAMS / "raw.py")]

    def environment(self) -> Mapping[str, str]:
        return {**super().environment(), "PYTHONWARNINGS": "ignore"}
