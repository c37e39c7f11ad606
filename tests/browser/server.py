"""The real server as a child process, on a port and with a folder of its own."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tools.processes import die_with_parent
from tools.services import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 30
SECRET = "a-secret-key-for-browser-tests-0123456789"


class Server:
    """`origins` are further addresses at which browsers reach it, such as a proxy's."""

    def __init__(self, folder, modules, origins=(), **settings):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "server.log"
        self._process = None
        self._environment = {
            "PATH": os.environ["PATH"],
            "ASYNC_MODE": os.environ.get("ASYNC_MODE", "eventlet"),
            "SECRET_KEY": SECRET,
            "INSTANCE": str(folder / "instance"),
            "MODULES": str(modules),
            "PORT": str(self.port),
            "PUBLIC_URL": self.url,
            "EXTRA_ORIGINS": " ".join(origins),
            "DEMO": "0",
            **settings,
        }

    def start(self):
        """Start and wait until it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "wsgi.py"],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: die_with_parent(signal.SIGKILL),
            )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"The server did not start:\n{self.log}")
            time.sleep(0.05)

    def kill(self):
        """SIGKILL: nothing is said, nothing is written down any more."""
        self._end(signal.SIGKILL)

    def stop(self):
        self._end(signal.SIGTERM)

    @property
    def log(self):
        return self._log.read_text(errors="replace")

    @property
    def first_link(self):
        """The path of the link with which the first administrator signs in."""
        [link] = re.findall(r"First administrator, once: \S+?(/welcome/\S+)", self.log)
        return link

    def _answers(self):
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=1) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def _end(self, how):
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None
