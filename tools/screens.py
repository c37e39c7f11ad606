"""Measures what people see of a session: .venv/bin/python -m tools.screens

It starts its own server with an empty database and opens the room, the console and the stage in
every language, at the sizes of laptops and phones, with letters of 100 % and 200 %. While polls are
open it measures which share of the screen is slide or answer, which controls are in sight, how high
the bars are, and what moved by itself. It needs what `tools.screenshots` needs.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.look.measures import Measured
from tools.look.session import LookedAt
from tools.look.targets import misses
from tools.pictures.camera import open_camera
from tools.pictures.server import serving


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.screens", description=__doc__)
    parser.add_argument("--pictures", type=Path, help="keep a picture of every page in this folder")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    parser.add_argument("--hold", action="store_true", help="exit with 1 if a target is missed")
    settings = parser.parse_args()
    if settings.pictures:
        settings.pictures.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(prefix="webinar-screens-") as folder,
        serving() as server,
        open_camera(server, Path(folder)) as camera,
    ):
        measured = list(LookedAt(server, camera, settings.pictures).measured())
    if settings.json:
        settings.json.write_text(json.dumps([asdict(one) for one in measured], indent=1))
    print("\n".join(table(measured)))
    missed = [f"{title(one)}: {miss}" for one in measured for miss in misses(one)]
    print(f"\n{len(missed)} targets missed", *missed, sep="\n")
    return 1 if missed and settings.hold else 0


def table(measured: Sequence[Measured]) -> Iterator[str]:
    """One line for each page, size and moment."""
    for one in measured:
        controls = " ".join(f"{name} {seen}/{all_}" for name, (seen, all_) in one.controls.items())
        heights = " ".join(f"{name} {height} px" for name, height in one.heights.items())
        letters = " ".join(f"{name} {letter:.1%}" for name, letter in one.letters.items())
        facts = "  ".join(filter(None, (controls, heights, letters)))
        yield f"{title(one):34} content {one.share:4.0%}  {facts}  moved {one.shift:.3f}"


def title(one: Measured) -> str:
    return f"{one.page} {one.language} {one.size} {one.text_size} %"


if __name__ == "__main__":
    sys.exit(main())
