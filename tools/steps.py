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
    with_asyncio,
    with_browser,
    with_firefox,
    with_proxy,
    with_servers,
    with_threads,
)

Command = list[str]
QUICK_NAMES = {"format", "ruff", "mypy", "imports", "djlint", "tsc", "js", "modules"}
# The places are named so that pytest does not collect all other tests first.
PROTOCOL_PLACES = ["tests/protocol", "tests/operate/rehearsal/test_run.py", "tests/test_docs.py"]
BROWSER = ["-m", "browser and not firefox", "-n", "3", "--dist", "worksteal", "tests/browser"]
FIREFOX = ["-m", "firefox", "tests/browser/test_firefox.py"]
# Checks only that measuring works: figures need a quiet machine. The `node` side is left out,
# because its packages would have to be fetched.
BENCH = ["--sides", "ours,stock,raw"]

# `unit` and `protocol` run all tests on SQLite, eventlet and this Python. Each later step changes
# one of these, and runs only the tests whose result could change with it: their marks say so, which
# pyproject.toml explains.
#
# If another Python is installed, the tests on PostgreSQL run on it, so that one run covers both. To
# see which of the two made a test fail, run that test on SQLite:
# `.venv-3.13/bin/python -m pytest TEST` also fails if the cause is Python.
OTHER_PYTHON = "(live_path or not postgres) and not any_python and not protocol"


class Step(NamedTuple):
    """A step that `waits` runs beside others: it waits for servers or uses less than one core.

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
    *words: str, python: Callable[[], str] = lambda: sys.executable
) -> Callable[[], list[Command]]:
    return lambda: [[python(), "-m", "pytest", "-q", *words]]


def _unit(marks: str, *places: str, **python: Callable[[], str]) -> Callable[[], list[Command]]:
    """Each worker has its own databases and servers, so all these tests may run side by side."""
    elsewhere = ["--ignore=tests/browser", "--ignore=tests/protocol"]
    return _pytest("-n", "2", "-m", marks, *elsewhere, *(places or ["tests"]), **python)


def _protocol(marks: str, *places: str, **python: Callable[[], str]) -> Callable[[], list[Command]]:
    """These tests mostly wait: for heartbeats, for a broken link, for a process to end."""
    return _pytest("-n", "4", "-m", marks, *(places or ["tests/protocol"]), **python)


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
    return _unit("not protocol", *unit_tests_beside(changed_files()))()


def _bench() -> list[Command]:
    """Two servers are started and compared, one process is filled, and a capacity is calculated."""
    points = ["--points", "tests/bench/points.json"]
    return [
        [sys.executable, "-m", f"bench.{words[0]}", "--short", *words[1:]]
        for words in (["slides", *BENCH], ["reach"], ["capacity", *points])
    ]


STEPS = [
    Step("format", _python("ruff", "format", "--check", ".")),
    Step("ruff", _python("ruff", "check", ".")),
    Step("mypy", _python("mypy", "--strict", "webinar", "tools", "bench")),
    Step("imports", _lint_imports),
    Step("djlint", _python("djlint", "--lint", "--profile=jinja", "templates")),
    Step("tsc", _tsc),
    Step("js", _node_tests, waits=True),
    Step("modules", _python("webinar.cli", "lint", "modules")),
    Step("unit", _unit("not protocol")),
    Step("protocol", _protocol("protocol", *PROTOCOL_PLACES), waits=True),
    Step("bench", _bench, apart, waits=True),
    Step("postgres", _unit("postgres", python=other_python_or_ours), with_servers),
    Step(
        "postgres-protocol",
        _protocol("postgres", python=other_python_or_ours),
        with_servers,
        waits=True,
    ),
    Step("proxy", _protocol("protocol", "tests/protocol/test_proxy.py"), with_proxy, waits=True),
    Step("python3.13", _unit(OTHER_PYTHON, python=other_python), again),
    Step("python3.13-protocol", _protocol("transport", python=other_python), again, waits=True),
    Step(
        "threading",
        _protocol("protocol and not any_mode", *PROTOCOL_PLACES),
        with_threads,
        waits=True,
    ),
    # Two workers, because each of the servers has to import everything first.
    Step(
        "asyncio",
        _pytest("-n", "2", "-m", "transport", "tests/protocol"),
        with_asyncio,
        waits=True,
    ),
    Step("browser", _pytest(*BROWSER), with_browser, alone=True),
    Step("firefox", _pytest(*FIREFOX), with_firefox, alone=True),
]

# The checks to run while working: those that read all of the code, and the unit tests beside the
# changed files.
QUICK = [
    *(step for step in STEPS if step.name in QUICK_NAMES),
    Step("tests-beside", _tests_beside, waits=True),
]
