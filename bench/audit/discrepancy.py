"""The error that ends a command: its server lost, repeated or invented something."""

from __future__ import annotations


class Discrepancy(Exception):
    """A server broke its contract, so no figure of this run counts; the text says how."""
