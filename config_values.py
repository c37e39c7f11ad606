"""Reads single values from the environment, and refuses what they cannot be."""

from __future__ import annotations

from collections.abc import Mapping


class UnsafeSettings(Exception):
    """The server must not start like this; the message says what to do."""


def flag(env: Mapping[str, str], name: str, *, default: bool = False) -> bool:
    value = env.get(name, "").strip().lower()
    return default if not value else value in {"1", "true", "yes", "on"}


def number(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, "").strip() or str(default)
    if not value.isdecimal():
        raise UnsafeSettings(f"{name} is {value!r}, but it must be a whole number.")
    return int(value)


def one_of(env: Mapping[str, str], name: str, values: tuple[str, ...]) -> str:
    """Return one of these values; the first if the variable is not set."""
    value = env.get(name, "").strip() or values[0]
    if value not in values:
        raise UnsafeSettings(f"{name} is {value!r}, but it must be one of: {', '.join(values)}.")
    return value
