"""./check: steps side by side, all of them reported, and nothing left behind."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from config import ROOT
from tests.conftest import EVERY_WAY, SERVED
from tests.protocol.waiting import until
from tools import other_python, steps
from tools.steps import PROTOCOL_PLACES, STEPS

FINE = "pass"
FAILS = "print('what is wrong'); raise SystemExit(3)"
# Each goes on only when the other has begun.
MEETS = """
import pathlib, time
pathlib.Path("{ours}").touch()
deadline = time.monotonic() + 300
while not pathlib.Path("{theirs}").exists():
    assert time.monotonic() < deadline
    time.sleep(0.01)
"""
# Does not end by itself, and has a child that does not either.
HANGS = """
import os, pathlib, subprocess, sys
child = subprocess.Popen(["sleep", "600"])
kept = pathlib.Path("{file}")
kept.with_suffix(".half").write_text(f"{{os.getpid()}} {{os.getppid()}} {{child.pid}}")
kept.with_suffix(".half").rename(kept)
child.wait()
"""


def command(*planted):
    return [sys.executable, "-m", "tests.planted_steps", json.dumps(planted)]


def check(*planted):
    environment = {**os.environ, "CI": ""}
    return subprocess.run(
        command(*planted), cwd=ROOT, env=environment, capture_output=True, text=True
    )


def results(checked):
    """Of each step in the table its name and result."""
    table = checked.stdout.split("\ncheck ", 1)[1].splitlines()[1:]
    return [tuple(line.split()[:2]) for line in table[: table.index("")]]


def test_what_waits_runs_beside_what_does_not(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"

    checked = check(
        ["one", MEETS.format(ours=one, theirs=other), ""],
        ["other", MEETS.format(ours=other, theirs=one), "waits"],
    )

    assert checked.returncode == 0, checked.stdout
    assert results(checked) == [("one", "ok"), ("other", "ok")]


def test_what_must_be_alone_comes_after_all_that_waits(tmp_path):
    one, other, ended = tmp_path / "one", tmp_path / "other", tmp_path / "ended"
    both = MEETS.format(ours=one, theirs=other), MEETS.format(ours=other, theirs=one)
    leaves = f"import pathlib; pathlib.Path({str(ended)!r}).touch()"
    looks = f"import pathlib; assert pathlib.Path({str(ended)!r}).exists()"

    checked = check(
        ["shy", looks, "alone"], ["one", both[0], ""], ["other", both[1] + leaves, "waits"]
    )

    assert results(checked) == [("shy", "ok"), ("one", "ok"), ("other", "ok")]


def test_what_fails_or_cannot_run_hides_no_other():
    checked = check(
        ["wrong", FAILS, ""],
        ["missing", None, "waits"],
        ["fine", FINE, ""],
        ["killed", "import os; os.kill(os.getppid(), 9)", "waits"],
        ["also-fine", FINE, "waits"],
    )

    assert checked.returncode == 1
    assert results(checked) == [
        ("wrong", "FAILED"),
        ("missing", "SKIPPED"),
        ("fine", "ok"),
        ("killed", "FAILED"),
        ("also-fine", "ok"),
    ]
    assert "FAILED: wrong, killed" in checked.stdout
    assert "NOT CHECKED: missing: no such thing here" in checked.stdout


def test_what_a_step_writes_is_shown_in_one_piece_under_its_name(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    meeting = MEETS.format(ours=one, theirs=other), MEETS.format(ours=other, theirs=one)

    checked = check(
        ["wrong", f"print('first', flush=True){meeting[0]}{FAILS}", ""],
        ["other", f"print('second', flush=True){meeting[1]}print('third')", "waits"],
    )

    assert "first\nwhat is wrong\n" in checked.stdout.split("=== wrong: FAILED", 1)[1]
    assert "second\nthird\n" in checked.stdout.split("=== other: ok", 1)[1]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_however_it_is_ended_nothing_of_it_is_left(tmp_path, how):
    files = tmp_path / "one", tmp_path / "other"
    planted = [
        [file.name, HANGS.format(file=file), "waits" if file is files[0] else ""] for file in files
    ]

    checking = subprocess.Popen(command(*planted), cwd=ROOT, stdout=subprocess.PIPE)
    until(lambda: all(file.exists() for file in files))
    started = [int(number) for file in files for number in file.read_text().split()]
    assert len([number for number in started if is_running(number)]) == 6
    checking.send_signal(how)
    checking.communicate()

    assert checking.returncode == (-how if how is signal.SIGKILL else 130)
    until(lambda: not any(is_running(number) for number in started))


def is_running(number):
    try:
        stat = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False
    return stat.rsplit(") ", 1)[1][0] not in "ZX"


def test_without_another_python_postgresql_is_asked_on_ours(monkeypatch):
    monkeypatch.setattr(other_python, "OTHER_PYTHON", "python3.99")

    asked = [step.commands() for step in STEPS if step.name.startswith("postgres")]

    assert [command[0] for commands in asked for command in commands] == [sys.executable] * 2


def test_all_that_talks_to_a_server_is_asked():
    places = tuple(ROOT / place for place in PROTOCOL_PLACES)

    marked = [
        file
        for file in (ROOT / "tests").rglob("test_*.py")
        if "mark.protocol" in file.read_text() and file != Path(__file__)
    ]

    assert marked
    assert all(any(file.is_relative_to(place) for place in places) for file in marked)


def test_every_place_that_checks_name_is_there():
    """A place that has moved would be asked, or left out, without a word."""
    suites = (steps.DATA, steps.DATA_PROTOCOL, steps.THREADING, steps.OTHER, steps.BROWSER)
    named = {word.rpartition("=")[2] for suite in suites for word in suite if "tests/" in word}
    named |= {f"tests/{place}" for place in (*EVERY_WAY, *SERVED)}
    paths = {name.removeprefix(f"{ROOT}/").rstrip("/") for name in named}

    assert len(paths) > 50
    assert [path for path in sorted(paths) if not any(ROOT.glob(path))] == []
