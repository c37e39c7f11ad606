"""The measured points from which `bench.capacity` takes its costs, in a file that others can read.

`bench.reach` writes the file; all times are seconds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench import machine, scratch


@dataclass(frozen=True)
class Point:
    """One repetition with this number of clients on one process.

    `last` has the seconds until the last client heard of each move. `move_core` is the time of the
    server's core for one move to all, `connect_core` that for one client that takes its seat, and
    `idle_share` the share of a core that the crowd takes while nothing happens.
    """

    clients: int
    last: Sequence[float]
    move_core: float
    connect_core: float
    idle_share: float
    mib_empty: float
    mib_more: float
    is_void: bool = False


@dataclass(frozen=True)
class Points:
    """`own` and `hop` are of two processes on PostgreSQL and Valkey, for each move.

    `own` has the seconds until the last client of the process that made the move heard of it, and
    `hop` the further seconds until the last of the other process did. Both may be empty.
    """

    machine: str
    points: list[Point] = field(default_factory=list)
    own: Sequence[float] = ()
    hop: Sequence[float] = ()

    @property
    def sizes(self) -> list[int]:
        return sorted({point.clients for point in self.points})


def default_file() -> Path:
    return scratch.folder() / "points.json"


def write(file: Path, points: Sequence[Point], own: Sequence[float], hop: Sequence[float]) -> None:
    """Replace the file by these points, with the date and this machine."""
    whole = asdict(Points(machine.description(), list(points), list(own), list(hop)))
    new = file.with_suffix(".new")
    new.write_text(json.dumps(whole, indent=1) + "\n")
    new.replace(file)


def read(file: Path) -> Points:
    """Raises OSError if there is no such file, and `ValueError` if it holds something else."""
    try:
        whole = json.loads(file.read_text())
        points = [Point(**point) for point in whole.pop("points")]
        return Points(points=points, **whole)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{file} is not a file of points: {error}") from error
