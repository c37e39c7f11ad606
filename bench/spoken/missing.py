"""Says which program or package a measurement lacks, with the command that installs it."""

from __future__ import annotations

import importlib.util
import shutil

from tools.stamps import ROOT

PROGRAMS = {"espeak-ng": "apt-get install espeak-ng", "ffmpeg": "apt-get install ffmpeg"}
# No dependency of the project: it needs a C compiler and numpy, and only this measurement uses it.
PACKAGES = {"pesq": ".venv/bin/pip install pesq (needs a C compiler, and brings numpy)"}
CHROMIUM = "apt-get install chromium-headless-shell"


def missing_parts(*, has_chromium: bool) -> list[str]:
    """Return a line for each part without which no speech can be scored."""
    lacking = {name: how for name, how in PROGRAMS.items() if shutil.which(name) is None}
    for name, how in PACKAGES.items():
        if importlib.util.find_spec(name) is None:
            lacking[name] = how
    if not has_chromium:
        lacking["Chromium"] = CHROMIUM
    if not (ROOT / "node_modules/.bin/esbuild").exists():
        lacking["esbuild"] = "./check"
    return [say_missing(name, how) for name, how in lacking.items()]


def say_missing(name: str, how: str) -> str:
    return f"{name} is missing: {how}"
