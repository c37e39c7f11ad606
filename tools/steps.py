"""The list of checks, with the commands and the surroundings of each."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple

from tools.changed import changed_files, unit_tests_beside
from tools.other_python import other_python, other_python_or_ours
from tools.stamps import ROOT
from tools.surroundings import (
    again,
    apart,
    as_it_is,
    with_browser,
    with_proxy,
    with_servers,
    with_threads,
)

Command = list[str]
QUICK_NAMES = {"format", "ruff", "mypy", "imports", "djlint", "tsc", "js", "modules"}
DATA_FOLDERS = (
    "connect/lti connect/xapi learn/catchup learn/courses learn/exams learn/identity "
    "learn/offline learn/study live/assessment live/captions live/chat live/groups live/pages "
    "live/polls live/presence live/proxies live/questions live/signals live/slides live/stage "
    "live/steps live/timing operate/commands operate/personal people/accounts people/audit "
    "results/attendance results/certificates results/completion results/dashboards "
    "results/desk results/registers results/replay results/reports results/series "
    "room/cohorts room/engine room/floor room/lobby room/sessions"
).split()

# Each worker has its own databases and servers, so all these tests may run side by side.
UNIT = ["-m", "not protocol and not browser", "-n", "2"]
# These tests mostly wait: for heartbeats, for a broken link, for a process to end. The paths are
# named so that pytest does not collect all other tests first.
PROTOCOL_PLACES = ["tests/protocol", "tests/operate/rehearsal/test_run.py", "tests/test_docs.py"]
PROTOCOL = ["-m", "protocol", "-n", "4"]
BROWSER = ["-m", "browser", "-n", "3", "--dist", "worksteal", "tests/browser"]
# Checks only that measuring works: figures need a quiet machine. The `node` side is left out,
# because its packages would have to be fetched.
BENCH = ["--short", "--sides", "ours,stock,raw"]


# `unit` and `protocol` run all tests on SQLite, eventlet and this Python. Each later step changes
# one of these, and runs only the tests whose result could change with it.
#
# If another Python is installed, the tests on PostgreSQL run on it, so that one run covers both. To
# see which of the two made a test fail, run that test on SQLite:
# `.venv-3.13/bin/python -m pytest TEST` also fails if the cause is Python.


def _protocol(*names: str) -> list[str]:
    """Return arguments for the protocol tests in these files; names may contain wildcards."""
    paths = [str(path) for name in names for path in sorted(ROOT.glob(f"tests/protocol/{name}"))]
    return [*PROTOCOL, *paths]


# PostgreSQL runs the folders whose tests send statements, and the protocol tests that wait for a
# commit or for another process, because the drivers differ, also in how they wait. Reading and
# writing links needs no database.
#
# PostgreSQL skips these files and `content/importing`: the files that it runs send the same
# statements, and meet the same refusals by the database.
SAME_STATEMENTS = [
    "learn/catchup/test_pages.py",
    "results/completion/test_tests.py",
    "connect/lti/test_forged.py",
    "learn/offline/test_answer_file.py",
    "connect/xapi/test_statements.py",
    "connect/xapi/test_tests_taken.py",
]
DATA = [
    *UNIT,
    *(f"--ignore=tests/{name}" for name in SAME_STATEMENTS),
    *(f"tests/{folder}" for folder in DATA_FOLDERS),
]
DATA_PROTOCOL = _protocol(
    "test_clients.py",
    "test_durability.py",
    "test_queue_away.py",
    "test_seats.py",
    "test_two_processes.py",
)
# The two deselected files do not depend on how the server waits, and are slow: they start servers
# of their own.
THREADING = [
    *PROTOCOL,
    *PROTOCOL_PLACES,
    *(f"--deselect=tests/protocol/{name}" for name in ("test_clock.py", "test_durability.py")),
]
# Another Python may behave differently where we touch the internals of libraries, and the socket
# itself. The rest of the protocol, and what the database keeps after a kill, do not depend on it.
OTHER_PROTOCOL = _protocol("test_slow_readers.py", "test_transport_*.py")
# Tests that `postgres` ran on another Python do not run again, except for those of the live path:
# they run on SQLite, too, which is reached through Python's own library.
ASKED_WITH_DATA = [folder for folder in DATA_FOLDERS if folder != "room/engine"]
# A compiler that does not depend on Python typesets handouts; one test file is enough to see that
# it is installed. Pages, access to them, words and documents do not depend on the Python version.
SAME_IN_ANY = [
    "content/handouts/test_[chst]*.py",
    "*/*/test_pages.py",
    "content/lessons/test_*hostile.py",
    "room/engine/test_follow.py",
    "room/engine/test_permissions.py",
    "content/modules/*",
    "test_doc*.py",
    "test_page_access.py",
    "test_transla*.py",
    "test_walls.py",
]
OTHER = [
    *UNIT,
    *(f"--ignore=tests/{folder}" for folder in ASKED_WITH_DATA),
    *(f"--ignore-glob=tests/{name}" for name in SAME_IN_ANY),
]


class Step(NamedTuple):
    """A step that `waits` mostly waits for servers, so that other steps can run beside it.

    A step marked `alone` runs after all others: the browser tests mostly wait, too, but give a
    browser only some seconds to answer.
    """

    name: str
    commands: Callable[[], list[Command]]
    surroundings: Callable[[], AbstractContextManager[dict[str, str]]] = as_it_is
    waits: bool = False
    alone: bool = False


def _python(*words: str) -> Callable[[], list[Command]]:
    return lambda: [[sys.executable, "-m", *words]]


def _pytest(
    *suites: list[str], python: Callable[[], str] = lambda: sys.executable
) -> Callable[[], list[Command]]:
    return lambda: [[python(), "-m", "pytest", "-q", *suite] for suite in suites]


def _lint_imports() -> list[Command]:
    program = shutil.which("lint-imports", path=os.path.dirname(sys.executable))
    return [[program or "lint-imports", "--no-cache", "--no-logo"]]


def _tsc() -> list[Command]:
    return [["node", "node_modules/typescript/bin/tsc", "-p", "tsconfig.json"]]


def _node_tests() -> list[Command]:
    # Node releases differ in how they treat a folder, so each file is named.
    files = sorted(str(file) for file in (ROOT / "tests/js").rglob("*.test.js"))
    typescript = ["--import", "./tools/typescript.mjs"]
    return [["node", *typescript, "--test", "--test-reporter=spec", *files]]


def _tests_beside() -> list[Command]:
    return [[sys.executable, "-m", "pytest", "-q", *UNIT, *unit_tests_beside(changed_files())]]


STEPS = [
    Step("format", _python("ruff", "format", "--check", ".")),
    Step("ruff", _python("ruff", "check", ".")),
    Step("mypy", _python("mypy", "--strict", "webinar", "tools", "bench")),
    Step("imports", _lint_imports),
    Step("djlint", _python("djlint", "--lint", "--profile=jinja", "templates")),
    Step("tsc", _tsc),
    Step("js", _node_tests),
    Step("modules", _python("webinar.cli", "lint", "modules")),
    Step("unit", _pytest(UNIT)),
    Step("protocol", _pytest([*PROTOCOL, *PROTOCOL_PLACES]), waits=True),
    Step("bench", _python("bench.slides", *BENCH), apart, waits=True),
    Step("postgres", _pytest(DATA, python=other_python_or_ours), with_servers),
    Step(
        "postgres-protocol",
        _pytest(DATA_PROTOCOL, python=other_python_or_ours),
        with_servers,
        waits=True,
    ),
    Step("proxy", _pytest(_protocol("test_proxy.py")), with_proxy, waits=True),
    Step("python3.13", _pytest(OTHER, python=other_python), again),
    Step("python3.13-protocol", _pytest(OTHER_PROTOCOL, python=other_python), again, waits=True),
    Step("threading", _pytest(THREADING), with_threads, waits=True),
    Step("browser", _pytest(BROWSER), with_browser, alone=True),
]

# The checks to run while working: those that read all of the code, and the unit tests beside the
# changed files.
QUICK = [
    *(step for step in STEPS if step.name in QUICK_NAMES),
    Step("tests-beside", _tests_beside, waits=True),
]
