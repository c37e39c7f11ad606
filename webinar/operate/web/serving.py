"""Serves the application: the listening socket, the HTTP server of the async mode, stopping."""

from __future__ import annotations

import logging
import os
import signal
import socket

from flask import Flask

from config import Settings
from webinar.kit import concurrency
from webinar.kit.descriptors import raise_file_limit
from webinar.kit.tuning import tune_interpreter
from webinar.kit.web.services import Services
from webinar.operate.upkeep import start_upkeep, write_noticed
from webinar.people.audit.actions import note

log = logging.getLogger(__name__)

# Connections that may wait to be accepted.
BACKLOG = 1024
# A client that reads nothing can hold this many bytes of the kernel's memory, not four megabytes.
SEND_BUFFER = 128 * 1024
SIGNAL_CHECK_SECONDS = 0.1
FAREWELL_SECONDS = 0.3


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket. Sockets that it accepts also send small messages at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind((host, port))
    listener.listen(BACKLOG)
    return listener


def serve(app: Flask, settings: Settings, listener: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT. Acknowledged changes are on disk whenever a signal comes."""
    services: Services = app.extensions["webinar"]
    limit = raise_file_limit(settings.max_connections)
    services.live.start()
    start_upkeep(services)
    _stop_on_signals(services)
    tune_interpreter()
    is_behind_proxy = bool(settings.trusted_proxies)
    if concurrency.mode() == "eventlet":
        from webinar.operate.web.green_http import serve_green

        serve_green(app, listener, limit=limit, is_behind_proxy=is_behind_proxy)
    else:
        from webinar.operate.web.threaded_http import serve_threads

        serve_threads(app, listener, limit=limit, is_behind_proxy=is_behind_proxy)


def _stop_on_signals(services: Services) -> None:
    received: list[int] = []

    def watch() -> None:
        # A signal handler may run within the event loop itself, where it must not wait or start
        # anything. So the handler only notes the signal, and this loop looks for the note.
        while not received:
            concurrency.sleep(SIGNAL_CHECK_SECONDS)
        _stop(services)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda signum, _frame: received.append(signum))
    concurrency.spawn(watch)


def _stop(services: Services) -> None:
    try:
        services.live.stop()
        # Give the farewell a moment to leave the sockets' queues.
        concurrency.sleep(FAREWELL_SECONDS)
        write_noticed(services)
        services.db.write(lambda db: note(db, "server.stopped", None))
        services.db.close()
    except Exception:
        log.exception("the server did not stop cleanly")
    finally:
        os._exit(0)
