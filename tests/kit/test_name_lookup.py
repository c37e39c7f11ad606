"""Names of other computers are looked up by the system, and the loop goes on meanwhile."""

import subprocess
import sys

# The name server answers once the loop has gone on: if the lookup holds the loop, it never does.
SCRIPT = """
import wsgi
import socket
from eventlet import sleep, spawn
from eventlet.patcher import original

has_gone_on = original("threading").Event()
system = original("socket")
look_up = system.getaddrinfo

def slow(host, *arguments, **options):
    assert host == "far.example"
    assert has_gone_on.wait(20), "the loop stood still"
    return look_up("127.0.0.1", *arguments, **options)

system.getaddrinfo = slow
listener = socket.create_server(("127.0.0.1", 0))

def go_on():
    sleep(0)
    has_gone_on.set()

spawn(go_on)
with socket.create_connection(("far.example", listener.getsockname()[1])) as connection:
    print(connection.getpeername()[0])
"""


def test_slow_name_server_does_not_hold_the_loop():
    found = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=False
    )
    assert (found.stdout, found.stderr) == ("127.0.0.1\n", "")
