"""All servers by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.peers import others
from bench.peers.ours import Ours
from bench.peers.process import Peer
from bench.peers.shared import OursOnPostgres
from bench.scratch import Unavailable

PEERS: dict[str, type[Peer]] = {
    kind.name: kind
    for kind in (
        Ours,
        OursOnPostgres,
        others.Node,
        others.NodeDurable,
        others.NodeGrouped,
        others.Ws,
        others.WsDurable,
        others.SocketIoOnBun,
        others.SocketIoOnBunDurable,
        others.Bun,
        others.BunDurable,
        others.Stock,
        others.Raw,
        others.RawCoalesced,
    )
}
# The servers that are as fast as others make them: without socket.io, or not on Node.
FAST = ("ws", "ws durable", "socket.io bun", "socket.io bun durable", "bun", "bun durable")


def installed(
    sides: Sequence[str], peers: Mapping[str, type[Peer]] = PEERS
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the sides that can run here, and the others with the reason of each.

    Programs that are missing are fetched. A side that is no server counts as one that can run.
    """
    ready, missing = [], {}
    for side in sides:
        try:
            if side in peers:
                peers[side].install()
        except Unavailable as reason:
            missing[side] = str(reason)
        else:
            ready.append(side)
    return tuple(ready), missing
