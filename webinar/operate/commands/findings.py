"""The doctor's findings: a check, its state, the observation, and the remedy."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """One result; `state` is `ok`, `look` (it works, but the operator should know) or `problem`."""

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
