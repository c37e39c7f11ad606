"""Complete or failing reads, where the library would accept a part of a body as the whole."""

from __future__ import annotations

from typing import Any


class WholeBody:
    """A request's body; reading it fails if the client sent only a part of it."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def read(self, length: int) -> bytes:
        data: bytes = self._body.read(length)
        if len(data) < length:
            raise ConnectionError("the connection ended within the body")
        return data
