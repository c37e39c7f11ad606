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

PASSING = "pass"
FAILING = "print('what is wrong'); raise SystemExit(3)"
# Each step continues only once the other has begun.
MEETING = """
import pathlib, time
pathlib.Path("{own_file}").touch()
deadline = time.monotonic() + 300
while not pathlib.Path("{other_file}").exists():
    assert time.monotonic() < deadline
    time.sleep(0.01)
"""
# The step never ends by itself, nor does its child.
HANGING = """
import os, pathlib, subprocess, sys
child = subprocess.Popen(["sleep", "600"])
pids = pathlib.Path("{file}")
pids.with_suffix(".half").write_text(f"{{os.getpid()}} {{os.getppid()}} {{child.pid}}")
pids.with_suffix(".half").rename(pids)
child.wait()
"""


def command(*steps):
    return [sys.executable, "-m", "tests.planted_steps", json.dumps(steps)]


def check(*steps):
    environment = {**os.environ, "CI": ""}
    return subprocess.run(
        command(*steps), cwd=ROOT, env=environment, capture_output=True, text=True
    )


def results(process):
    """Return the name and the result of each step in the table."""
    table = process.stdout.split("\ncheck ", 1)[1].splitlines()[1:]
    return [tuple(line.split()[:2]) for line in table[: table.index("")]]


def test_waiting_step_runs_beside_a_busy_one(tmp_path):
    file, other_file = tmp_path / "one", tmp_path / "other"

    process = check(
        ["one", MEETING.format(own_file=file, other_file=other_file), ""],
        ["other", MEETING.format(own_file=other_file, other_file=file), "waits"],
    )

    assert process.returncode == 0, process.stdout
    assert results(process) == [("one", "ok"), ("other", "ok")]


def test_solitary_step_runs_after_all_waiting_steps(tmp_path):
    file, other_file, end_file = tmp_path / "one", tmp_path / "other", tmp_path / "ended"
    meetings = (
        MEETING.format(own_file=file, other_file=other_file),
        MEETING.format(own_file=other_file, other_file=file),
    )
    make_file = f"import pathlib; pathlib.Path({str(end_file)!r}).touch()"
    check_file = f"import pathlib; assert pathlib.Path({str(end_file)!r}).exists()"

    process = check(
        ["shy", check_file, "alone"],
        ["one", meetings[0], ""],
        ["other", meetings[1] + make_file, "waits"],
    )

    assert results(process) == [("shy", "ok"), ("one", "ok"), ("other", "ok")]


def test_failed_or_impossible_step_hides_no_other():
    process = check(
        ["wrong", FAILING, ""],
        ["missing", None, "waits"],
        ["fine", PASSING, ""],
        ["killed", "import os; os.kill(os.getppid(), 9)", "waits"],
        ["also-fine", PASSING, "waits"],
    )

    assert process.returncode == 1
    assert results(process) == [
        ("wrong", "FAILED"),
        ("missing", "SKIPPED"),
        ("fine", "ok"),
        ("killed", "FAILED"),
        ("also-fine", "ok"),
    ]
    assert "FAILED: wrong, killed" in process.stdout
    assert "NOT CHECKED: missing: no such thing here" in process.stdout


def test_output_of_a_step_is_shown_in_one_piece_under_its_name(tmp_path):
    file, other_file = tmp_path / "one", tmp_path / "other"
    meetings = (
        MEETING.format(own_file=file, other_file=other_file),
        MEETING.format(own_file=other_file, other_file=file),
    )

    process = check(
        ["wrong", f"print('first', flush=True){meetings[0]}{FAILING}", ""],
        ["other", f"print('second', flush=True){meetings[1]}print('third')", "waits"],
    )

    assert "first\nwhat is wrong\n" in process.stdout.split("=== wrong: FAILED", 1)[1]
    assert "second\nthird\n" in process.stdout.split("=== other: ok", 1)[1]


@pytest.mark.parametrize("signal_sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_interrupted_check_leaves_no_process_behind(tmp_path, signal_sent):
    files = tmp_path / "one", tmp_path / "other"
    steps = [
        [file.name, HANGING.format(file=file), "waits" if file is files[0] else ""]
        for file in files
    ]

    process = subprocess.Popen(command(*steps), cwd=ROOT, stdout=subprocess.PIPE)
    until(lambda: all(file.exists() for file in files))
    pids = [int(number) for file in files for number in file.read_text().split()]
    assert len([number for number in pids if is_running(number)]) == 6
    process.send_signal(signal_sent)
    process.communicate()

    assert process.returncode == (-signal_sent if signal_sent is signal.SIGKILL else 130)
    until(lambda: not any(is_running(number) for number in pids))


def is_running(number):
    try:
        stat = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False
    return stat.rsplit(") ", 1)[1][0] not in "ZX"


def test_postgresql_tests_use_our_python_without_another_version(monkeypatch):
    monkeypatch.setattr(other_python, "OTHER_PYTHON", "python3.99")

    all_commands = [step.commands() for step in STEPS if step.name.startswith("postgres")]

    assert [command[0] for commands in all_commands for command in commands] == [sys.executable] * 2


def test_every_test_that_talks_to_a_server_is_run():
    places = tuple(ROOT / place for place in PROTOCOL_PLACES)

    files = files_with("mark.protocol")

    assert files
    assert all(any(file.is_relative_to(place) for place in places) for file in files)


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
    result = subprocess.run(
        [*script, "tests/content/modules/test_numbers.py"],
        # A step that runs the first ways alone leaves tests out, too.
        env={name: value for name, value in os.environ.items() if name != "TEST_WAYS"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert "test_numbers.py::" in result.stdout
    assert "deselected" not in result.stdout


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
    registered = {line.partition(":")[0] for line in pytestconfig.getini("markers")}
    commands = [command[3:] for step in STEPS for command in step.commands() if "pytest" in command]
    paths = {
        word.removeprefix("--ignore=")
        for command in commands
        for word in command
        if word.startswith(("tests", "--ignore"))
    }
    expressions = [command[command.index("-m") + 1] for command in commands]
    marks = set(re.findall(r"\w+", " ".join(expressions))) - {"and", "or", "not"}

    assert marks and marks <= registered
    assert paths and all((ROOT / path).exists() for path in paths)
