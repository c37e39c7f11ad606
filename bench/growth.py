"""Measures how the cost of a vote, move, snapshot and join grows with session and database."""

from __future__ import annotations

import http.client
import json
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bench import options
from bench.gathering import Gathering, Window, measure_undisturbed
from bench.growing import Growing
from bench.load.client import Client
from bench.peers.history import History
from bench.peers.ours import Ours
from bench.voting import all_at_once

# The numbers of clients while something else grows.
CLIENTS, SHORT_CLIENTS = 300, 30
HOSTS = 4
WARM_UP = 4
TIMES = 20
# Snapshots that are made afresh.
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
    history: Callable[[int], History]
    linear: tuple[str, ...]
    flat: tuple[str, ...]


KINDS = {
    "participants": Kind(
        (30, 300, 1000, 3000),
        lambda _: History(),
        ("move", "host_snapshot", "idle_second"),
        ("vote", "snapshot", "join"),
    ),
    "polls": Kind(
        (8, 40, 200),
        lambda size: History(polls=size),
        ("snapshot_made", "snapshot", "host_snapshot"),
        ("vote", "move", "join"),
    ),
    "steps": Kind(
        (5, 30),
        lambda size: History(steps=size),
        ("snapshot_made", "snapshot", "host_snapshot"),
        ("vote", "move", "join"),
    ),
    "timeline": Kind(
        (0, 2000, 10000),
        lambda size: History(timeline=size),
        ("host_snapshot",),
        ("vote", "move", "snapshot_made", "snapshot", "join"),
    ),
    "past": Kind(
        (0, 1000),
        lambda size: History(past=size),
        (),
        ("vote", "move", "snapshot_made", "snapshot", "host_snapshot", "join"),
    ),
}


def main() -> None:
    crowd_sizes = KINDS["participants"].sizes
    settings = options.read("growth", __doc__, crowd_sizes, ("ours",), by=tuple(KINDS))
    are_targets_met = True
    for quantity in settings.by:
        kind = KINDS[quantity]
        sizes = settings.sizes if quantity == "participants" else kind.sizes
        report = Growing("past sessions" if quantity == "past" else quantity, settings.tries)
        for _ in range(settings.repeat):
            for size in sizes[:2] if settings.short else sizes:
                clients = SHORT_CLIENTS if settings.short else CLIENTS
                if quantity == "participants":
                    clients = size
                _measure(report, size, clients, kind.history(size))
        report.targets(sizes[:2] if settings.short else sizes, kind.linear, kind.flat)
        are_targets_met = report.show() and are_targets_met
    sys.exit(1 if settings.hold and not are_targets_met else 0)


def _measure(report: Growing, size: int, clients: int, history: History) -> None:
    figures: dict[str, float] = {}

    # Limited requests cannot be repeated, so another try needs another server.
    def measure() -> Window:
        with Ours(clients, HOSTS, history) as peer, Gathering(peer) as gathering:
            gathering.connect_hosts()
            gathering.connect_viewers()
            return _costs(gathering, peer, figures)

    measure_undisturbed(measure, report, size, report.what)
    report.add(size, report.what, **figures)


def _costs(gathering: Gathering, peer: Ours, figures: dict[str, float]) -> Window:
    total, crowd = Window(), gathering.crowd
    viewers = crowd.clients[HOSTS:]

    def cost(name: str, window: Window, times: int) -> None:
        figures[name] = window.server.running / times * 1e6
        total.add(window)

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
    figures["move_per_message"] = figures["move"] / gathering.size
    hosts, request = crowd.clients[:HOSTS], peer.snapshot()
    cost("snapshot_made", _snapshots(gathering, request, viewers[-MADE:], is_fresh=True), MADE)
    cost("snapshot", _snapshots(gathering, request, viewers[:TIMES]), len(viewers[:TIMES]))
    cost(
        "host_snapshot", _snapshots(gathering, request, (hosts * MADE)[:MADE], is_fresh=True), MADE
    )
    with gathering.window() as window:
        for number in range(TIMES):
            _join(peer, number)
            crowd.idle(AFTER_SECONDS)
    cost("join", window, TIMES)
    with gathering.window() as window:
        crowd.idle(2.0)
    cost("idle_second", window, 2)
    gathering.check()
    return total


def _snapshots(
    gathering: Gathering, request: str, clients: Sequence[Client], is_fresh: bool = False
) -> Window:
    """Let each client ask for a snapshot. With `is_fresh`, move first: no kept snapshot fits then.

    Otherwise, a snapshot in each language is made before measuring.
    """
    crowd, total = gathering.crowd, Window()
    for client in () if is_fresh else clients[:LANGUAGES]:
        goal = crowd.answered + 1
        crowd.send(client, request)
        crowd.wait_answers(goal)
    for client in clients:
        if is_fresh:
            gathering.one_move()
            crowd.idle(PAUSE_SECONDS)
        with gathering.window() as window:
            goal = crowd.answered + 1
            crowd.send(client, request)
            crowd.wait_answers(goal)
            crowd.idle(AFTER_SECONDS)
        total.add(window)
    return total


def _join(peer: Ours, number: int) -> None:
    source = (f"127.0.0.{SOURCES + number}", 0)
    connection = http.client.HTTPConnection(
        "127.0.0.1", peer.port, timeout=30, source_address=source
    )
    body = json.dumps({"code": peer.session.code, "name": f"Late {number}", "language": "ru"})
    connection.request("POST", "/api/join", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    assert answer.status == 200, content


if __name__ == "__main__":
    main()
