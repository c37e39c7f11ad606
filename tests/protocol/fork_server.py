"""A process that has imported everything, from which the tests' servers are forked.

Importing takes most of a start. Each fork then runs the start's own file as its main program, with
the environment, the log and the session that it would have had; nothing kept from the parent
depends on them.

`python -m tests.protocol.fork_server ADDRESS` takes a request in each datagram: the file to run and
the environment as JSON, and two open files, the log and a pipe. Into the pipe go two lines: the
number of the process and, once it has ended, its exit code. Everything is imported at the first
request, so an unused fork server costs nothing.
"""

import gc
import json
import os
import runpy
import signal
import socket
import sys
import time
from contextlib import suppress
from functools import cache

# Taken before eventlet replaces them: nothing else runs while these wait.
from os import fork, waitpid, write

from tools.processes import die_with_parent
from tools.stamps import ROOT

MAX_REQUEST_BYTES = 65536


def main(address):
    entry, environment, log = next_start(address)
    os.setsid()
    os.dup2(log, sys.stdout.fileno())
    os.dup2(log, sys.stderr.fileno())
    os.close(log)
    os.environ.update(environment)
    sys.argv = [entry]
    sys.path[0] = os.path.dirname(os.path.abspath(entry))
    read_the_clock()
    runpy.run_path(entry, run_name="__main__")


def next_start(address):
    """Return once for each request, each time in a new process."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as requests:
        requests.bind(address)
        while True:
            request, (log, report), *_ = socket.recv_fds(requests, MAX_REQUEST_BYTES, 2)
            prepare()
            if fork() == 0:
                break
            os.close(log)
            os.close(report)
            collect_keepers()
    die_with_parent(signal.SIGKILL)
    server = fork()
    if server != 0:
        keep(server, report)
    die_with_parent(signal.SIGKILL)
    os.close(report)
    return *json.loads(request), log


@cache
def prepare():
    """Do what a start does before it reads its settings, and convert our own Markdown."""
    import wsgi  # noqa: F401  it patches the standard library first
    from webinar import features
    from webinar.content.lessons import render
    from webinar.content.lessons.library import read_library
    from webinar.kit import db

    for kind in ("sockets", "views"):
        features.load(kind)
    db.configure_mappers()
    # The cache finds a page by all that it was made from, whatever its folder.
    for name in ("_convert", "_outline"):
        setattr(render, name, cache(getattr(render, name)))
    read_library(ROOT / "modules")
    if "eventlet" in sys.modules:
        # Drop the loop that patching has made: all forks would share what it waits for.
        sys.modules["eventlet"].hubs.use_hub()
    gc.collect()
    # None of this becomes garbage; collecting through it would copy it into every fork.
    gc.freeze()


def read_the_clock():
    """Anchor the clock, as a start that imports it does."""
    from webinar.kit import clock

    clock._anchor_wall, clock._anchor_monotonic = time.time(), time.monotonic()


def keep(server, report):
    """Be the server's parent: wait for its end, report it, and exit."""
    write(report, f"{server}\n".encode())
    _pid, status = waitpid(server, 0)
    write(report, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def collect_keepers():
    """Reap the keepers whose servers have ended."""
    with suppress(ChildProcessError):
        while waitpid(-1, os.WNOHANG) != (0, 0):
            pass


if __name__ == "__main__":
    main(*sys.argv[1:])
