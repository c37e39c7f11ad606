"""Words are made both off the loop and on it, so both must wait for a system lock."""

import subprocess
import sys

from config import ROOT

PATCHED = """
import warnings
warnings.simplefilter("ignore")
import eventlet
eventlet.monkey_patch()
from babel import localedata
from flask import Flask
from webinar.kit.web.i18n import init_i18n
print(type(localedata._cache_lock).__module__)
init_i18n(Flask("webinar"))
print(type(localedata._cache_lock).__module__)
"""


def test_the_loop_and_a_thread_may_both_wait_for_the_words_of_a_language():
    """Planted fault: with the patched lock the server stopped answering while a PDF was written."""
    program = subprocess.run(
        [sys.executable, "-c", PATCHED], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert program.stdout.split() == ["threading", "_thread"]
