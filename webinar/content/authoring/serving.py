"""Serves the preview on this computer alone, until Ctrl-C."""

from __future__ import annotations

import socket

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from webinar.content.authoring.pages import HOST


class _Quiet(WSGIRequestHandler):
    """Logs no requests, so that the terminal shows only the author's own commands."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def is_taken(port: int) -> bool:
    """Return whether another program listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def serve(app: Flask, port: int) -> None:
    """Serve the preview. Each open page occupies a thread, at most until the program ends."""
    server = make_server(HOST, port, app, threaded=True, request_handler=_Quiet)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
