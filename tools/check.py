"""Runs every check, or the named ones, and sums them up: python -m tools.check [names | --quick].

Steps that mostly wait run beside the others; steps that must be alone run after them. All steps
run even after a failure, and the result is 1 if any failed. A step that cannot run here is
reported loudly, and fails on a build server (CI=true) that could have provided what it needs.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator

from tools.lanes import Outcome, interrupt_once, run
from tools.steps import QUICK, STEPS, Step


def main(names: list[str]) -> int:
    chosen = QUICK if names == ["--quick"] else _named(names)
    for number in (signal.SIGINT, signal.SIGTERM):
        # SIGINT needs this, too: a shell's background jobs and their children ignore it at first.
        signal.signal(number, interrupt_once)
    # Without Python's compiled files, every worker of every step would compile all tests again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.monotonic()
    try:
        ended = {outcome.name: outcome for outcome in _run(chosen)}
    except KeyboardInterrupt:
        return 130
    _print_table([ended[step.name] for step in chosen], time.monotonic() - started)
    return int(any(outcome.result == "FAILED" for outcome in ended.values()))


def _named(names: list[str]) -> list[Step]:
    """Return the named steps, or all steps if there are no names. Exit if a name is unknown."""
    unknown = set(names) - {step.name for step in STEPS}
    if unknown:
        known = ", ".join(step.name for step in STEPS)
        raise SystemExit(f"No such check: {', '.join(sorted(unknown))}. There are: {known}")
    return [step for step in STEPS if not names or step.name in names]


def _run(chosen: list[Step]) -> Iterator[Outcome]:
    beside = [step for step in chosen if not step.alone]
    lanes = [[step for step in beside if step.waits is waits] for waits in (False, True)]
    yield from run([lane for lane in lanes if lane])
    yield from run([[step for step in chosen if step.alone]])


def _print_table(outcomes: list[Outcome], total: float) -> None:
    print(f"\n{'check':<20} {'result':<8} {'seconds':>7} {'processor':>9}")
    for name, result, seconds, reason, cpu_seconds, _ in outcomes:
        print(f"{name:<20} {result:<8} {seconds:>7.1f} {cpu_seconds:>9.1f}  {reason}".rstrip())
    # A build server may keep only the end of what we print.
    for outcome in outcomes:
        if outcome.result == "FAILED":
            print("\n" + "\n".join([f"--- {outcome.name} ended with:", *outcome.last_lines]))
    skipped = [outcome for outcome in outcomes if outcome.result == "SKIPPED"]
    for outcome in skipped:
        print(f"\n!!! NOT CHECKED: {outcome.name}: {outcome.reason}")
    failed = [outcome.name for outcome in outcomes if outcome.result == "FAILED"]
    verdict = "All that could be checked is well." if skipped else "All is well."
    print(f"\n{'FAILED: ' + ', '.join(failed) if failed else verdict} ({total:.0f} s)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
