"""Fetches the oldest Chromium that the pages promise to work in, and later old ones, from npm.

Runs in the environment, because unpacking needs brotli. These browsers are for x86-64 Linux.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from tools import chromium, node, stamps
from tools.bootstrap import one_at_a_time
from tools.stamps import ROOT

# docs/organising.md and tools/targets.mjs promise the first version. The last one knows all CSS
# that the first lacks, but few of the later functions.
VERSIONS = ("80", "83", "88")
PACKAGE_FOLDER = ROOT / "tools/old_browsers"


def find(version: str) -> str | None:
    """Return the path of this Chromium if it has been fetched, or None."""
    starter = _unpacked(version) / "start"
    return str(starter) if starter.exists() else None


def install() -> str | None:
    """Fetch missing versions. Return the reason why a version is missing, or None."""
    with one_at_a_time():
        try:
            _install()
        except (OSError, subprocess.CalledProcessError) as error:
            return f"no old Chromium: {error}"
    silent = [version for version in VERSIONS if not _starts(version)]
    return f"Chromium {' and '.join(silent)} did not start" if silent else None


def _install() -> None:
    stamp = PACKAGE_FOLDER / "node_modules/.stamp"
    value = stamps.digest([PACKAGE_FOLDER / "package-lock.json", Path(__file__)])
    if stamps.is_current(stamp, value):
        return
    node_path, npm = node.find()
    node.put_on_path(node_path)
    print("Installing old versions of Chromium with npm …", flush=True)
    command = [*npm, "ci", "--loglevel=error", "--no-progress"]
    subprocess.run(command, cwd=PACKAGE_FOLDER, check=True)
    for version in VERSIONS:
        _unpack(version)
    stamps.write(stamp, value)


def _unpacked(version: str) -> Path:
    return PACKAGE_FOLDER / f"node_modules/.unpacked-{version}"


def _unpack(version: str) -> None:
    """Unpack the browser, and write a script that starts it with the settings it needs."""
    package, folder = PACKAGE_FOLDER / f"node_modules/chrome{version}/bin", _unpacked(version)
    browser = chromium.unpack(package, ("swiftshader", "aws"), folder)
    starter = folder / "start"
    starter.write_text(
        f"#!/bin/sh\n{_library_path(browser)}"
        f'exec "{browser}" --headless --no-zygote --no-sandbox "$@"\n'
    )
    starter.chmod(0o755)


def _library_path(browser: Path) -> str:
    """Return a line that adds the packages' libraries, or "" if the system lacks none.

    The libraries come from another system, so they are used only if needed.
    """
    libraries = subprocess.run(["ldd", browser], capture_output=True, text=True).stdout
    if "not found" not in libraries:
        return ""
    # The new package has the libraries that the old packages lack, too.
    return f'export LD_LIBRARY_PATH="{browser.parent}/lib:{chromium.UNPACKED}/lib"\n'


def _starts(version: str) -> bool:
    """Ask the browser for an empty page, because `--version` starts nothing in old versions."""
    starter = find(version)
    if starter is None:
        return False
    command = [starter, "--disable-gpu", "--dump-dom", "about:blank"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "<html>" in answer.stdout


if __name__ == "__main__":
    print(install() or "\n".join(filter(None, map(find, VERSIONS))))
