"""Calls over a WebSocket whose messages are JSON: the DevTools protocol and WebDriver BiDi."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import websocket

from bench.links.network import Network
from bench.trial.browsers.page import PATIENCE_S, Broken
from bench.trial.browsers.place import connect

Hear = Callable[[str, dict[str, Any]], None]


class Wire:
    """One connection. `hear` gets the name and the parameters of each event."""

    def __init__(self, network: Network | None, address: str, hear: Hear) -> None:
        port = urlsplit(address).port
        assert port is not None
        self._hear = hear
        self._last = 0
        # The thread that ends a browser may not be the one that drives it.
        self._lock = threading.Lock()
        try:
            self._socket = websocket.create_connection(
                address, timeout=PATIENCE_S, suppress_origin=True, socket=connect(network, port)
            )
        except (OSError, websocket.WebSocketException) as error:
            raise Broken(f"no connection to the browser: {error}") from error

    def ask(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """Return the result of a call. Raises Broken."""
        with self._lock:
            self._last += 1
            number = self._last
            call = {"id": number, "method": method, "params": params}
            try:
                self._socket.send(json.dumps(call | ({"sessionId": session} if session else {})))
                while (message := json.loads(self._socket.recv() or "{}")).get("id") != number:
                    if not message:
                        raise Broken("the browser has closed the connection")
                    if "method" in message:
                        self._hear(message["method"], message["params"])
            except (OSError, websocket.WebSocketException, ValueError) as error:
                raise Broken(f"{method}: {error}") from error
        if "error" in message:
            raise Broken(f"{method}: {message['error']} {message.get('message', '')}")
        result: dict[str, Any] = message["result"]
        return result

    def close(self) -> None:
        self._socket.close()
