"""Interface words are loaded on the event loop and in threads, so their lock must serve both."""

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


def test_words_are_loaded_under_a_system_lock_in_spite_of_monkey_patching():
    """With the patched lock, the server stopped answering while a thread wrote a PDF."""
    program = subprocess.run(
        [sys.executable, "-c", PATCHED], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert program.stdout.split() == ["threading", "_thread"]
