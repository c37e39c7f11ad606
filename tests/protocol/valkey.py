"""A test's own Valkey, to be killed, stopped and restarted."""

import signal
import socket
import subprocess

from tests.protocol.waiting import until
from tools.processes import die_with_parent
from tools.services import free_port, valkey_command


class Valkey:
    def __init__(self):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_error):
        self.kill()

    def start(self):
        self._process = subprocess.Popen(
            valkey_command(self.port),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            preexec_fn=lambda: die_with_parent(signal.SIGKILL),
        )
        until(self._answers)

    def kill(self):
        """SIGKILL: its connections are gone at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def hang(self):
        """SIGSTOP: its connections stay, and nothing is answered."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self._process.send_signal(signal.SIGCONT)

    def _answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
