"""Making and reading the code of a certificate: 12 symbols from an alphabet of 30, or 59 bits."""

from __future__ import annotations

from webinar.kit import tokens

# In symbols.
LENGTH = 12


def new() -> str:
    """Return a new random code."""
    return tokens.new_code(LENGTH)


def read(typed: str) -> str:
    """Return the code in a typed or scanned text; an empty string if the text cannot be a code."""
    return tokens.read_code(typed, LENGTH)
