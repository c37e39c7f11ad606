"""Writes the pins again after an .in file or package.json was changed: python -m tools.lock.

Run in the environment that ./check makes. The result is valid for every Python from 3.11.5 on, and
names no host, so that a mirror can be used.
"""

from __future__ import annotations

import subprocess
import sys

from tools import node
from tools.stamps import ROOT

OLDEST_PYTHON = "3.11.5"
# In this order: the tools' pins follow the server's.
REQUIREMENTS = ["requirements", "requirements-node", "requirements-dev"]


def main() -> None:
    rules = ["--universal", "--generate-hashes", "--python-version", OLDEST_PYTHON]
    # A pin without its extra does not hold an older pip, which then finds a newer release unhashed.
    rules += ["--no-strip-extras"]
    quiet = ["--quiet", "--no-header", "--no-emit-index-url", "--no-emit-find-links"]
    for name in REQUIREMENTS:
        files = [f"{name}.in", "--output-file", f"{name}.txt"]
        command = [sys.executable, "-m", "uv", "pip", "compile", *rules, *quiet, *files]
        subprocess.run(command, cwd=ROOT, check=True)
    node_path, npm = node.find()
    node.put_on_path(node_path)
    for folder in [ROOT, ROOT / "tools/browser", ROOT / "tools/old_browsers"]:
        subprocess.run([*npm, "install", "--package-lock-only"], cwd=folder, check=True)


if __name__ == "__main__":
    main()
