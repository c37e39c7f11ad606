"""Prints the program's environment, then waits for a signal; LEAVES makes it exit at once."""

import json
import os
import resource
import signal
import sys
import threading


def surroundings():
    files = open_files()
    import wsgi  # noqa: F401  it patches the standard library

    eventlet = sys.modules.get("eventlet")
    return {
        "environment": dict(os.environ),
        "arguments": sys.argv,
        "path": sys.path,
        "name": __name__,
        "file": os.path.abspath(__file__),
        "folder": os.getcwd(),
        "files": files,
        "leads": [os.getsid(0) == os.getpid(), os.getpgrp() == os.getpid()],
        "handlers": [str(signal.getsignal(number)) for number in sorted(signal.valid_signals())],
        "masked": sorted(signal.pthread_sigmask(signal.SIG_BLOCK, ())),
        "limits": resource.getrlimit(resource.RLIMIT_NOFILE),
        "threads": [thread.name for thread in threading.enumerate()],
        "is main": threading.current_thread() is threading.main_thread(),
        "patched": sorted(eventlet.patcher.already_patched) if eventlet else [],
        "output": [sys.stdout.encoding, sys.stdout.line_buffering, sys.stderr.line_buffering],
    }


def open_files():
    """The target of each open file by its number, without the folder that lists them."""
    folder = "/proc/self/fd"
    numbers = [
        descriptor for descriptor in os.listdir(folder) if os.path.exists(f"{folder}/{descriptor}")
    ]
    return {number: os.path.basename(os.readlink(f"{folder}/{number}")) for number in numbers}


if __name__ == "__main__":
    print(json.dumps(surroundings()), flush=True)
    if "LEAVES" in os.environ:
        sys.exit(os.environ["LEAVES"])
    signal.pause()
