"""Runs steps in parallel lanes, and says how each step ended.

Each step has a process of its own, which can be told to stop the servers that it started.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import IO, NamedTuple, NoReturn

from tools.processes import die_with_parent, problem_of
from tools.steps import Step
from tools.surroundings import Unavailable

# Enough for servers that are slow to stop.
PATIENCE_SECONDS = 60
# While a step runs alone, its new output is shown this often.
SHOWING_SECONDS = 0.5
# Enough for a test runner's summary.
LAST_LINES = 15

_fork = multiprocessing.get_context("fork")


class Outcome(NamedTuple):
    """`result` is "ok", "FAILED" or "SKIPPED"; `reason` says why it is not ok.

    `cpu_seconds` is the processor time of the step's processes, as far as their parents waited
    for them. `last_lines` is the end of the step's output.
    """

    name: str
    result: str
    seconds: float
    reason: str = ""
    cpu_seconds: float = 0.0
    last_lines: tuple[str, ...] = ()


class _Running(NamedTuple):
    """A step whose process writes to the file `output`."""

    step: Step
    process: ForkProcess
    answer: Connection
    output: IO[bytes]


def run(lanes: list[list[Step]]) -> Iterator[Outcome]:
    """Yield each step's outcome when it ends. The steps of a lane run one after the other.

    A step's output is shown when it ends, or as it comes if there is one lane only.
    """
    waiting = {number: list(lane) for number, lane in enumerate(lanes)}
    running: dict[int, _Running] = {}
    try:
        while running or any(waiting.values()):
            for number, steps in waiting.items():
                if number not in running and steps:
                    running[number] = _start(steps.pop(0))
            _say([one.step.name for one in running.values()], is_alone=len(lanes) == 1)
            if len(lanes) == 1:
                _show_until_end(running[0])
            ended = wait([one.process.sentinel for one in running.values()])
            for number in [key for key, one in running.items() if one.process.sentinel in ended]:
                yield _end(running.pop(number), is_shown=len(lanes) == 1)
    finally:
        # Steps are still running only if we are interrupted.
        _interrupt(list(running.values()))


def interrupt_once(_signal: int, _frame: object) -> NoReturn:
    """Handle the first signal; ignore later ones, which would break off the stopping of steps."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _say(names: list[str], is_alone: bool) -> None:
    print(f"\n=== {names[0]}" if is_alone else f"... {' and '.join(names)}", flush=True)


def _start(step: Step) -> _Running:
    ours, theirs = _fork.Pipe(duplex=False)
    output = tempfile.TemporaryFile()
    process = _fork.Process(target=_run, args=(step, theirs, output))
    process.start()
    theirs.close()
    return _Running(step, process, ours, output)


def _run(step: Step, answer: Connection, output: IO[bytes]) -> None:
    """Run the step, in its own process."""
    die_with_parent(signal.SIGTERM)
    os.dup2(output.fileno(), 1)
    os.dup2(output.fileno(), 2)
    try:
        answer.send(_outcome(step))
    except KeyboardInterrupt:
        sys.exit(130)


def _outcome(step: Step) -> Outcome:
    started = time.monotonic()
    try:
        with step.surroundings() as environment:
            problems = [problem_of(command, environment) for command in step.commands()]
    except Unavailable as missing:
        must = os.environ.get("CI") == "true" and missing.fails_on_ci
        return Outcome(step.name, "FAILED" if must else "SKIPPED", 0.0, str(missing))
    except Exception as error:
        # A server or an environment that could not be made must not hide the other results.
        return Outcome(step.name, "FAILED", time.monotonic() - started, str(error))
    reason = "; ".join(problem for problem in problems if problem)
    seconds = time.monotonic() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_seconds = used.ru_utime + used.ru_stime
    return Outcome(step.name, "FAILED" if reason else "ok", seconds, reason, cpu_seconds)


def _show_until_end(one: _Running) -> None:
    """Show the step's output as it comes."""
    shown = 0
    is_running = True
    while is_running:
        is_running = not wait([one.process.sentinel], SHOWING_SECONDS)
        # The step's process moves the file's position, which both share.
        while piece := os.pread(one.output.fileno(), 65536, shown):
            shown += len(piece)
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()


def _end(one: _Running, *, is_shown: bool) -> Outcome:
    one.process.join()
    try:
        outcome: Outcome = one.answer.recv()
    except EOFError:
        outcome = Outcome(one.step.name, "FAILED", 0.0, f"ended with {one.process.exitcode}")
    if not is_shown:
        _show(one, f"{outcome.result}, {outcome.seconds:.0f} s")
    one.output.seek(0)
    lines = one.output.read().decode(errors="replace").splitlines()
    one.output.close()
    return outcome._replace(last_lines=tuple(lines[-LAST_LINES:]))


def _show(one: _Running, how: str) -> None:
    print(f"\n=== {one.step.name}: {how}", flush=True)
    one.output.seek(0)
    shutil.copyfileobj(one.output, sys.stdout.buffer)
    sys.stdout.flush()


def _interrupt(running: list[_Running]) -> None:
    for one in running:
        one.process.terminate()
    for one in running:
        one.process.join(PATIENCE_SECONDS)
        one.process.kill()
        one.process.join()
        _show(one, "interrupted")
