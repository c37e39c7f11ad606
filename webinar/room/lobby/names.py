"""The list of names that a host types for the lobby. No database."""

from __future__ import annotations

from collections.abc import Mapping

from webinar.kit.errors import Refused
from webinar.kit.name_keys import key_of
from webinar.kit.text import one_line
from webinar.room.sessions.actions import NAME_LENGTH

LONGEST_LIST = 1000


def read_list(typed: str) -> Mapping[str, str]:
    """Return the names by their keys, from a text with one per line. Refused: `too_many_names`."""
    names: dict[str, str] = {}
    for line in typed.splitlines():
        if not line.strip():
            continue
        try:
            name = one_line(line, NAME_LENGTH, "name_empty")
        except Refused:
            continue  # the line has only characters that are removed
        if key := key_of(name):
            names.setdefault(key, name)
    if len(names) > LONGEST_LIST:
        raise Refused("too_many_names")
    return names
