"""The virtual environment and its pinned packages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools import stamps
from tools.stamps import ROOT

VENV = ROOT / ".venv"


# The project is not installed as a package, so the command finds it by the command's own path.
LAUNCHER = """#!/bin/sh
venv=$(cd "$(dirname "$0")/.." && pwd)
PYTHONPATH=$(dirname "$venv") exec "$venv/bin/python" -m webinar.cli "$@"
"""


class SetUpError(Exception):
    """The user must provide something that is missing; the text says what."""


def python_of(venv: Path) -> Path:
    """Return the path of the environment's Python."""
    return venv / "bin" / "python"


def ensure_venv(venv: Path = VENV, base: str = sys.executable) -> Path:
    """Make the environment unless there is one that works: a system upgrade may break it."""
    python = python_of(venv)
    if not python.exists() or not _has_pip(venv):
        result = subprocess.run([base, "-m", "venv", "--clear", venv])
        if result.returncode:
            raise SetUpError(
                "No virtual environment. On Debian and Ubuntu: apt install python3-venv"
            )
    return python


def ensure_launcher(venv: Path = VENV) -> None:
    """Put the command line `webinar` beside the environment's Python."""
    launcher = venv / "bin" / "webinar"
    if not launcher.exists() or launcher.read_text() != LAUNCHER:
        launcher.write_text(LAUNCHER)
        launcher.chmod(0o755)


def install(name: str, venv: Path = VENV) -> None:
    """Install a requirements file exactly as pinned, if it has changed since the last time."""
    requirements = ROOT / name
    stamp = venv / f".stamp-{name}"
    # An environment knows its own path, so one that was moved or copied is set up again.
    value = stamps.digest([requirements, venv / "pyvenv.cfg"], str(venv))
    if stamps.is_current(stamp, value):
        return
    print(f"Installing {name} into {venv.name} …", flush=True)
    pip = [str(python_of(venv)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    options = ["--require-hashes", "--only-binary", ":all:", "-r", str(requirements)]
    subprocess.run([*pip, *options], check=True)
    stamps.write(stamp, value)


def _has_pip(venv: Path) -> bool:
    # The environment's link leads to the system's Python. An upgrade may have put a newer Python
    # there, with another library folder, which does not see the installed packages.
    name = python_of(venv).resolve().name
    folder = name if name.startswith("python3.") else "python3.*"
    return any(venv.glob(f"lib/{folder}/site-packages/pip/__main__.py"))
