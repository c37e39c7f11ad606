"""The doctor's findings: a check, its state, the observation, and the remedy."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """One result; `state` is `ok`, `look` (it works, but the operator should know) or `problem`."""

    check: str
    state: str
    observation: str
    remedy: str = ""


def ok(check: str, observation: str) -> Finding:
    return Finding(check, "ok", observation)


def look(check: str, observation: str, remedy: str) -> Finding:
    return Finding(check, "look", observation, remedy)


def problem(check: str, observation: str, remedy: str) -> Finding:
    return Finding(check, "problem", observation, remedy)
