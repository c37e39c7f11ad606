"""./check with other steps: python -m tests.planted_steps STEPS, each [name, code, how] as JSON.

Null code stands for a step this machine cannot run; `how` is "", "waits" or "alone".
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


def planted(name, code, how):
    commands = list if code is None else lambda: [[sys.executable, "-c", code]]
    around = {"surroundings": unavailable} if code is None else {}
    return Step(name, commands, **around, **({how: True} if how else {}))


if __name__ == "__main__":
    check.STEPS[:] = [planted(*step) for step in json.loads(sys.argv[1])]
    sys.exit(check.main([]))
