"""Serves the preview on this computer alone, until Ctrl-C."""

from __future__ import annotations

import socket

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from webinar.content.authoring.pages import HOST


class _Quiet(WSGIRequestHandler):
    """Says nothing of each request: an author's terminal shows what the author did."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def is_taken(port: int) -> bool:
    """Whether another program listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def serve(app: Flask, port: int) -> None:
    """Serve; each open page keeps a thread busy with its news, which ends with the program."""
    server = make_server(HOST, port, app, threaded=True, request_handler=_Quiet)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
