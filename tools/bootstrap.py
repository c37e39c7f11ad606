"""Sets this folder up and starts the task: python -m tools.bootstrap run|check [arguments].

`--set-up` only sets up. This module uses only the standard library, and keeps the caller's
environment, which may name a proxy, a certificate or a package mirror. Each part is stamped, so
that a second start does nothing.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tools import node, node_parts, python_parts, translations
from tools.stamps import ROOT

# The Python arguments that start each task.
PROGRAMS = {"run": ["wsgi.py"], "check": ["-m", "tools.check"]}


def main(task: str, arguments: list[str]) -> None:
    with one_at_a_time():
        prepare(with_checks=task == "check")
    if arguments == ["--set-up"]:
        return
    python = str(python_parts.python_of(python_parts.VENV))
    os.execv(python, [python, *PROGRAMS[task], *arguments])


def prepare(with_checks: bool) -> None:
    """Install what the server needs, and the checks if wanted; build assets and translations."""
    python = python_parts.ensure_venv()
    python_parts.ensure_launcher()
    python_parts.install("requirements.txt")
    if with_checks:
        python_parts.install("requirements-dev.txt")
    node_path, npm = node.find()
    node.put_on_path(node_path)
    node_parts.install(npm, with_checks)
    subprocess.run([node_path, ROOT / "tools/build_assets.mjs"], check=True)
    if translations.stale():
        subprocess.run([python, "-m", "tools.translations"], cwd=ROOT, check=True)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Make a second start wait for the first, because both would install over each other."""
    with (ROOT / ".setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2:])
    except KeyboardInterrupt:
        sys.exit(130)
    except python_parts.SetUpError as missing:
        sys.exit(str(missing))
    except subprocess.CalledProcessError as failure:
        sys.exit(f"Set-up stopped: {' '.join(map(str, failure.cmd))} failed.")
