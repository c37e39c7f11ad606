"""The official Python and JavaScript clients behind one interface: call, hear, close."""

import json
import queue
import subprocess
import threading
import time
from pathlib import Path

import socketio

from tests.protocol.waiting import PATIENCE_S


class Inbox:
    """The broadcasts that a client has heard, in order."""

    def __init__(self):
        self._heard = []
        self._changed = threading.Condition()

    def put(self, name, body):
        with self._changed:
            self._heard.append((name, body))
            self._changed.notify_all()

    def hear(self, name, seconds=PATIENCE_S):
        """Take and return the oldest broadcast of this name."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while True:
                for at, (heard_name, body) in enumerate(self._heard):
                    if heard_name == name:
                        del self._heard[at]
                        return body
                remaining = deadline - time.monotonic()
                assert remaining > 0, f"{name} was not heard; but: {self._heard}"
                self._changed.wait(remaining)


def official_client(longest_delay):
    """The Python client; it reconnects at most this many seconds after the server is back."""
    return socketio.Client(
        reconnection_delay=0.1, reconnection_delay_max=longest_delay, request_timeout=PATIENCE_S
    )


def connect(client, url, seat, transports):
    """Take a seat; raise if it is refused."""
    names = transports.split(",")
    client.connect(url, auth={"seat": seat}, transports=names, wait_timeout=PATIENCE_S)


class PythonClient(Inbox):
    def __init__(self, url, seat, transports):
        super().__init__()
        self._client = official_client(0.3)
        self._client.on("connect", lambda: self.put("connect", self._client.transport()))
        self._client.on("connect_error", lambda error: self.put("connect_error", error["message"]))
        self._client.on("*", lambda name, body: self.put(name, body))
        try:
            # Refusals are heard as events; the exception only repeats them.
            connect(self._client, url, seat, transports)
        except socketio.exceptions.ConnectionError:
            self._client.disconnect()

    @property
    def transport(self):
        return self._client.transport()

    def call(self, name, fields):
        return self._client.call(name, fields, timeout=PATIENCE_S)

    def close(self):
        self._client.disconnect()


class JavaScriptClient(Inbox):
    def __init__(self, url, seat, transports):
        super().__init__()
        self._answers = queue.Queue()
        self.transport = None
        self._process = subprocess.Popen(
            ["node", Path(__file__).with_name("client.mjs"), url, seat, transports],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def call(self, name, fields):
        self._process.stdin.write(json.dumps({"name": name, "fields": fields}) + "\n")
        self._process.stdin.flush()
        return self._answers.get(timeout=PATIENCE_S)

    def close(self):
        self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        self._process.stdout.close()

    def _read(self):
        for text in self._process.stdout:
            line = json.loads(text)
            if "answer" in line:
                self._answers.put(line["answer"])
                continue
            if line["heard"] in ("connect", "upgrade"):
                self.transport = line["body"]
            self.put(line["heard"], line["body"])
