"""Installs the pinned npm packages: the parts of the pages' bundles, and the checks' tools."""

from __future__ import annotations

import platform
import subprocess

from tools import stamps
from tools.stamps import ROOT


def install(npm: list[str], dev: bool) -> None:
    """Run `npm ci` if the pins have changed. The checks' packages include the server's."""
    # esbuild and the type checker run on one system only, so a folder copied elsewhere is useless.
    machine = platform.system() + platform.machine() + platform.libc_ver()[0]
    value = stamps.digest([ROOT / "package.json", ROOT / "package-lock.json"], machine)
    everything, bundle_only = (ROOT / "node_modules" / f".stamp-{kind}" for kind in ("dev", "run"))
    if stamps.is_current(everything, value) or (not dev and stamps.is_current(bundle_only, value)):
        return
    print("Installing package-lock.json into node_modules …", flush=True)
    subprocess.run(
        [*npm, "ci", "--loglevel=error", "--no-progress", *([] if dev else ["--omit=dev"])],
        cwd=ROOT,
        check=True,
    )
    stamps.write(everything if dev else bundle_only, value)
