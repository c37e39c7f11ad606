"""Finds a Chromium for the browser tests: CHROMIUM, the system's, apt's, or one from npm.

Runs in the environment, because unpacking the one from npm needs brotli.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Sequence
from pathlib import Path

from tools import node
from tools.stamps import ROOT

# The Chromium without a window needs only two thirds of the time.
SHELL = "chromium-headless-shell"
NAMES = [SHELL, "/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome"]
PACKAGE_FOLDER = ROOT / "tools/browser"
PACKED = PACKAGE_FOLDER / "node_modules/@sparticuz/chromium/bin"
UNPACKED = PACKAGE_FOLDER / "node_modules/.unpacked"


def find() -> str | None:
    """Return the path of a Chromium that starts, or None."""
    return _named_or_installed() or _from_apt() or _from_npm()


def _named_or_installed() -> str | None:
    paths = (shutil.which(name) for name in [os.environ.get("CHROMIUM", ""), *NAMES] if name)
    return next((path for path in paths if path and _starts(path)), None)


def _from_apt() -> str | None:
    """Install only where this surprises nobody: as root, on a build server or on request."""
    may_install = os.environ.get("CI") == "true" or os.environ.get("INSTALL_BROWSER") == "1"
    if not may_install or os.geteuid() or not shutil.which("apt-get"):
        return None
    print("Installing chromium with apt-get …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", SHELL], ["install", "chromium"]):
        # Not every release has the first of the two packages.
        options = ["--quiet=2", "--yes", "--no-install-recommends"]
        subprocess.run(["apt-get", *options, *command], env=environment, stdout=subprocess.DEVNULL)
        if path := _named_or_installed():
            return path
    return None


def _from_npm() -> str | None:
    starter = UNPACKED / "start"
    if not starter.exists():
        node_path, npm = node.find()
        node.put_on_path(node_path)
        print("Installing Chromium with npm …", flush=True)
        if subprocess.run(
            [*npm, "ci", "--loglevel=error", "--no-progress"], cwd=PACKAGE_FOLDER
        ).returncode:
            return None
        _unpack(starter)
    return str(starter) if _starts(str(starter)) else None


def unpack(package: Path, names: Sequence[str], folder: Path) -> Path:
    """Unpack these parts and the browser into the folder; return the browser's path."""
    import brotli

    folder.mkdir(exist_ok=True)
    for name in names:
        content = brotli.decompress((package / f"{name}.tar.br").read_bytes())
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            archive.extractall(folder, filter="data")
    browser = folder / "chromium"
    browser.write_bytes(brotli.decompress((package / "chromium.br").read_bytes()))
    browser.chmod(0o755)
    return browser


def _unpack(starter: Path) -> None:
    """Unpack the browser, and write a script that starts it with the settings it needs."""
    browser = unpack(PACKED, ("swiftshader", "fonts", "al2023"), UNPACKED)
    fonts = "".join(f"<dir>{folder}</dir>" for folder in ["/usr/share/fonts", UNPACKED / "fonts"])
    (UNPACKED / "fonts.conf").write_text(f"<fontconfig>{fonts}</fontconfig>")
    # Use the package's libraries only if the system lacks some: they come from another system.
    libraries_needed = subprocess.run(["ldd", browser], capture_output=True, text=True).stdout
    libraries = (
        f'export LD_LIBRARY_PATH="{UNPACKED}/lib"\n' if "not found" in libraries_needed else ""
    )
    starter.write_text(
        f'#!/bin/sh\n{libraries}export FONTCONFIG_FILE="{UNPACKED}/fonts.conf"\n'
        f'exec "{browser}" --headless=shell --no-zygote --no-sandbox "$@"\n'
    )
    starter.chmod(0o755)


def _starts(path: str) -> bool:
    # Ubuntu's chromium-browser only says to use snap, and a build may lack libraries.
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout


if __name__ == "__main__":
    print(find())
