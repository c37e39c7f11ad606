"""A network of two: this machine, and a place on it whose only way out is a shaped link.

Programs in that place have the whole of TCP to themselves: its retransmissions and its congestion
control meet real losses, which no proxy can give them. Two TUN devices do it, so this needs Linux,
root and `ip` (iproute2).
"""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import random
import select
import shutil
import signal
import struct
import subprocess
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from types import TracebackType
from typing import NamedTuple, Self

from bench.links.shape import Direction, Shape
from tools.processes import die_with_parent

PLACE = "webinar-bench"
# From linux/if_tun.h.
_TUNSETIFF = 0x400454CA
_IFF_TUN, _IFF_NO_PI = 0x0001, 0x1000
_LARGEST_PACKET = 2048


class Unavailable(Exception):
    """This machine cannot make such a network; the text says why."""


def obstacle() -> str | None:
    """Return why this machine cannot make such a network, or None."""
    if os.geteuid() or not os.path.exists("/dev/net/tun"):
        return "a shaped link needs Linux, root and /dev/net/tun"
    if shutil.which("ip") is None:
        return "iproute2 is missing: apt-get install iproute2"
    return None


class Carried(NamedTuple):
    """The bytes that the link has carried, with all headers."""

    to_far: int
    to_near: int


def near_address(number: int) -> str:
    """Return this machine's address in the network of this number, from 0 to 255.

    The range is set aside for measuring networks (RFC 2544).
    """
    return f"198.18.{number}.1"


# This machine's address in the first network.
NEAR = near_address(0)


class Network:
    """`with Network(shape) as network: …`; this machine is `near` for programs at the far end.

    Networks of different numbers may exist at the same time.
    """

    def __init__(self, shape: Shape, seed: int = 1, number: int = 0) -> None:
        self._shape = shape
        self._seed = seed
        self.near, self._far = near_address(number), f"198.18.{number}.2"
        # The name of the network namespace at the far end.
        self.place = f"{PLACE}-{number}"
        self._near_device, self._far_device = f"bench-near{number}", f"bench-far{number}"

    def __enter__(self) -> Self:
        if reason := obstacle():
            raise Unavailable(reason)
        _remove(self.place)
        try:
            _ip("netns", "add", self.place)
            near, far = _open_device(self._near_device), _open_device(self._far_device)
            _ip("link", "set", self._far_device, "netns", self.place)
            _ip("address", "add", self.near, "peer", self._far, "dev", self._near_device)
            _ip("link", "set", self._near_device, "mtu", "1400", "up")
            _ip(
                "-n",
                self.place,
                "address",
                "add",
                self._far,
                "peer",
                self.near,
                "dev",
                self._far_device,
            )
            _ip("-n", self.place, "link", "set", self._far_device, "mtu", "1400", "up")
            _ip("-n", self.place, "link", "set", "lo", "up")
        except (OSError, subprocess.CalledProcessError) as error:
            raise Unavailable(f"a shaped link cannot be made: {error}") from error
        self._control, theirs = multiprocessing.Pipe()
        arguments = (near, far, self._shape, self._seed, theirs)
        self._carrier = multiprocessing.Process(target=_carry, args=arguments, daemon=True)
        self._carrier.start()
        os.close(near)
        os.close(far)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._carrier.kill()
        self._carrier.join()
        _remove(self.place)

    def command(self, words: Sequence[str]) -> list[str]:
        """Return the command that runs this one at the far end."""
        return ["ip", "netns", "exec", self.place, *words]

    def cut(self, is_down: bool) -> None:
        """Cut the link, or mend it."""
        self._control.send(is_down)

    def carried(self) -> Carried:
        self._control.send(None)
        answer: Carried = self._control.recv()
        return answer


def _carry(near: int, far: int, shape: Shape, seed: int, control: Connection) -> None:
    """Carry packets between the two devices until the parent ends, in a process of its own."""
    die_with_parent(signal.SIGKILL)
    # A Ctrl-C is for the parent, which may go on for a while; the parent ends this process.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    ways = {
        near: (far, Direction(shape, random.Random(seed))),
        far: (near, Direction(shape, random.Random(seed + 1))),
    }
    is_down = False
    while True:
        times = [at for _, way in ways.values() if (at := way.next_at()) is not None]
        wait_s = max(0.0, min(times) - time.monotonic()) if times else None
        for ready in select.select([near, far, control.fileno()], [], [], wait_s)[0]:
            if ready == control.fileno():
                order = control.recv()
                if order is None:
                    control.send(Carried(*(ways[end][1].carried_bytes for end in (near, far))))
                else:
                    is_down = order
            else:
                packet = os.read(ready, _LARGEST_PACKET)
                ways[ready][1].send(packet, time.monotonic(), is_down=is_down)
        for other, way in ways.values():
            for packet in way.arrived(time.monotonic()):
                os.write(other, packet)


def _open_device(name: str) -> int:
    device = os.open("/dev/net/tun", os.O_RDWR)
    request = struct.pack("16sH", name.encode(), _IFF_TUN | _IFF_NO_PI)
    fcntl.ioctl(device, _TUNSETIFF, request)
    return device


def _remove(place: str) -> None:
    subprocess.run(["ip", "netns", "delete", place], stderr=subprocess.DEVNULL, check=False)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)
