"""The limit on open files: how many connections it allows, and refusing connections beyond it."""

from __future__ import annotations

import errno
import logging
import os
import resource
import socket
from typing import Any

from webinar.kit import concurrency

log = logging.getLogger(__name__)

# Files for the database, its threads, exports, files being sent and everything else.
RESERVE = 500
PAUSE_SECONDS = 0.1
_NONE_LEFT = (errno.EMFILE, errno.ENFILE)
# The listening socket is gone or is not a socket: it will never accept anything again.
_UNUSABLE = (errno.EBADF, errno.EINVAL, errno.ENOTSOCK, errno.EOPNOTSUPP)


def connections_within(connections: int, limit: int) -> int:
    """The number of these connections that `limit` open files suffice for."""
    return min(connections, limit - min(RESERVE, limit // 2))


def most_files(connections: int) -> int:
    """The number of open files to allow for these connections, within the hard limit.

    The soft limit can be raised to that number.
    """
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = connections + RESERVE
    return needed if hard == resource.RLIM_INFINITY else min(needed, hard)


def raise_file_limit(connections: int) -> int:
    """Allow as many open files as the connections need; return how many can be served.

    Log a warning if not all can be served.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = most_files(connections)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    served = connections_within(connections, most)
    if served < connections:
        log.warning(
            "only %s connections at once instead of %s: the limit of open files is %s. "
            "Set LimitNOFILE=%s in the unit, or ulimit -n",
            served,
            connections,
            most,
            connections + RESERVE,
        )
    return served


class Listener:
    """A listening socket whose `accept` keeps working when one connection fails.

    A server's loop ends, or runs in circles, when accepting fails. If no descriptor is left, the
    one held in reserve takes the waiting connection, which is closed at once. So its client learns
    that it was refused, and the queue of the kernel does not fill.
    """

    def __init__(self, listening: socket.socket) -> None:
        self._listening = listening
        self._spare: int | None = None
        self._is_short = False
        self._open_spare()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listening, name)

    def accept(self) -> tuple[socket.socket, Any]:
        """The next connection. Raises `OSError` only if the listening socket is unusable."""
        while True:
            try:
                accepted = self._listening.accept()
            except OSError as error:
                self._handle(error)
            else:
                self._is_short = False
                return accepted

    def _handle(self, error: OSError) -> None:
        if error.errno in _UNUSABLE or isinstance(error, TimeoutError):
            raise error
        if error.errno not in _NONE_LEFT:
            # A network error of the connection that was waiting, or no memory for it.
            log.debug("a connection was not accepted: %s", error)
        elif not self._is_short:
            self._is_short = True
            log.error("no file can be opened any more: connections are refused until one is free")
        if error.errno not in _NONE_LEFT or not self._refuse():
            concurrency.sleep(PAUSE_SECONDS)

    def _refuse(self) -> bool:
        """Close the connection that waits; False if there was no descriptor in reserve for it."""
        if self._spare is None:
            self._open_spare()
        if self._spare is None:
            return False
        os.close(self._spare)
        self._spare = None
        # eventlet's socket wraps the system's; the accept below must not wait on either.
        real = getattr(self._listening, "fd", self._listening)
        timeout = real.gettimeout()
        try:
            real.settimeout(0)
            connection, _address = real.accept()
            connection.close()
        except OSError:
            return False
        finally:
            real.settimeout(timeout)
            self._open_spare()
        return True

    def _open_spare(self) -> None:
        if self._spare is None:
            try:
                self._spare = os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC)
            except OSError:
                log.debug("no descriptor is left to be held in reserve")
