"""Measures how the cost of a vote, move, snapshot and join grows with session and database."""

from __future__ import annotations

import http.client
import json
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bench import options
from bench.gathering import Gathering, Window, undisturbed
from bench.growing import Growing
from bench.load.client import Client
from bench.peers.growing import Grown
from bench.peers.ours import Ours
from bench.voting import all_at_once

# The numbers of clients while something else grows.
CLIENTS, SHORT_CLIENTS = 300, 30
HOSTS = 4
WARM_UP = 4
TIMES = 20
MADE = 8
VOTES = 4
# Neighbours in the crowd have different languages.
LANGUAGES = 3
# After an answer the server still cleans up; the time until then counts as part of the answer.
AFTER_SECONDS = 0.005
PAUSE_SECONDS = 0.05
# Joins are limited by address, so they come from many addresses.
SOURCES = 202


class Kind(NamedTuple):
    """The `sizes` of growth, the costs that may grow as fast, and the costs that must not grow."""

    sizes: tuple[int, ...]
    grown: Callable[[int], Grown]
    linear: tuple[str, ...]
    flat: tuple[str, ...]


KINDS = {
    "participants": Kind(
        (30, 300, 1000, 3000),
        lambda _: Grown(),
        ("move", "host_snapshot", "idle_second"),
        ("vote", "snapshot", "join"),
    ),
    "polls": Kind(
        (8, 40, 200),
        lambda size: Grown(polls=size),
        ("snapshot_made", "snapshot", "host_snapshot"),
        ("vote", "move", "join"),
    ),
    "steps": Kind(
        (5, 30),
        lambda size: Grown(steps=size),
        ("snapshot_made", "snapshot", "host_snapshot"),
        ("vote", "move", "join"),
    ),
    "timeline": Kind(
        (0, 2000, 10000),
        lambda size: Grown(timeline=size),
        ("host_snapshot",),
        ("vote", "move", "snapshot_made", "snapshot", "join"),
    ),
    "past": Kind(
        (0, 1000),
        lambda size: Grown(past=size),
        (),
        ("vote", "move", "snapshot_made", "snapshot", "host_snapshot", "join"),
    ),
}


def main() -> None:
    people = KINDS["participants"].sizes
    chosen = options.read("growth", __doc__, people, ("ours",), by=tuple(KINDS))
    met = True
    for what in chosen.by:
        kind = KINDS[what]
        sizes = chosen.sizes if what == "participants" else kind.sizes
        report = Growing("past sessions" if what == "past" else what, chosen.tries)
        for _ in range(chosen.repeat):
            for size in sizes[:2] if chosen.short else sizes:
                clients = SHORT_CLIENTS if chosen.short else CLIENTS
                if what == "participants":
                    clients = size
                _measure(report, size, clients, kind.grown(size))
        report.targets(sizes[:2] if chosen.short else sizes, kind.linear, kind.flat)
        met = report.show() and met
    sys.exit(1 if chosen.hold and not met else 0)


def _measure(report: Growing, size: int, clients: int, grown: Grown) -> None:
    found: dict[str, float] = {}

    # Limited requests cannot be repeated, so another try needs another server.
    def once() -> Window:
        with Ours(clients, HOSTS, grown) as peer:
            gathering = Gathering(peer)
            try:
                gathering.connect_hosts()
                gathering.connect_viewers()
                return _costs(gathering, peer, found)
            finally:
                gathering.crowd.close()

    undisturbed(once, report, f"{size} {report.what}")
    report.add(size, report.what, **found)


def _costs(gathering: Gathering, peer: Ours, found: dict[str, float]) -> Window:
    whole, crowd = Window(), gathering.crowd
    viewers = crowd.clients[HOSTS:]

    def cost(name: str, window: Window, times: int) -> None:
        found[name] = window.server.running / times * 1e6
        whole.add(window)

    for _ in range(WARM_UP):
        gathering.one_move()
    with gathering.window() as window:
        for _ in range(VOTES):
            all_at_once(gathering)
    cost("vote", window, VOTES * len(viewers))
    moving = Window()
    for _ in range(TIMES):
        with gathering.window() as window:
            gathering.one_move()
            crowd.idle(AFTER_SECONDS)
        moving.add(window)
        crowd.idle(PAUSE_SECONDS)
    cost("move", moving, TIMES)
    found["move_per_message"] = found["move"] / gathering.size
    hosts, ask = crowd.clients[:HOSTS], peer.snapshot()
    cost("snapshot_made", _snapshots(gathering, ask, viewers[-MADE:], anew=True), MADE)
    cost("snapshot", _snapshots(gathering, ask, viewers[:TIMES]), len(viewers[:TIMES]))
    cost("host_snapshot", _snapshots(gathering, ask, (hosts * MADE)[:MADE], anew=True), MADE)
    with gathering.window() as window:
        for number in range(TIMES):
            _join(peer, number)
            crowd.idle(AFTER_SECONDS)
    cost("join", window, TIMES)
    with gathering.window() as window:
        crowd.idle(2.0)
    cost("idle_second", window, 2)
    gathering.check()
    return whole


def _snapshots(
    gathering: Gathering, ask: str, clients: Sequence[Client], anew: bool = False
) -> Window:
    """Let each client ask for a snapshot. With `anew`, move first, so that no snapshot is kept.

    Without it, a snapshot in each language is made before measuring.
    """
    crowd, asking = gathering.crowd, Window()
    for client in () if anew else clients[:LANGUAGES]:
        goal = crowd.answered + 1
        crowd.send(client, ask)
        crowd.wait_answers(goal)
    for client in clients:
        if anew:
            gathering.one_move()
            crowd.idle(PAUSE_SECONDS)
        with gathering.window() as window:
            goal = crowd.answered + 1
            crowd.send(client, ask)
            crowd.wait_answers(goal)
            crowd.idle(AFTER_SECONDS)
        asking.add(window)
    return asking


def _join(peer: Ours, number: int) -> None:
    source = (f"127.0.0.{SOURCES + number}", 0)
    link = http.client.HTTPConnection("127.0.0.1", peer.port, timeout=30, source_address=source)
    body = json.dumps({"code": peer.session.code, "name": f"Late {number}", "language": "ru"})
    link.request("POST", "/api/join", body, {"Content-Type": "application/json"})
    answer = link.getresponse()
    told = answer.read()
    link.close()
    assert answer.status == 200, told


if __name__ == "__main__":
    main()
