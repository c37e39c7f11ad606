"""Runs commands, and makes sure that none of their processes outlives this one."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from tools.stamps import ROOT

# An interrupted command may take this long to stop its servers.
PATIENCE_SECONDS = 15
# A child that was told to end may outlive its parent for a moment.
GRACE_SECONDS = 2


def problem_of(command: list[str], environment: Mapping[str, str]) -> str:
    """Run a command to its end and return its fault, or "".

    The command gets its own process group. Processes left in the group are found and ended.
    """
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: die_with_parent(signal.SIGINT),
    )
    try:
        code = process.wait()
    except KeyboardInterrupt:
        _interrupt(process)
        raise
    survivors = _end_group(process.pid)
    if code:
        return f"exit code {code}"
    return f"left behind: {', '.join(survivors)}" if survivors else ""


def start_server(
    command: list[str], environment: Mapping[str, str], log: IO[bytes]
) -> subprocess.Popen[bytes]:
    """Start a server with only this environment, in its own session; it ends with this process."""
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=lambda: die_with_parent(signal.SIGKILL),
    )


def die_with_parent(signal_number: signal.Signals) -> None:
    """Make a child end with its parent, even if that is killed. The child calls this at its start.

    Only Linux can do this; elsewhere the children of a killed parent stay.
    """
    if sys.platform == "linux":
        PR_SET_PDEATHSIG = 1
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal_number))


def _interrupt(process: subprocess.Popen[bytes]) -> None:
    """Pass Ctrl-C on, because the terminal sent it only to this process's group."""
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    _end_group(process.pid)


def _end_group(group: int) -> list[str]:
    deadline = time.monotonic() + GRACE_SECONDS
    while (names := _running_in(group)) and time.monotonic() < deadline:
        time.sleep(0.05)
    if names:
        os.killpg(group, signal.SIGKILL)
    return names


def _running_in(group: int) -> list[str]:
    """Return the names of a group's processes, without the dead ones not yet collected (Linux)."""
    names = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = stat.read_text(errors="replace").split("(", 1)[1].rsplit(") ", 1)
        except OSError:
            continue
        state, _parent, process_group, *_others = rest.split()
        if int(process_group) == group and state != "Z":
            names.append(name)
    return names
