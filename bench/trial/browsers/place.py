"""Starts programs at the far end of a link, and talks to them there.

Drivers listen on the loopback address of the network namespace that they run in. A socket belongs
to the namespace in which it was made, so a thread that visits the namespace makes it.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import accounting
from bench.links.network import Network
from bench.trial.browsers.page import PATIENCE_S, Broken
from tools.processes import die_with_parent

_NAMESPACES = Path("/run/netns")


def start(
    command: Sequence[str],
    network: Network | None,
    log: Path,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program at the far end of the network, or here; it ends with this process."""

    def set_up_child() -> None:
        die_with_parent(signal.SIGKILL)

    with accounting.unpinned(), log.open("wb") as file:
        return subprocess.Popen(
            command if network is None else network.command(command),
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=set_up_child,
        )


def end(process: subprocess.Popen[bytes]) -> None:
    """End the program with its children."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def connect(network: Network | None, port: int) -> socket.socket:
    """Return a connection to this port of the far end's own loopback address. Raises Broken."""
    results: list[socket.socket | OSError] = []

    def visit() -> None:
        try:
            if network is not None:
                enter(network.place)
            results.append(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S))
        except OSError as error:
            results.append(error)

    visitor = threading.Thread(target=visit)
    visitor.start()
    visitor.join()
    [result] = results
    if isinstance(result, OSError):
        raise Broken(f"nothing answers at port {port}: {result}")
    return result


def wait_for_line(log: Path, begin: str, process: subprocess.Popen[bytes]) -> str:
    """Return the rest of the line of the log that contains `begin`. Raises Broken."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        for line in log.read_text(errors="replace").splitlines(keepends=True):
            if begin in line and line.endswith("\n"):
                return line.split(begin, 1)[1].strip()
        time.sleep(0.1)
    raise Broken(f"it did not start: {log.read_text(errors='replace')[-500:]}")


def enter(place: str) -> None:
    """Move this thread into a network namespace."""
    library = ctypes.CDLL(None, use_errno=True)
    with (_NAMESPACES / place).open() as namespace:
        # CLONE_NEWNET, from linux/sched.h.
        if library.setns(namespace.fileno(), 0x40000000):
            raise OSError(ctypes.get_errno(), f"cannot enter {place}")
