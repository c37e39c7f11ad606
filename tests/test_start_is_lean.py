"""Work that a start leaves out."""

import json
import subprocess
import sys

import pytest

from tools.stamps import ROOT

# Starts as the server does, up to the moment before it serves; prints what it found.
START = """
import gc, json, sys

def runs():
    return sum(generation["collections"] for generation in gc.get_stats())

at_first = runs()
import wsgi
from webinar import features
for kind in ("sockets", "views", "feature"):
    features.load(kind)
before = {"runs": runs() - at_first, "on": gc.isenabled()}
from webinar.kit.tuning import tune_interpreter
tune_interpreter()
after = {"on": gc.isenabled(), "frozen": gc.get_freeze_count()}
print(json.dumps({"before": before, "after": after, "modules": sorted(sys.modules)}))
"""


@pytest.fixture(scope="module")
def start():
    done = subprocess.run(
        [sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_the_collector_rests_until_the_server_serves(start):
    assert start["before"]["on"] is False
    assert start["before"]["runs"] <= 1  # one may come before the line that stops it
    assert start["after"]["on"] is True
    assert start["after"]["frozen"] > 100_000
