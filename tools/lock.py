"""Rewrites the pins after a change of an .in file or package.json: python -m tools.lock.

Run this in the environment that ./check makes. The pins are valid for every Python from 3.11.5 on,
and name no host, so that a mirror can be used.
"""

from __future__ import annotations

import subprocess
import sys

from tools import node
from tools.stamps import ROOT

OLDEST_PYTHON = "3.11.5"
# The order matters: the tools' pins follow the server's.
REQUIREMENTS = ["requirements", "requirements-node", "requirements-dev"]


def main() -> None:
    rules = ["--universal", "--generate-hashes", "--python-version", OLDEST_PYTHON]
    # An older pip does not apply a pin without its extra, and finds a newer release without a hash.
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
