"""The code of a certificate: making, reading and writing it. 12 of 30 symbols, 59 bits."""

from __future__ import annotations

from webinar.kit import tokens

LENGTH = 12


def new() -> str:
    return tokens.new_code(LENGTH)


def read(typed: str) -> str:
    """The code that somebody typed or scanned; an empty string if it cannot be a code."""
    return tokens.read_code(typed, LENGTH)
