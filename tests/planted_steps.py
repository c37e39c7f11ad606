"""Run ./check with other steps: python -m tests.planted_steps STEPS.

STEPS is a list of [name, code, flag] as JSON. Null code stands for a step that this machine cannot
run; `flag` is "", "waits" or "alone".
"""

import json
import sys
from contextlib import contextmanager

from tools import check
from tools.steps import Step
from tools.surroundings import Unavailable


@contextmanager
def unavailable():
    raise Unavailable("no such thing here")
    yield {}


def step_of(name, code, flag):
    commands = list if code is None else lambda: [[sys.executable, "-c", code]]
    options = {"surroundings": unavailable} if code is None else {}
    return Step(name, commands, **options, **({flag: True} if flag else {}))


if __name__ == "__main__":
    check.STEPS[:] = [step_of(*step) for step in json.loads(sys.argv[1])]
    sys.exit(check.main([]))
