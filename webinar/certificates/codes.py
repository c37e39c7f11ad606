"""The code of a certificate: how it is made, read and written. 12 of 30 symbols, 59 bits."""

from __future__ import annotations

from webinar.kit import tokens

LENGTH = 12


def new() -> str:
    return tokens.new_code(LENGTH)


def read(typed: str) -> str:
    """What somebody meant who typed or scanned it; an empty string when it cannot be a code."""
    return tokens.read_code(typed, LENGTH)
