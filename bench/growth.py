"""What one vote, move, snapshot and joining costs as sessions and the database grow."""

from __future__ import annotations

import http.client
import json
import time

from bench import options
from bench.gathering import Gathering
from bench.peers.every import PEERS
from bench.peers.ours import Ours
from bench.report import Report, finish
from bench.voting import all_at_once

SIZES = (30, 300, 1000, 3000)
HOSTS = 4
TIMES = 20
VOTES = 4
# Joining, too, is limited by address.
SOURCES = 202


def main() -> None:
    chosen = options.read("growth", __doc__, SIZES, ("ours",))
    report = Report("Cost by size: microseconds of the server's CPU")
    for clients in chosen.sizes:
        for _ in range(chosen.repeat):
            for side in chosen.sides:
                kind = PEERS[side]
                assert issubclass(kind, Ours), "this is about our own server"
                with kind(clients, HOSTS) as peer:
                    gathering = Gathering(peer)
                    report.add(clients, side, **_measure(gathering, peer))
                    gathering.crowd.close()
    finish(report, chosen.hold)


def _measure(gathering: Gathering, peer: Ours) -> dict[str, float]:
    gathering.connect_hosts()
    gathering.connect_viewers()
    crowd, found = gathering.crowd, {}
    viewers = crowd.clients[HOSTS:]
    with gathering.window() as window:
        for _ in range(VOTES):
            all_at_once(gathering)
    found["vote"] = window.server.running / VOTES / len(viewers)
    with gathering.window() as window:
        for _ in range(TIMES):
            gathering.one_move()
    found["move_per_message"] = window.server.running / TIMES / gathering.size
    found["move"] = window.server.running / TIMES
    with gathering.window() as window:
        for client in viewers[:TIMES]:
            goal = crowd.answered + 1
            crowd.send(client, peer.snapshot())
            crowd.wait_answers(goal)
    found["snapshot"] = window.server.running / TIMES
    with gathering.window() as window:
        crowd.send(crowd.clients[0], peer.snapshot())
        crowd.wait_answers(crowd.answered + 1)
    found["host_snapshot"] = window.server.running
    with gathering.window() as window:
        for number in range(TIMES):
            _join(peer, number)
            crowd.idle(0.002)
    found["join"] = window.server.running / TIMES
    began = time.perf_counter()
    with gathering.window() as window:
        crowd.idle(2.0)
    found["idle_per_second"] = window.server.running / (time.perf_counter() - began)
    gathering.check()
    return {what: seconds * 1e6 for what, seconds in found.items()}


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
