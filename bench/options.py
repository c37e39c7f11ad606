"""The options that all commands share."""

from __future__ import annotations

import argparse
import fcntl
import gc
import os
import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from bench import accounting, scratch
from bench.peers.every import installed


@dataclass(frozen=True)
class Options:
    """`sizes` are numbers of clients, and `by` the quantities that grow.

    A run with `short` only proves that the command works. With `hold`, missed targets are errors.
    """

    sizes: tuple[int, ...]
    repeat: int
    short: bool
    hold: bool
    sides: tuple[str, ...]
    churn: bool = False
    joined: bool = False
    points: str = ""
    by: tuple[str, ...] = ()

    @property
    def tries(self) -> int:
        """How many times a disturbed measurement is tried."""
        return 1 if self.short else 3


def read(
    name: str,
    description: str | None,
    sizes: Sequence[int],
    sides: Sequence[str],
    arguments: Sequence[str] | None = None,
    by: Sequence[str] = (),
) -> Options:
    """Read a command's options, and prepare this process: its own core, no pauses.

    `by` lists what may grow, for a command that measures growth.
    """
    parser = argparse.ArgumentParser(prog=f"python -m bench.{name}", description=description)
    sizes_text, sides_text = ",".join(map(str, sizes)), ",".join(sides)
    parser.add_argument(
        "--n",
        default=sizes_text,
        help=f"numbers of clients, separated by commas (default: {sizes_text})",
    )
    parser.add_argument(
        "--repeat", type=int, default=3, help="number of interleaved repetitions (default: 3)"
    )
    parser.add_argument(
        "--sides",
        default=sides_text,
        help=f"servers to measure, separated by commas (default: {sides_text})",
    )
    parser.add_argument(
        "--short",
        action="store_true",
        help="run once with 30 clients, to prove that the command works",
    )
    parser.add_argument("--hold", action="store_true", help="exit with 1 if a target is missed")
    if name == "memory":
        parser.add_argument(
            "--churn", action="store_true", help="let clients come and go for ten minutes"
        )
        parser.add_argument(
            "--joined", action="store_true", help="let people join by the page (only our server)"
        )
    if name == "reach":
        parser.add_argument("--points", default="", help="the file into which the points go")
    if by:
        parser.add_argument(
            "--by",
            choices=by,
            nargs="+",
            default=by,
            help="quantity that grows (default: each in turn)",
        )
    parsed = parser.parse_args(arguments)
    _make_ready()
    ready, missing = installed(parsed.sides.split(","))
    for side, reason in missing.items():
        print(f"- {side} is left out, because it cannot be installed here: {reason}")
    if not ready:
        sys.exit("none of the servers can be installed here")
    return Options(
        sizes=(30,) if parsed.short else tuple(int(size) for size in parsed.n.split(",")),
        repeat=1 if parsed.short else parsed.repeat,
        short=parsed.short,
        hold=parsed.hold,
        sides=ready,
        churn=getattr(parsed, "churn", False),
        joined=getattr(parsed, "joined", False),
        points=getattr(parsed, "points", ""),
        by=tuple(getattr(parsed, "by", ())),
    )


def _make_ready() -> None:
    wait_for_others()
    accounting.pin(accounting.LOAD_CORE)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    # A garbage collection during a measurement would be measured, too.
    gc.disable()


def wait_for_others() -> None:
    """Hold a lock until this process ends, because two measurements would disturb each other."""
    lock = os.open(scratch.folder() / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another measurement is running; waiting for it …", file=sys.stderr)
        fcntl.flock(lock, fcntl.LOCK_EX)
