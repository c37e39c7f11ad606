"""Runs a command so that nothing of it outlives us."""

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

# How long a command may take to put its servers away when it is interrupted.
PATIENCE_SECONDS = 15
# A child that was told to end may be seen a moment longer than its parent.
GRACE_SECONDS = 2


def problem_of(command: list[str], environment: Mapping[str, str]) -> str:
    """Run a command to its end and return its fault, or nothing.

    It gets a process group of its own: what it leaves behind is found there and ended.
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
    left_behind = _end_group(process.pid)
    if code:
        return f"exit code {code}"
    return f"left behind: {', '.join(left_behind)}" if left_behind else ""


def start_server(
    command: list[str], environment: Mapping[str, str], log: IO[bytes]
) -> subprocess.Popen[bytes]:
    """A server with just this environment and a session of its own; it is gone when we are."""
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


def die_with_parent(how: signal.Signals) -> None:
    """Called in a child before it becomes its program: it ends even if we are killed outright.

    Known to Linux only; elsewhere a killed parent leaves its children.
    """
    if sys.platform == "linux":
        PR_SET_PDEATHSIG = 1
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(how))


def _interrupt(process: subprocess.Popen[bytes]) -> None:
    """Pass Ctrl-C on: the terminal sent it only to our own group."""
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
    """The names of a group's processes, without the dead that init has not collected (Linux)."""
    names = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = stat.read_text(errors="replace").split("(", 1)[1].rsplit(") ", 1)
        except OSError:
            continue
        state, _parent, its_group, *_others = rest.split()
        if int(its_group) == group and state != "Z":
            names.append(name)
    return names
