"""The doctor's findings: a check, whether it is well, what was seen, and how to mend it."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """`state`: `ok`, `look` (it works; somebody should know) or `problem`."""

    check: str
    state: str
    seen: str
    mend: str = ""


def ok(check: str, seen: str) -> Finding:
    return Finding(check, "ok", seen)


def look(check: str, seen: str, mend: str) -> Finding:
    return Finding(check, "look", seen, mend)


def problem(check: str, seen: str, mend: str) -> Finding:
    return Finding(check, "problem", seen, mend)
