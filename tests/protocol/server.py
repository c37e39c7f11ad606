"""The shipped server as a child process, with its own database, folder and port."""

import os
import re
import signal
import sys
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from tests.databases import drop_database, make_database
from tests.protocol.forked_server import AVAILABLE, Forked
from tests.protocol.waiting import PATIENCE_S, until
from tools.processes import start_server
from tools.services import free_port
from webinar.kit.db import Database

ROOT = Path(__file__).resolve().parents[2]
SECRET = "a-secret-key-for-protocol-tests-0123456789"
ENTRY = "wsgi.py"
# The start for tests that must not depend on timing.
PATIENT_ENTRY = "tests/protocol/long_deadlines.py"


class Server:
    """`database_url` is another server's, to share it; `entry` is a deliberately different start.

    It is forked from a process that has imported everything; with `unforked` the users' own command
    starts it.
    """

    def __init__(self, folder, entry=ENTRY, database_url=None, unforked=False, **settings):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._own_database = (
            None if database_url else make_database(folder, has_tables=not unforked)
        )
        self.database_url = database_url or self._own_database
        self._log = folder / "server.log"
        self._entry = entry
        self._start_process = Forked if AVAILABLE and not unforked else execute
        self._process = None
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "ASYNC_MODE": mode(),
            "SECRET_KEY": SECRET,
            "INSTANCE": str(folder / "instance"),
            "DATABASE_URL": self.database_url,
            "MESSAGE_QUEUE": os.environ.get("TEST_REDIS_URL", ""),
            "PORT": str(self.port),
            "EXPORTS_PER_MINUTE": "1000",
            **hub(),
            **settings,
        }

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_error):
        self.kill()
        if self._own_database is not None:
            drop_database(self._own_database)
        assert "Traceback" not in self.log, self.log

    def start(self):
        """Start and wait until it answers."""
        with self._log.open("ab") as log:
            self._process = self._start_process(self._entry, self._environment, log)
        try:
            # A server that fails to start exits and is noticed at once: patience costs nothing.
            until(self._answers, seconds=120)
        except BaseException:
            self.kill()
            print(self.log)
            raise

    def kill(self):
        """SIGKILL: the server sends and writes nothing more."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self):
        """SIGSTOP: its connections stay open, and it answers nothing until it is killed."""
        self._process.send_signal(signal.SIGSTOP)

    def stop(self):
        """SIGTERM: it says goodbye first. Returns its exit code."""
        process, self._process = self._process, None
        process.terminate()
        return process.wait(PATIENCE_S)

    @property
    def log(self):
        return self._log.read_text(errors="replace")

    def printed(self, label):
        """The last address that was printed for `label`, such as "Presenter"."""
        return re.findall(rf"{label}\s+(http\S+)", self.log)[-1]

    @property
    def memory(self):
        """The resident memory of the process, in bytes."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) * 1024

    @property
    def threads(self):
        """The number of threads of the process."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(re.search(r"Threads:\s+(\d+)", status).group(1))

    @property
    def connections(self):
        """The number of sockets that the process holds open, including the listening one."""
        count = 0
        for descriptor in Path(f"/proc/{self._process.pid}/fd").iterdir():
            with suppress(FileNotFoundError):
                count += descriptor.readlink().name.startswith("socket:")
        return count

    def database(self):
        return Database(self.database_url)

    def _answers(self):
        assert self._process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=PATIENCE_S) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False


def execute(entry, environment, log):
    """Run the start as a separate program."""
    return start_server([sys.executable, entry], environment, log)


def mode():
    return os.environ.get("ASYNC_MODE", "eventlet")


def hub():
    """The variable that chooses eventlet's hub, if the tests run with one other than its own."""
    return {name: os.environ[name] for name in ("EVENTLET_HUB",) if name in os.environ}
