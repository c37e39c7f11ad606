"""Finds a Firefox for the tests of voice: FIREFOX, the system's, or Debian's package.

Debian's package is installed where this surprises nobody, and elsewhere only unpacked, beside the
other things that ./check has made. No registry of Python or Node has a Firefox.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tools.bootstrap import one_at_a_time
from tools.stamps import ROOT

PACKAGE = "firefox-esr"
NAMES = [PACKAGE, "firefox"]
FOLDER = ROOT / ".firefox"
UNPACKED = FOLDER / "usr/lib/firefox-esr/firefox-esr"
# With an older one, WebDriver BiDi lacks commands that the tests use.
OLDEST = 140


def find() -> str | None:
    """Return the path of a Firefox that starts, or None."""
    return _named_or_installed() or _from_apt() or _unpacked()


def is_there() -> bool:
    """Return whether there is a Firefox that `find` has not returned because it does not start."""
    return UNPACKED.exists() or any(shutil.which(name) for name in NAMES)


def _named_or_installed() -> str | None:
    paths = (shutil.which(name) for name in [os.environ.get("FIREFOX", ""), *NAMES] if name)
    return next((path for path in paths if path and _starts(path)), None)


def _from_apt() -> str | None:
    """Install only where this surprises nobody: as root, on a build server or on request."""
    may_install = os.environ.get("CI") == "true" or os.environ.get("INSTALL_BROWSER") == "1"
    if not may_install or os.geteuid() or not shutil.which("apt-get"):
        return None
    print("Installing Firefox with apt-get …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", PACKAGE]):
        options = ["--quiet=2", "--yes", "--no-install-recommends"]
        subprocess.run(["apt-get", *options, *command], env=environment, stdout=subprocess.DEVNULL)
    return _named_or_installed()


def _unpacked() -> str | None:
    """Unpack the package without installing it, which needs no rights, if the system has apt."""
    with one_at_a_time():
        if not UNPACKED.exists() and not (shutil.which("apt-get") and _unpack()):
            return None
    return str(UNPACKED) if _starts(str(UNPACKED)) else None


def _unpack() -> bool:
    print("Fetching Firefox with apt-get …", flush=True)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    fetching = ["apt-get", "--quiet=2", "download", PACKAGE]
    if subprocess.run(fetching, cwd=FOLDER, stderr=subprocess.DEVNULL).returncode:
        return False
    [package] = Path(FOLDER).glob("*.deb")
    unpacking = subprocess.run(["dpkg-deb", "--extract", package, FOLDER])
    package.unlink()
    return unpacking.returncode == 0


def _starts(path: str) -> bool:
    # Ubuntu's firefox only says to use snap, and a package alone may lack libraries.
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    name, _, version = answer.stdout.strip().rpartition(" ")
    number = version.partition(".")[0]
    return name == "Mozilla Firefox" and number.isdigit() and int(number) >= OLDEST


if __name__ == "__main__":
    print(find())
