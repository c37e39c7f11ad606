"""A throw-away server under a neutral address, whose clock can be set forward."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.processes import start_server
from tools.services import free_port

HOST = "webinar.example"
PATIENCE_SECONDS = 30
MINUTE, DAY = 60, 24 * 60 * 60

# Runs wsgi.py unchanged, but one signal sets its clock forward by a minute, another by a day.
START = f"""
import runpy, signal

LEAPS = {{signal.SIGUSR1: {MINUTE}, signal.SIGUSR2: {DAY}}}

def leap(number, _):
    from webinar.kit import clock
    clock._anchor_wall += LEAPS[number]

for number in LEAPS:
    signal.signal(number, leap)
runpy.run_path("wsgi.py", run_name="__main__")
"""


class Server:
    """A running server. Pages reach it as `public_url`, other clients as `url`."""

    public_url = f"http://{HOST}"

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self._process = process
        self._log = log
        self.url = f"http://127.0.0.1:{port}"
        self.browser_rule = f"--host-resolver-rules=MAP {HOST}:80 127.0.0.1:{port}"

    @property
    def log(self) -> str:
        return self._log.read_text(errors="replace")

    @property
    def first_link(self) -> str:
        """The link with which the first administrator signs in."""
        [link] = re.findall(r"First administrator's one-time link: (\S+)", self.log)
        return str(link)

    def leap(self, minutes: int) -> None:
        """Let minutes go by for the server; pages must be loaded again afterwards."""
        self._signal(signal.SIGUSR1, minutes)

    def leap_days(self, days: int) -> None:
        """Let days go by for the server; users must sign in again afterwards."""
        self._signal(signal.SIGUSR2, days)

    def wait(self) -> None:
        """Wait until the server answers."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start:\n{self.log}")
            time.sleep(0.05)

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _signal(self, number: signal.Signals, times: int) -> None:
        for _ in range(times):
            self._process.send_signal(number)
            # Pending signals of one kind count only once.
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=1) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


@contextmanager
def serving() -> Iterator[Server]:
    """Start a server with an empty database; remove it and its files when the block ends."""
    with TemporaryDirectory(prefix="webinar-pictures-") as name:
        folder, port = Path(name), free_port()
        environment = {
            "PATH": os.environ["PATH"],
            "INSTANCE": str(folder / "instance"),
            "PORT": str(port),
            "PUBLIC_URL": Server.public_url,
            "DEMO": "0",
        }
        with (folder / "log").open("wb") as log:
            process = start_server([sys.executable, "-c", START], environment, log)
        server = Server(process, port, folder / "log")
        try:
            server.wait()
            yield server
        finally:
            server.stop()
