"""Reads the kernel's figures of a process: time on a core, time waiting for a core, memory."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SERVER_CORE, LOAD_CORE = 0, 1


@dataclass(frozen=True)
class CpuTime:
    """Seconds of a process. `running` is the time of all threads on a core.

    `other_threads` is the part of `running` that belongs to threads other than the first. `waiting`
    is the time for which the first thread was ready to run while another thread had the core.
    """

    running: float = 0.0
    other_threads: float = 0.0
    waiting: float = 0.0

    @property
    def disturbed(self) -> float:
        """Seconds for which other processes kept the first thread waiting."""
        return max(0.0, self.waiting - self.other_threads)

    def __sub__(self, other: CpuTime) -> CpuTime:
        return self + CpuTime(-other.running, -other.other_threads, -other.waiting)

    def __add__(self, other: CpuTime) -> CpuTime:
        return CpuTime(
            self.running + other.running,
            self.other_threads + other.other_threads,
            self.waiting + other.waiting,
        )


def cpu_time(pid: int) -> CpuTime:
    """Sum the time of all threads so far.

    The figures come from the scheduler: they are exact, and other load hardly changes them.
    """
    total = CpuTime()
    for stat in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            running, waiting, _ = (int(word) / 1e9 for word in stat.read_text().split())
        except OSError:
            continue  # a thread that has just ended
        is_first = stat.parent.name == str(pid)
        total += CpuTime(running, 0.0, waiting) if is_first else CpuTime(running, running, 0.0)
    return total


def resident(pid: int) -> int:
    """Return the resident memory in bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    match = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(match[1]) * 1024 if match else 0


def pin(core: int) -> None:
    """Keep this process on the core of this number, or on the last core if there are fewer."""
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[min(core, len(cores) - 1)]})


@contextmanager
def unpinned() -> Iterator[None]:
    """Let processes that are started in the block run on any core."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)
