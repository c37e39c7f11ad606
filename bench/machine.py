"""Says when and on which machine a table was made, because its figures hold only there."""

from __future__ import annotations

import os
import platform
import re
import time
from pathlib import Path


def description() -> str:
    """Return the line that stands above a table."""
    load = ", ".join(f"{one:.2f}" for one in os.getloadavg())
    return (
        f"{time.strftime('%d %B %Y, %H:%M', time.gmtime()).lstrip('0')} UTC, "
        f"{os.cpu_count()} cores of {processor(Path('/proc/cpuinfo').read_text())}, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, "
        f"load {load}"
    )


def processor(cpuinfo: str) -> str:
    """Return the processor's name, as the kernel tells it."""
    match = re.search(r"^model name\s*: (.+)$", cpuinfo, re.MULTILINE)
    return match[1].strip() if match else platform.machine()
