"""./check with other steps: python -m tests.planted_steps STEPS, each [name, code, waits] as JSON.

Code that is null is what this machine cannot run.
"""

import json
import sys
from contextlib import contextmanager

from tools import check
from tools.steps import Step, Unavailable


@contextmanager
def unavailable():
    raise Unavailable("no such thing here")
    yield {}


def planted(name, code, waits):
    if code is None:
        return Step(name, list, unavailable, waits=waits)
    return Step(name, lambda: [[sys.executable, "-c", code]], waits=waits)


if __name__ == "__main__":
    check.STEPS[:] = [planted(*step) for step in json.loads(sys.argv[1])]
    sys.exit(check.main([]))
