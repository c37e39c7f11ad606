"""Finds an nginx for the tests of the proxy's example: NGINX, the system's, or apt's."""

from __future__ import annotations

import os
import shutil
import subprocess

# Debian installs it into a folder that is only on root's path.
NAMES = ["nginx", "/usr/sbin/nginx"]


def find() -> str | None:
    """Return the path of an nginx, or None."""
    return _installed() or _from_apt()


def _installed() -> str | None:
    paths = (shutil.which(name) for name in [os.environ.get("NGINX", ""), *NAMES] if name)
    return next((path for path in paths if path), None)


def _from_apt() -> str | None:
    """Install only where this surprises nobody: as root, on a build server or on request."""
    may_install = os.environ.get("CI") == "true" or os.environ.get("INSTALL_NGINX") == "1"
    if not may_install or os.geteuid() or not shutil.which("apt-get"):
        return None
    print("Installing nginx with apt-get …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "nginx-light"]):
        options = ["--quiet=2", "--yes", "--no-install-recommends"]
        subprocess.run(["apt-get", *options, *command], env=environment, stdout=subprocess.DEVNULL)
    return _installed()
