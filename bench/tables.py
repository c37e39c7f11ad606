"""Takes the tables of docs/performance.md in turn, in at most 25 minutes, and prints Markdown.

Left out are commands that need hours, browsers or listeners: cohorts, audience, listening, speech.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import machine, points
from tools.processes import die_with_parent

MINUTES = 25.0
DURABLE = "ours,node durable,ws durable,socket.io bun durable,bun durable,raw"
# What follows the name of a file of points, which one command writes and another reads.
POINTS = "POINTS"


class Table(NamedTuple):
    """A section of the page, and the command that makes it. `seconds` is what it may take."""

    section: str
    command: str
    arguments: tuple[str, ...]
    seconds: int


# The most important first, because the last ones are left out if time runs short.
PLAN = (
    Table("Slide moves", "slides", ("--sides", DURABLE), 330),
    Table(
        "Reach of one process",
        "reach",
        ("--n", "30,300,1000,3000,10000", "--repeat", "2", "--points", POINTS),
        560,
    ),
    Table("What 100,000 need", "capacity", ("--points", POINTS), 60),
    Table(
        "Votes, and slides under 800 votes per second",
        "votes",
        ("--n", "300", "--sides", "ours,node grouped,bun"),
        180,
    ),
    Table("Everybody joins by the page", "joining", ("--n", "1000", "--repeat", "2"), 75),
    Table("Memory", "memory", ("--n", "1000", "--repeat", "1"), 90),
    Table("Memory of those who joined", "memory", ("--joined", "--n", "1000", "--repeat", "1"), 45),
    Table(
        "Ten presenters at once",
        "burst",
        ("--n", "1000", "--repeat", "2", "--sides", "ours,node,bun,raw coalesced"),
        45,
    ),
    Table(
        "Everybody comes, everybody leaves",
        "crowd",
        ("--n", "3000", "--repeat", "1", "--sides", "ours,node,bun"),
        45,
    ),
    Table("Pages", "pages", ("--repeat", "1"), 30),
    Table("Heartbeats", "heartbeat", ("--repeat", "1", "--sides", "ours,node"), 40),
)

Run = Callable[[list[str], float], tuple[int | None, str]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.tables", description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES, help=f"default: {MINUTES:.0f}")
    parser.add_argument("--only", default="", help="only these commands, separated by commas")
    parser.add_argument("--short", action="store_true", help="run each once, with 30 clients")
    settings = parser.parse_args()
    wanted = settings.only.split(",") if settings.only else {table.command for table in PLAN}
    plan = [table for table in PLAN if table.command in wanted]
    # A run that is ended must not leave a server behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="webinar-tables-") as folder:
        file = Path(folder) / "points.json" if settings.short else points.default_file()
        sys.exit(take(plan, settings.minutes * 60, file, settings.short))


def take(
    plan: Sequence[Table],
    seconds: float,
    file: Path,
    short: bool = False,
    *,
    run: Run | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> int:
    """Print a section for each table, and what was left out; return the exit code.

    A table that may take longer than what remains is left out, and one that does is ended.
    """
    run, began = run or _run, clock()
    print(f"On {machine.description()}, over loopback.", flush=True)
    failed = False
    for table in plan:
        remaining = seconds - (clock() - began)
        print(f"\n### {table.section}\n", flush=True)
        if remaining < (1 if short else table.seconds):
            print(f"Left out: {remaining:.0f} s remained, and it may take {table.seconds} s.")
            continue
        words = [str(file) if word == POINTS else word for word in table.arguments]
        words += ["--short"] if short else []
        started = clock()
        code, text = run([sys.executable, "-m", f"bench.{table.command}", *words], remaining)
        print(text.strip())
        took = f"{clock() - started:.0f} s"
        if code is None:
            print(f"\nEnded after {took}: no time remained.")
        elif code:
            print(f"\nFailed with exit code {code} after {took}.")
        else:
            print(f"\n`python -m bench.{table.command} {' '.join(map(_quoted, words))}`, {took}")
        failed = failed or code != 0
    return int(failed)


def _run(command: list[str], seconds: float) -> tuple[int | None, str]:
    """Return the exit code and what was printed; None as the code if it was ended for its time."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: die_with_parent(signal.SIGKILL),
    )
    try:
        text, _ = process.communicate(timeout=seconds)
        return process.returncode, text
    except subprocess.TimeoutExpired:
        # Its servers end with it.
        process.kill()
        return None, process.communicate()[0]
    finally:
        process.kill()
        process.wait()


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


if __name__ == "__main__":
    main()
