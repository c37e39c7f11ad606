"""./check runs steps side by side, reports all of them, and leaves nothing behind."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from config import ROOT
from tests.protocol.waiting import until
from tools import other_python
from tools.steps import PROTOCOL_PLACES, STEPS

FINE = "pass"
FAILS = "print('what is wrong'); raise SystemExit(3)"
# Each continues only once the other has begun.
MEETS = """
import pathlib, time
pathlib.Path("{ours}").touch()
deadline = time.monotonic() + 300
while not pathlib.Path("{theirs}").exists():
    assert time.monotonic() < deadline
    time.sleep(0.01)
"""
# Never ends by itself, nor does its child.
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
    """The name and result of each step in the table."""
    table = checked.stdout.split("\ncheck ", 1)[1].splitlines()[1:]
    return [tuple(line.split()[:2]) for line in table[: table.index("")]]


def test_waiting_step_runs_beside_a_busy_one(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"

    checked = check(
        ["one", MEETS.format(ours=one, theirs=other), ""],
        ["other", MEETS.format(ours=other, theirs=one), "waits"],
    )

    assert checked.returncode == 0, checked.stdout
    assert results(checked) == [("one", "ok"), ("other", "ok")]


def test_solitary_step_runs_after_all_waiting_steps(tmp_path):
    one, other, ended = tmp_path / "one", tmp_path / "other", tmp_path / "ended"
    both = MEETS.format(ours=one, theirs=other), MEETS.format(ours=other, theirs=one)
    leaves = f"import pathlib; pathlib.Path({str(ended)!r}).touch()"
    looks = f"import pathlib; assert pathlib.Path({str(ended)!r}).exists()"

    checked = check(
        ["shy", looks, "alone"], ["one", both[0], ""], ["other", both[1] + leaves, "waits"]
    )

    assert results(checked) == [("shy", "ok"), ("one", "ok"), ("other", "ok")]


def test_failed_or_impossible_step_hides_no_other():
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


def test_output_of_a_step_is_shown_in_one_piece_under_its_name(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    meeting = MEETS.format(ours=one, theirs=other), MEETS.format(ours=other, theirs=one)

    checked = check(
        ["wrong", f"print('first', flush=True){meeting[0]}{FAILS}", ""],
        ["other", f"print('second', flush=True){meeting[1]}print('third')", "waits"],
    )

    assert "first\nwhat is wrong\n" in checked.stdout.split("=== wrong: FAILED", 1)[1]
    assert "second\nthird\n" in checked.stdout.split("=== other: ok", 1)[1]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_interrupted_check_leaves_no_process_behind(tmp_path, how):
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


def test_postgresql_tests_use_our_python_without_another_one(monkeypatch):
    monkeypatch.setattr(other_python, "OTHER_PYTHON", "python3.99")

    asked = [step.commands() for step in STEPS if step.name.startswith("postgres")]

    assert [command[0] for commands in asked for command in commands] == [sys.executable] * 2


def test_every_test_that_talks_to_a_server_is_run():
    places = tuple(ROOT / place for place in PROTOCOL_PLACES)

    marked = files_with("mark.protocol")

    assert marked
    assert all(any(file.is_relative_to(place) for place in places) for file in marked)


def files_with(text):
    files = (ROOT / "tests").rglob("*.py")
    return [file for file in files if text in file.read_text() and file != Path(__file__)]


def test_test_with_a_database_also_runs_on_postgresql(request, db):
    assert request.node.get_closest_marker("postgres")


@pytest.mark.same_statements
def test_test_that_sends_nothing_new_does_not_run_on_postgresql(request, db):
    assert not request.node.get_closest_marker("postgres")


def test_folder_gives_its_marks_to_its_tests():
    """A test that did not get the mark of its folder would run in no step."""
    script = [sys.executable, "-m", "pytest", "-q", "--collect-only", "-n0", "-m", "any_python"]
    collected = subprocess.run(
        [*script, "tests/content/modules/test_numbers.py"],
        # A step that runs the first ways alone leaves tests out, too.
        env={name: value for name, value in os.environ.items() if name != "TEST_WAYS"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert "test_numbers.py::" in collected.stdout
    assert "deselected" not in collected.stdout


def test_every_test_that_needs_postgresql_is_marked_for_it():
    """It is skipped everywhere else, so without the mark it would never run."""
    unmarked = [
        file
        for file in files_with('reason="needs TEST_DATABASE_URL')
        if "mark.postgres" not in file.read_text() and "NGINX" not in file.read_text()
    ]

    assert unmarked == []


def test_steps_name_only_marks_and_paths_that_exist(pytestconfig, monkeypatch):
    """A renamed mark or a moved folder would silently drop tests out of a step, or add some."""
    parts = SimpleNamespace(ensure_venv=lambda *_: sys.executable, install=lambda *_: None)
    monkeypatch.setattr(other_python, "python_parts", parts)
    monkeypatch.setattr(other_python, "OTHER_PYTHON", "python3")
    known = {line.partition(":")[0] for line in pytestconfig.getini("markers")}
    commands = [command[3:] for step in STEPS for command in step.commands() if "pytest" in command]
    paths = {
        word.removeprefix("--ignore=")
        for command in commands
        for word in command
        if word.startswith(("tests", "--ignore"))
    }
    expressions = [command[command.index("-m") + 1] for command in commands]
    marks = set(re.findall(r"\w+", " ".join(expressions))) - {"and", "or", "not"}

    assert marks and marks <= known
    assert paths and all((ROOT / path).exists() for path in paths)
