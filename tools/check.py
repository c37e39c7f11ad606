"""Runs every check, or the named ones, and sums them up: python -m tools.check [names].

All run even after a failure. The result is 1 if any failed. What cannot run here is said loudly,
and fails on a build server (CI=true) if it could have been provided.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import NamedTuple, NoReturn

from tools.processes import problem_of
from tools.steps import STEPS, Step, Unavailable


class Outcome(NamedTuple):
    name: str
    result: str
    seconds: float
    reason: str = ""


def main(names: list[str]) -> int:
    unknown = set(names) - {step.name for step in STEPS}
    if unknown:
        known = ", ".join(step.name for step in STEPS)
        raise SystemExit(f"No such check: {', '.join(sorted(unknown))}. There are: {known}")
    for number in (signal.SIGINT, signal.SIGTERM):
        # Said even for SIGINT: a shell's background jobs, and their children, start deaf to it.
        signal.signal(number, _interrupt)
    outcomes = [_run(step) for step in STEPS if not names or step.name in names]
    _print_table(outcomes)
    return int(any(outcome.result == "FAILED" for outcome in outcomes))


def _run(step: Step) -> Outcome:
    print(f"\n=== {step.name}", flush=True)
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
    return Outcome(step.name, "FAILED" if reason else "ok", seconds, reason)


def _interrupt(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _print_table(outcomes: list[Outcome]) -> None:
    print(f"\n{'check':<18} {'result':<8} {'seconds':>7}")
    for name, result, seconds, reason in outcomes:
        print(f"{name:<18} {result:<8} {seconds:>7.1f}  {reason}".rstrip())
    skipped = [outcome for outcome in outcomes if outcome.result == "SKIPPED"]
    for outcome in skipped:
        print(f"\n!!! NOT CHECKED: {outcome.name}: {outcome.reason}")
    failed = [outcome.name for outcome in outcomes if outcome.result == "FAILED"]
    total = sum(outcome.seconds for outcome in outcomes)
    verdict = "All that could be checked is well." if skipped else "All is well."
    print(f"\n{'FAILED: ' + ', '.join(failed) if failed else verdict} ({total:.0f} s)")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
