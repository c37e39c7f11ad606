"""All servers by name."""

from __future__ import annotations

from bench.peers.others import Node, NodeDurable, NodeGrouped, Raw, RawCoalesced, Stock
from bench.peers.ours import Ours
from bench.peers.process import Peer

PEERS: dict[str, type[Peer]] = {
    kind.name: kind for kind in (Ours, Node, NodeDurable, NodeGrouped, Stock, Raw, RawCoalesced)
}
