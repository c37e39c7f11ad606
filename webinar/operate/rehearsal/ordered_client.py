"""A Socket.IO client that handles messages in the order of their arrival."""

from __future__ import annotations

from typing import Any

import engineio
import socketio


class _OrderedTransport(engineio.Client):  # type: ignore[misc]  # the library is untyped
    """A transport without a thread for each message.

    With the library's threads, a reply can overtake an earlier broadcast.
    """

    def _trigger_event(self, event: str, *args: Any, **options: Any) -> Any:
        return super()._trigger_event(event, *args, **options | {"run_async": False})


class OrderedClient(socketio.Client):  # type: ignore[misc]  # the library is untyped
    """A client whose handlers run in the thread that reads the socket, so they must not wait."""

    def _engineio_client_class(self) -> type[engineio.Client]:
        return _OrderedTransport
