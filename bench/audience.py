"""Tries a whole audience: two interpreters, ten listeners in three browsers, links that are poor.

Everything that happens is written to a file as it happens, and the report is made from that file;
Ctrl-C ends the trial early, with a report. Needs Linux, root, iproute2, a Chromium, and, for the
other engines, Firefox and WebKitGTK's driver; an engine that is missing is left out.
"""

from __future__ import annotations

import _thread
import argparse
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import which
from typing import NoReturn

from bench import scratch
from bench.links.network import Unavailable
from bench.trial import recordings, replaying
from bench.trial.browsers.webkit import DRIVER
from bench.trial.cast import CHROMIUM, FIREFOX, LISTENERS, SCRIPT, WEBKIT
from bench.trial.journal import Journal, read
from bench.trial.running import Trial
from bench.trial.server import Server
from bench.trial.story import Story
from bench.trial.verdict import report
from tools import chromium, firefox

SHORT_MINUTES = 3.0
JOURNAL = "journal.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.audience", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60, help="length (default: 60)")
    parser.add_argument(
        "--short", action="store_true", help="three minutes, to prove that the command works"
    )
    parser.add_argument(
        "--only", default="", help="listeners whose name contains one of these words"
    )
    parser.add_argument("--folder", type=Path, help="where to keep the journal and the recordings")
    parser.add_argument("--report", type=Path, help="only report on the trial in this folder")
    parser.add_argument("--hold", action="store_true", help="exit with 1 if a target is missed")
    settings = parser.parse_args()
    if settings.report:
        _finish(settings.report / JOURNAL, settings.hold)
    minutes = SHORT_MINUTES if settings.short else settings.minutes
    folder = settings.folder or scratch.folder() / time.strftime("audience-%Y%m%d-%H%M%S")
    folder.mkdir(parents=True, exist_ok=True)
    paths = _programs()
    wanted = settings.only.split(",") if settings.only else [""]
    listeners = [
        one
        for one in LISTENERS
        if one.engine in (*paths, SCRIPT) and any(word in one.name for word in wanted)
    ]
    # The end of this command must not leave the browsers behind.
    signal.signal(signal.SIGTERM, lambda *_: _thread.interrupt_main())
    journal = Journal(folder / JOURNAL)
    print(f"The journal: {journal.file}", flush=True)

    def check(server: Server) -> None:
        story = Story(read(journal.file))
        looks: tuple[Callable[[], None], ...] = (
            lambda: recordings.check(server, folder, story, journal),
            lambda: replaying.check(server, paths[CHROMIUM], folder, story, journal),
        )
        for look in looks:
            try:
                look()
            except Exception as error:  # noqa: BLE001  the report comes all the same
                journal.note("trial", "undone", text=f"{type(error).__name__}: {error}")

    try:
        Trial(listeners, paths, minutes * 60, folder, journal).run(check)
    except Unavailable as reason:
        sys.exit(str(reason))
    except Exception:
        # What has been noticed until now is worth a report, too.
        print(report(list(read(journal.file)))[0], flush=True)
        raise
    _finish(journal.file, settings.hold)


def _finish(file: Path, hold: bool) -> NoReturn:
    text, are_met = report(list(read(file)))
    (file.parent / "report.md").write_text(text + "\n")
    print(text, flush=True)
    sys.exit(1 if hold and not are_met else 0)


def _programs() -> Mapping[str, str]:
    """Return the program of each engine that this machine has. Ends without a Chromium."""
    found = {CHROMIUM: chromium.find(), FIREFOX: firefox.find(), WEBKIT: which(DRIVER)}
    if found[CHROMIUM] is None:
        sys.exit("no Chromium")
    return {engine: path for engine, path in found.items() if path}


if __name__ == "__main__":
    main()
