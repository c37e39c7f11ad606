"""A server as a child process on a core of its own."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from bench import accounting
from bench.accounting import SERVER_CORE, CpuTime
from bench.audit.slides import StoredSlides
from bench.audit.votes import StoredVotes, Vote
from tools.processes import die_with_parent
from tools.stamps import ROOT

PATIENCE_SECONDS = 30
# These are below the ports that the system gives to clients, thousands of which a crowd leaves
# in use.
PORTS = range(12000, 30000)


class Peer(ABC):
    """A server for one repetition: `with Ours(viewers=30) as peer: …`.

    `viewers` and `hosts` are the numbers of seats that the server needs before it starts.
    """

    name: str
    core = SERVER_CORE
    acknowledges_moves = False

    def __init__(self, viewers: int, hosts: int = 1) -> None:
        self.viewers = viewers
        self.hosts = hosts
        self.port = free_port()
        self._folder = tempfile.TemporaryDirectory(prefix=f"webinar-bench-{self.name}-")
        self.folder = Path(self._folder.name)
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod  # noqa: B027  most need nothing
    def install(cls) -> None:
        """Fetch the programs that the server needs, if they are missing. Raises `Unavailable`."""

    @abstractmethod
    def command(self) -> Sequence[str]:
        """Return the command that starts the server."""

    def environment(self) -> Mapping[str, str]:
        """Return the environment of the server, in addition to PATH."""
        return {"PORT": str(self.port)}

    def prepare(self) -> None:  # noqa: B027  most need nothing
        """Prepare for the start."""

    def credentials(self) -> list[str]:
        """Return the packets with which the viewers take their seats."""
        return ["40"] * self.viewers

    def host_credentials(self) -> list[str]:
        """Return the packets with which the presenters take their seats."""
        return ["40"] * self.hosts

    def opening(self) -> list[str]:
        """Return a presenter's messages before the first move or vote."""
        return []

    def move(self, slide: int) -> str:
        """Return the presenter's message that puts everybody on this slide."""
        return f'42["slide.go",{{"slide":{slide}}}]'

    def option(self, turn: int) -> str:
        """Return the option for which a participant votes in this turn."""
        return f"option-{turn % 3}"

    def vote(self, vote: Vote) -> str:
        """Return a participant's message, which asks for an acknowledgement."""
        body = {"poll": self.poll, "options": [vote.option], "op_id": vote.op_id}
        return f"42{vote.number}" + json.dumps(["poll.vote", body], separators=(",", ":"))

    @property
    def poll(self) -> str:
        """The poll in which participants vote."""
        return "what-works"

    def stored_votes(self) -> StoredVotes | None:
        """Read the votes that a stopped server has stored; None if it stores none."""
        return None

    def stored_slides(self) -> StoredSlides | None:
        """Read the slides that a stopped server has stored; None if it stores none."""
        return None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def cpu_time(self) -> CpuTime:
        return accounting.cpu_time(self.pid)

    def resident(self) -> int:
        return accounting.resident(self.pid)

    def start(self) -> None:
        """Start the server and wait until it accepts connections."""
        core = self.core

        def set_up_child() -> None:
            die_with_parent(signal.SIGKILL)
            accounting.pin(core)

        with accounting.unpinned(), (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command(),
                cwd=ROOT,
                env={"PATH": os.environ["PATH"], **self.environment()},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=set_up_child,
            )
        self._wait()

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")

    def __enter__(self) -> Self:
        try:
            self.prepare()
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.stop()
        if error is not None:
            print(f"The log of {self.name} ends:\n{self.log()[-3000:]}")
        self._folder.cleanup()

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and self._process and self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError(f"{self.name} did not start:\n{self.log()}")


def free_port() -> int:
    """Return a port of `PORTS` at which nothing listens."""
    while True:
        port = random.choice(PORTS)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
