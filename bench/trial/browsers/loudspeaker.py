"""A sound server with one loudspeaker that nobody hears, at the pace of a real one.

Browsers on a machine without a sound card play into something of their own making, whose clock
falls behind on busy cores: Firefox's did by up to 7 %, and its player seemed to be late. Debian's
package `pulseaudio` is needed; without it, browsers play as they can.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

from bench.trial.browsers import place
from bench.trial.browsers.page import PATIENCE_S, Broken

PROGRAM = "pulseaudio"
# Programs that play by PulseAudio read the address of its server from here.
VARIABLE = "PULSE_SERVER"


@contextmanager
def loudspeaker(folder: Path) -> Iterator[bool]:
    """Let programs that are started in the block play. Yields whether there is a loudspeaker."""
    if which(PROGRAM) is None:
        yield False
        return
    folder.mkdir(parents=True, exist_ok=True)
    address = folder / "native"
    command = [PROGRAM, "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
    for module in (
        "module-null-sink rate=48000",
        f"module-native-protocol-unix auth-anonymous=1 socket={address}",
    ):
        command += ["-L", module]
    own = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    process = place.start(command, None, folder / "pulseaudio.log", own)
    before = os.environ.get(VARIABLE)
    try:
        _wait_for(address)
        os.environ[VARIABLE] = f"unix:{address}"
        yield True
    finally:
        place.end(process)
        if before is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = before


def _wait_for(address: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not address.exists():
        if time.monotonic() > deadline:
            raise Broken(f"{PROGRAM} did not start")
        time.sleep(0.05)
