"""Looks up names of other computers as the system does, while the loop goes on."""

from __future__ import annotations

import socket
from typing import Any

from webinar.kit import concurrency


def look_up_in_threads() -> None:
    """Let `getaddrinfo` wait in a real thread, on eventlet's loop.

    Eventlet's own resolver takes 15 MiB and does not ask the system's other sources of names;
    wsgi.py switches it off. Without either, a slow name server would hold all connections.
    """
    from eventlet.green import socket as green_socket
    from eventlet.patcher import original

    system = original("socket")

    def getaddrinfo(*arguments: Any, **options: Any) -> Any:
        return concurrency.offload(system.getaddrinfo, *arguments, **options)

    # The second one is what `create_connection` of patched sockets calls.
    socket.getaddrinfo = getaddrinfo
    green_socket.getaddrinfo = getaddrinfo
