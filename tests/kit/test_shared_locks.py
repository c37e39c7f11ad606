"""Locks of libraries do not deadlock when the loop and real threads share them."""

import subprocess
import sys

import pytest

from config import ROOT

# Switch threads constantly, so that sooner or later one is interrupted holding a lock.
SCRIPT = """
import warnings
warnings.simplefilter("ignore")
import eventlet
eventlet.monkey_patch()
import logging, sys
from eventlet import tpool
from sqlalchemy.orm import loading, session
from webinar.kit.shared_locks import share_locks
quiet = logging.getLogger("quiet")
logging.basicConfig(handlers=[logging.NullHandler()])
MEND and share_locks()
sys.setswitchinterval(1e-6)
act = {
    "session": lambda: session._new_sessionid(),
    "result": lambda: loading._new_runid(),
    "log": lambda: (quiet.isEnabledFor(10), quiet.manager._clear_cache()),
}["ACTION"]
def act_repeatedly():
    for _ in range(ROUNDS):
        act()
threads = [eventlet.spawn(tpool.execute, act_repeatedly) for _ in range(3)]
for _ in range(200):
    for _ in range(ROUNDS // 200):
        act()
    eventlet.sleep(0)
for thread in threads:
    thread.wait()
print("went on")
"""


def run_script(action, rounds, *, mended, seconds):
    script = SCRIPT.replace("ACTION", action).replace("ROUNDS", str(rounds))
    return subprocess.run(
        [sys.executable, "-c", script.replace("MEND", str(mended))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=seconds,
    )


@pytest.mark.parametrize("action", ["session", "result", "log"])
def test_loop_and_threads_take_ids_and_log_without_deadlock(action):
    """Planted fault: with the patched locks, every caller after the first clash waits for ever."""
    result = run_script(action, 40_000, mended=True, seconds=120)

    assert result.stdout.split("\n")[0] == "went on", result.stderr
