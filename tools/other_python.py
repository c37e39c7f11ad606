"""Provides the second Python for the checks, with all packages in its own environment."""

from __future__ import annotations

import shutil
import subprocess
import sys

from tools import python_parts
from tools.bootstrap import one_at_a_time
from tools.stamps import ROOT
from tools.surroundings import Unavailable

OTHER_PYTHON = "python3.13"
OTHER_VENV = ROOT / ".venv-3.13"


def other_python() -> str:
    """Return the other Python with all packages. Raises `Unavailable` if there is none."""
    if OTHER_PYTHON == f"python3.{sys.version_info.minor}":
        raise Unavailable(f"{OTHER_PYTHON} is what the other checks ran on")
    # A version manager may have a stand-in for a missing Python, which hides the system's Python.
    candidates = (
        shutil.which(OTHER_PYTHON, path=path) for path in (None, "/usr/local/bin:/usr/bin")
    )
    base = next((candidate for candidate in candidates if candidate and _runs(candidate)), None)
    if base is None:
        raise Unavailable(f"no {OTHER_PYTHON} that runs")
    try:
        with one_at_a_time():
            python = python_parts.ensure_venv(OTHER_VENV, base)
            for name in ("requirements.txt", "requirements-dev.txt"):
                python_parts.install(name, OTHER_VENV)
    except python_parts.SetUpError as missing:
        raise Unavailable(f"{base}: {missing}") from missing
    return str(python)


def other_python_or_ours() -> str:
    """Return the other Python, or the one that runs this if there is no other."""
    try:
        return other_python()
    except Unavailable:
        return sys.executable


def _runs(python: str) -> bool:
    return subprocess.run([python, "-c", ""], capture_output=True).returncode == 0
