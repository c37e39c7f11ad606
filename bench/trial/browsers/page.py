"""A driven page, whichever engine shows it."""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from typing import Any, NamedTuple

# Seconds for an answer of a browser; it waits for no link, but perhaps for a core.
PATIENCE_S = 60


class Broken(Exception):
    """The browser has ended, does not answer, or cannot do what it was asked."""


class Cookie(NamedTuple):
    """A cookie for one host."""

    name: str
    value: str
    host: str


class Page(ABC):
    """The only page of a browser. `faults` are what its console reported as errors, if it can."""

    engine: str
    # The browser's name and version, as far as it says.
    version = ""

    def __init__(self) -> None:
        self.faults: list[str] = []

    @abstractmethod
    def open(self, address: str, cookies: list[Cookie]) -> None:
        """Begin to load this address with these cookies; do not wait for it. Raises Broken."""

    @abstractmethod
    def run(self, expression: str) -> Any:
        """Return the value of an expression, as JSON can hold it. Raises Broken."""

    @abstractmethod
    def tap(self, selector: str) -> None:
        """Press this element as a person does, so that sound may play. Raises Broken."""

    @abstractmethod
    def close(self) -> None:
        """End the browser; never raises."""

    def until(self, expression: str, patience_s: float = PATIENCE_S) -> None:
        """Wait until the expression is true. Raises Broken."""
        deadline = time.monotonic() + patience_s
        while True:
            try:
                if self.run(f"Boolean({expression})"):
                    return
            except Broken as error:
                # A page that is being replaced by the next one answers nothing.
                if time.monotonic() > deadline:
                    raise Broken(f"never so: {expression}: {error}") from error
            if time.monotonic() > deadline:
                raise Broken(f"never so: {expression}")
            time.sleep(0.25)

    def tap_when_there(self, selector: str, patience_s: float = PATIENCE_S) -> None:
        """Wait until the element is there and enabled, and press it. Raises Broken."""
        self.until(
            f"((e) => Boolean(e && !e.disabled && e.ariaDisabled !== 'true'))({query(selector)})",
            patience_s,
        )
        self.tap(selector)


def query(selector: str) -> str:
    """Return the expression for the first element of this selector."""
    return f"document.querySelector({json.dumps(selector)})"
