"""Requests pages one after another in a process of its own, and times each request.

As a program it runs until its input ends, and then writes one line of JSON.
"""

from __future__ import annotations

import http.client
import json
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tools.stamps import ROOT

PAUSE_SECONDS = 0.01
# This is above the crowd's addresses, so that it does not use up their connections.
SOURCE = "127.0.0.201"


class Probe:
    """After the block, `times` has the seconds of each request, by path."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}


@contextmanager
def probing(port: int, paths: Sequence[str], cookie: str = "") -> Iterator[Probe]:
    """Probe while the block runs."""
    command = [sys.executable, "-m", "bench.probe", str(port), cookie, *paths]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    probe = Probe()
    try:
        yield probe
        # The load generator's clients wait meanwhile, but nothing is measured after the block.
        output, _ = process.communicate(timeout=60)
        if process.returncode:
            raise RuntimeError("the probe ended, as it said above")
        probe.times = json.loads(output)
    finally:
        process.kill()
        process.wait()


def main(port: int, cookie: str, paths: Sequence[str]) -> None:
    times: dict[str, list[float]] = {path: [] for path in paths}
    connection = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=50, source_address=(SOURCE, 0)
    )
    while not select.select([sys.stdin], [], [], PAUSE_SECONDS)[0]:
        for path in paths:
            began = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            times[path].append(time.perf_counter() - began)
            if answer.status >= 400:
                raise SystemExit(f"{path} answers {answer.status}")
    print(json.dumps(times))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
